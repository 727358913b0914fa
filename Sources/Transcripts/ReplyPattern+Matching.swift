// SPDX-License-Identifier: GPL-3.0-or-later

extension ReplyPattern.Paragraph {
    /// Whether a folded paragraph has these words.
    func matches(_ paragraph: String) -> Bool {
        if pieces.count == 1, !opensBefore, !opensBehind { return pieces[0] == paragraph }
        var rest = Substring(paragraph)
        for (index, piece) in pieces.enumerated() where !piece.isEmpty {
            let isFirst = index == 0 && !opensBefore
            let isLast = index == pieces.count - 1 && !opensBehind
            if isFirst {
                guard rest.hasPrefix(piece) else { return false }
                rest = rest.dropFirst(piece.count)
                if isLast { return rest.isEmpty }
            } else if isLast {
                return rest.hasSuffix(piece)
            } else {
                guard let range = rest.firstRange(of: piece) else { return false }
                rest = rest[range.upperBound...]
            }
        }
        return true
    }

    /// The words as they are written, for a message.
    var text: String { pieces.joined(separator: "[..]") }
}

/// What becomes of a pattern's elements and of a reply's paragraphs where they are laid side by side.
enum AlignmentStep: Hashable {
    /// The element stands there, in these paragraphs.
    case kept(element: Int, paragraphs: Range<Int>)
    /// Another paragraph stands in the element's place.
    case replaced(element: Int, paragraph: Int)
    case missing(element: Int)
    case added(paragraph: Int)
}

extension ReplyPattern {
    /// Whether a reply has these words.
    package func matches(_ observed: Observation, by yardstick: Yardstick) -> Bool {
        if isAnything { return true }
        let literals = elements.compactMap { if case .paragraph(let paragraph) = $0 { paragraph } else { nil } }
        if literals.count == elements.count {
            return literals.count == observed.paragraphs.count
                && zip(literals, observed.paragraphs).allSatisfy { $0.matches($1) }
        }
        return alignment(with: observed, by: yardstick).allSatisfy { if case .kept = $0 { true } else { false } }
    }

    private enum Cost {
        static let replace = 10
        static let add = 10
        // Dearer, so that a changed paragraph is replaced and not swallowed by a gap beside it.
        static let remove = 11
    }

    /// The pattern and a reply side by side, with as few changes as can be.
    ///
    /// The edit distance (R. Wagner and M. Fischer, *The string-to-string correction problem*, 1974) over paragraphs, where
    /// `...` takes up any number of them for nothing.
    ///
    /// - Complexity: O(*n* · *m*) for *n* elements and *m* paragraphs.
    func alignment(with observed: Observation, by yardstick: Yardstick) -> [AlignmentStep] {
        let paragraphs = observed.paragraphs
        let (rows, columns) = (elements.count, paragraphs.count)
        let forms = elements.map { element -> [[String]] in
            if case .passage(let id) = element { yardstick.forms(of: id) } else { [] }
        }
        // best[i][j]: the least cost of elements from i on against paragraphs from j on, and the first step of it.
        var best = [[(cost: Int, step: AlignmentStep?)]](
            repeating: Array(repeating: (0, nil), count: columns + 1), count: rows + 1)
        for i in stride(from: rows, through: 0, by: -1) {
            for j in stride(from: columns, through: 0, by: -1) where i < rows || j < columns {
                var found: (cost: Int, step: AlignmentStep?) = (.max, nil)
                func consider(_ cost: Int, _ step: AlignmentStep) {
                    if cost < found.cost { found = (cost, step) }
                }
                if i < rows {
                    switch elements[i] {
                    case .anything:
                        for end in j...columns {
                            consider(best[i + 1][end].cost, .kept(element: i, paragraphs: j..<end))
                        }
                    case .passage:
                        for form in forms[i] where Self.stands(form, in: paragraphs, at: j) {
                            let end = j + form.count
                            consider(best[i + 1][end].cost, .kept(element: i, paragraphs: j..<end))
                        }
                    case .paragraph(let paragraph):
                        if j < columns, paragraph.matches(paragraphs[j]) {
                            consider(best[i + 1][j + 1].cost, .kept(element: i, paragraphs: j..<j + 1))
                        }
                    }
                    if j < columns, elements[i] != .anything {
                        consider(best[i + 1][j + 1].cost + Cost.replace, .replaced(element: i, paragraph: j))
                    }
                    if elements[i] != .anything { consider(best[i + 1][j].cost + Cost.remove, .missing(element: i)) }
                }
                if j < columns { consider(best[i][j + 1].cost + Cost.add, .added(paragraph: j)) }
                best[i][j] = found
            }
        }
        return Self.path(through: best)
    }

    private static func stands(_ form: [String], in paragraphs: [String], at start: Int) -> Bool {
        start + form.count <= paragraphs.count && paragraphs[start..<start + form.count].elementsEqual(form)
    }

    private static func path(through best: [[(cost: Int, step: AlignmentStep?)]]) -> [AlignmentStep] {
        var steps: [AlignmentStep] = []
        var (i, j) = (0, 0)
        while let step = best[i][j].step {
            steps.append(step)
            switch step {
            case .kept(_, let paragraphs): (i, j) = (i + 1, paragraphs.upperBound)
            case .replaced: (i, j) = (i + 1, j + 1)
            case .missing: i += 1
            case .added: j += 1
            }
        }
        return steps
    }
}
