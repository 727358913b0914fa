// SPDX-License-Identifier: GPL-3.0-or-later
internal import KnowledgePack
internal import TextAnalysis

/// Values that stand apart from their names: in columns, on the lines below a heading, next to other tests.
extension SlotScan {
    // MARK: Other tests

    /// Whether a value belongs to a test that is no slot's.
    func isAnotherTests(_ cue: Cue) -> Bool {
        guard !otherTests.isEmpty, cue.values != nil else { return false }
        let start = cue.words.lowerBound
        let name = names.last { $0.words.upperBound <= start && sameSentence($0.words.lowerBound, start) }
        let other = otherTest(before: start)
        if let other, other.lowerBound > name?.words.lowerBound ?? -1 {
            // In a list of tests, what was not found in any was not found in those that count here.
            if let name, isList(from: name.words.upperBound, to: other.lowerBound),
                let value = value(of: cue, for: name), value.value != lexicon.attributes[value.attribute].values.first
            {
                return false
            }
            // "… in that one, none in this": a value that opens a clause of its own goes with the name that follows it.
            let next = names.first { $0.words.lowerBound >= cue.words.upperBound }
            let opens = utterance.clauses[start] != utterance.clauses[other.upperBound - 1]
            guard opens, let next, next.words.lowerBound - cue.words.upperBound <= 2 else { return true }
            return utterance.clauses[next.words.lowerBound] != utterance.clauses[start]
        }
        // "Positive: another", "…, I have no other": the value stands before.
        let isApart = name.map { utterance.clauses[$0.words.lowerBound] != utterance.clauses[start] } ?? true
        return isApart
            && otherTests.contains {
                $0.lowerBound == cue.words.upperBound && sameSentence($0.lowerBound, start)
            }
    }

    /// Whether nothing but names of tests, and single words between them, stands between two words.
    private func isList(from start: Int, to end: Int) -> Bool {
        var edge = start
        for other in otherTests where other.lowerBound >= start && other.upperBound <= end {
            guard other.lowerBound - edge <= 1 else { return false }
            edge = other.upperBound
        }
        return end - edge <= 1
    }

    // MARK: Columns

    /// Gives each of several names in a row its own of as many values in a row: `a/b/c: x / y / z`, a row of names above a row of
    /// values.
    ///
    /// - Returns: the cues that were given away.
    mutating func distribute() -> Set<Int> {
        var given: Set<Int> = []
        for (number, sentence) in report.sentences.enumerated() {
            let columns = columns(in: sentence)
            guard columns.count > 1 else { continue }
            let own = cues.indices.filter { sentence.contains(cues[$0].words.lowerBound) }
            if let first = own.first {
                // Columns before the first value; after it, values up to the next column.
                let start = cues[first].words.lowerBound
                let leading = columns.filter { $0.words.upperBound <= start }
                let end = columns.first { $0.words.lowerBound > start }?.words.lowerBound ?? sentence.upperBound
                given.formUnion(
                    give(own.filter { cues[$0].words.lowerBound < end }, to: leading, isRow: false))
            } else if report.hasLines, number + 1 < report.sentences.count {
                let next = report.sentences[number + 1]
                guard self.columns(in: next).isEmpty else { continue }
                given.formUnion(
                    give(cues.indices.filter { next.contains(cues[$0].words.lowerBound) }, to: columns, isRow: true))
            }
        }
        return given
    }

    private struct Column {
        var words: Range<Int>
        /// The name; nil for another test.
        var name: Int?
    }

    /// The names in a sentence that may head a column, those of methods aside.
    private func columns(in sentence: Range<Int>) -> [Column] {
        let own = names.indices.filter {
            sentence.contains(names[$0].words.lowerBound) && !names[$0].isShared
        }.map { Column(words: names[$0].words, name: $0) }
        let others = otherTests.filter { sentence.contains($0.lowerBound) }.map { Column(words: $0) }
        return (own + others).sorted { $0.words.lowerBound < $1.words.lowerBound }
    }

    private mutating func give(_ row: [Int], to columns: [Column], isRow: Bool) -> Set<Int> {
        guard columns.count > 1 else { return [] }
        let isList = zip(columns, columns.dropFirst()).allSatisfy { $1.words.lowerBound - $0.words.upperBound <= 1 }
        guard isRow || isList, let groups = groups(row, isRow: isRow), groups.count == columns.count else { return [] }
        for (column, group) in zip(columns, groups) {
            guard let name = column.name else { continue }
            for cue in group where value(of: cues[cue], for: names[name]) != nil { take(cues[cue], for: [name]) }
        }
        return Set(row)
    }

    /// The values between slashes, else each value by itself where they stand next to each other.
    private func groups(_ row: [Int], isRow: Bool) -> [[Int]]? {
        guard let first = row.first else { return nil }
        var groups: [[Int]] = [[first]]
        var slashes = 0
        for (left, right) in zip(row, row.dropFirst()) {
            let between = cues[left].words.upperBound..<cues[right].words.lowerBound
            if between.contains(where: { words[$0].normal == "/" }) {
                slashes += 1
                groups.append([right])
            } else {
                groups[groups.count - 1].append(right)
            }
        }
        if slashes > 0 { return groups }
        let areAdjacent = zip(row, row.dropFirst()).allSatisfy {
            cues[$0].words.upperBound == cues[$1].words.lowerBound
        }
        return isRow || areAdjacent ? row.map { [$0] } : nil
    }

    // MARK: A second value

    /// Gives a value that follows another, `x: negative (1+)`, to the name of that one.
    ///
    /// A bare number has to follow a word for a result: `negative, score 1`.
    mutating func takeByNameOfLast(_ cue: Cue) -> Bool {
        let start = cue.words.lowerBound
        guard cue.values != nil, !isPlainAnswer(cue.words), !cue.isBare || follows(.result, start),
            let last = lastTaken, last.end <= start, start - last.end <= 3, sameSentence(last.end - 1, start),
            !names.contains(where: { $0.words.lowerBound >= last.end && $0.words.upperBound <= start }),
            ![ScopeTrigger.now, .correction, .claim].contains(where: { stands($0, within: last.end..<start) })
        else { return false }
        let takers = last.names.filter { value(of: cue, for: names[$0]) != nil }
        if takers.isEmpty, let name = last.names.first.map({ names[$0] }),
            let whole = lexicon.attributesOfSlot[slot(of: name)]?.first, let value = cue.values?[whole],
            let final = self.value(value, of: whole, in: cue.words, cue: cue.words)
        {
            add(whole, final, cue.words, rule: cue.rule)
            return true
        }
        take(cue, for: takers)
        return !takers.isEmpty
    }

    /// Whether a value stands right behind another in its clause, and not before a name of its own: `90% strong`.
    func isGluedToLast(_ cue: Cue) -> Bool {
        let (start, end) = (cue.words.lowerBound, cue.words.upperBound)
        guard let last = lastTaken, last.end == start, utterance.clauses[start - 1] == utterance.clauses[start] else {
            return false
        }
        return !names.contains {
            (0...1).contains($0.words.lowerBound - end)
                && utterance.clauses[$0.words.lowerBound] == utterance.clauses[start]
        }
    }

    private func stands(_ trigger: ScopeTrigger, within range: Range<Int>) -> Bool {
        scope.triggers[trigger]?.contains { $0.overlaps(range) } ?? false
    }

    private func follows(_ trigger: ScopeTrigger, _ word: Int) -> Bool {
        scope.triggers[trigger]?.contains { $0.upperBound == word } ?? false
    }

    // MARK: Headings

    /// Gives a value on a line that names nothing to what a line before it named, or, failing that, a line after it.
    ///
    /// - Returns: whether the line was read so.
    mutating func takeByHeading(_ cue: Cue) -> Bool {
        let start = cue.words.lowerBound
        guard let heading = report.isHeaded(cue.words), let number = report.sentence(of: start),
            !scope.asksQuestion(inSentenceOf: start), heading == .label || !isPlainAnswer(cue.words),
            indicesOfNames(in: number).isEmpty
        else { return false }
        // Another test heads the lines below it where its own line begins with it: "Specimen: node" is no heading.
        let isSubject: (Int) -> Bool = { number in
            let start = report.sentences[number].lowerBound
            return !indicesOfNames(in: number).isEmpty || otherTests.contains { $0.lowerBound == start }
        }
        let above = (0..<number).last(where: isSubject)
        let below = heading == .label ? (number..<report.sentences.count).dropFirst().first(where: isSubject) : nil
        guard let subject = above ?? below else { return false }
        let named = indicesOfNames(in: subject)
        let open = named.filter { !names[$0].isBound }
        // A line that is nothing but a value speaks of a heading that has none yet.
        if heading == .value, open.isEmpty { return false }
        let targets = open.isEmpty ? Array(named.suffix(1)) : open
        guard let first = targets.first.map({ names[$0].attributes[0] }) else { return true }
        let slot = lexicon.attributes[first].slot
        let isOfOneSlot = targets.allSatisfy { lexicon.attributes[names[$0].attributes[0]].slot == slot }
        if above == nil, !isOfOneSlot { return false }
        let whole = lexicon.attributesOfSlot[slot]?.first ?? first
        for target in targets {
            let name = names[target]
            let own = targets.count > 1 && isOfOneSlot ? nil : value(of: cue, for: name)
            let ofSlot = cue.values.map { $0[whole] } ?? Slot.unknown
            guard let (attribute, value) = own ?? ofSlot.map({ (whole, $0) }) ?? value(of: cue, for: name) else {
                continue
            }
            // What is found in one of several tests may have been found in another.
            if hasOtherTest(in: subject), value == lexicon.attributes[attribute].values.first { continue }
            if cue.values == nil, readings.contains(where: { $0.slot == slot }) { continue }
            guard let final = self.value(value, of: attribute, in: cue.words, cue: cue.words) else { continue }
            names[target].isBound = true
            lastTaken = (targets, cue.words.upperBound)
            bound.formUnion(cue.words)
            if readings.contains(where: { $0.words == cue.words && $0.slot == slot && $0.value == final }) { continue }
            add(attribute, final, cue.words, rule: cue.rule)
        }
        return true
    }

    private func indicesOfNames(in sentence: Int) -> [Int] {
        names.indices.filter { report.sentences[sentence].contains(names[$0].words.lowerBound) }
    }

    private func hasOtherTest(in sentence: Int) -> Bool {
        otherTests.contains { report.sentences[sentence].contains($0.lowerBound) }
    }
}
