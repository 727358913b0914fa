// SPDX-License-Identifier: GPL-3.0-or-later
internal import Archiving
internal import TextAnalysis

/// A pattern of the pack over words, as it is matched: a run of numbers, read where they stand.
///
/// How many pieces there are, how many that must be absent and how many sets of needed words; the sets; the pieces. A piece is the
/// number of its elements, and they. An element is 0 for a gap, else the number of its alternatives, each of which has a kind, a
/// number and, behind them, the keys of its words or the ends of its range, in halves. Numbers that stand together are 16 bits apart.
struct Pattern: Sendable {
    /// For up to how many words a gap stands.
    static let longestGap = 4
    /// Longer pieces than anybody writes, which only damage makes, are cut.
    private static let mostElements = 64

    /// What stands at one place of an utterance.
    enum Kind: UInt64 {
        /// Words next to each other, by the keys of their stems.
        case words
        /// A number within a range.
        case number
        /// A name of a kind or group of entities, by its hash.
        case entity
        /// A phrase of a word class, by its number.
        case wordClass
    }

    /// One of the alternatives at a place, and where the next begins.
    struct Alternative {
        var kind: Kind
        /// How many words it has, or the number of the class.
        var number: Int
        /// Where its keys or ends stand.
        var payload: Int
        var next: Int
    }

    private let numbers: PackedArray<UInt48>
    private let start: Int

    /// - Parameter start: where the pattern begins among the numbers.
    init(_ numbers: PackedArray<UInt48>, at start: Int) {
        self.numbers = numbers
        self.start = start
    }

    init(_ parsed: ParsedPattern) { self.init(PackedArray(Self.numbers(of: parsed)), at: 0) }

    /// What is kept of a hash: its upper 48 bits.
    @inline(__always)
    static func key(_ hash: UInt64) -> UInt64 { hash >> 16 }

    // MARK: Reading

    /// A number; 0 beyond the end.
    @inline(__always)
    func number(at place: Int) -> UInt64 { place >= 0 && place < numbers.count ? numbers[place].value : 0 }

    /// The digits of a number, as `SixBitDigits.split` gives them; nil beyond the end.
    @inline(__always)
    func digits(at place: Int) -> UInt64? { numbers.digits(at: place) }

    /// A number with a fraction, in two halves.
    func double(at place: Int) -> Double { Double(bitPattern: number(at: place) << 32 | number(at: place + 1)) }

    private func part(_ index: Int, of number: UInt64) -> Int { Int(number >> UInt64(index * 16) & 0xffff) }

    /// How many pieces have to be found.
    var pieceCount: Int { part(0, of: number(at: start)) }
    /// How many pieces must not be found; they stand behind the others.
    var absentCount: Int { part(1, of: number(at: start)) }
    private var needCount: Int { part(2, of: number(at: start)) }

    /// Whether there is a word of each of the sets of which the pattern needs one.
    func mayMatch(_ present: StemSet) -> Bool {
        for need in 0..<needCount {
            let place = start + 1 + 2 * need
            if number(at: place) & present.low | number(at: place + 1) & present.high == 0 { return false }
        }
        return true
    }

    /// Where the first piece stands.
    var firstPiece: Int { start + 1 + 2 * needCount }

    /// How many elements a piece has.
    func elementCount(ofPieceAt place: Int) -> Int { min(Self.mostElements, Int(number(at: place) & 0xffff)) }

    /// How many alternatives an element has; 0 for a gap.
    func alternativeCount(ofElementAt place: Int) -> Int { Int(number(at: place) & 0xffff) }

    func alternative(at place: Int) -> Alternative {
        let head = number(at: place)
        let kind = Kind(rawValue: head & 3) ?? .words
        let own = Int(head >> 16 & 0xffff)
        let length =
            switch kind {
            case .words: own
            case .number: 4
            case .entity: 1
            case .wordClass: 0
            }
        return Alternative(kind: kind, number: own, payload: place + 1, next: place + 1 + length)
    }

    /// The place behind an element.
    func end(ofElementAt place: Int) -> Int {
        var next = place + 1
        for _ in 0..<alternativeCount(ofElementAt: place) { next = alternative(at: next).next }
        return next
    }

    /// The place behind a piece.
    func end(ofPieceAt place: Int) -> Int {
        var next = place + 1
        for _ in 0..<elementCount(ofPieceAt: place) { next = end(ofElementAt: next) }
        return next
    }

    /// Whether a word is one of the pattern's own.
    func names(_ word: Token) -> Bool {
        var piece = firstPiece
        for _ in 0..<pieceCount {
            var element = piece + 1
            for _ in 0..<elementCount(ofPieceAt: piece) {
                var place = element + 1
                for _ in 0..<alternativeCount(ofElementAt: element) {
                    let own = alternative(at: place)
                    if own.kind == .words,
                        (own.payload..<own.next).contains(where: { number(at: $0) == Self.key(word.key) })
                    {
                        return true
                    }
                    place = own.next
                }
                element = place
            }
            piece = element
        }
        return false
    }

    // MARK: Writing

    static func numbers(of parsed: ParsedPattern) -> [UInt48] {
        func number(of alternative: ParsedPattern.Alternative) -> [UInt64] {
            func head(_ kind: Kind, _ number: Int = 0) -> UInt64 { kind.rawValue | UInt64(number) << 16 }
            switch alternative {
            case .words(let keys): return [head(.words, keys.count)] + keys.map(key)
            case .number(let low, let high):
                return [head(.number)]
                    + [low, high].flatMap { [$0.bitPattern >> 32, $0.bitPattern & 0xffff_ffff] }
            case .entity(let group): return [head(.entity), key(TextHash.of(group))]
            case .wordClass(let number): return [head(.wordClass, number)]
            }
        }
        func numbers(of piece: [ParsedPattern.Element]) -> [UInt64] {
            [UInt64(piece.count)]
                + piece.flatMap { element -> [UInt64] in
                    guard case .oneOf(let alternatives) = element else { return [0] }
                    return [UInt64(alternatives.count)] + alternatives.flatMap(number)
                }
        }
        let counts = [parsed.pieces.count, parsed.absent.count, parsed.needs.count]
        let head = counts.enumerated().reduce(UInt64(0)) { $0 | UInt64($1.element) << UInt64($1.offset * 16) }
        return ([head] + parsed.needs.flatMap { [$0.low, $0.high] } + (parsed.pieces + parsed.absent).flatMap(numbers))
            .map(UInt48.init)
    }
}
