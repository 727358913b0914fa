// SPDX-License-Identifier: GPL-3.0-or-later
import KnowledgePack
import Testing

/// The rules for options against the table of what care teams often talk about.
@Suite("The table of options")
struct OptionTableTests {
    /// What stands in a cell: a weight, or one that another result decides.
    enum Cell: Sendable {
        case always(OptionRule.Weight)
        /// By the BRCA result: a change, none, not known.
        case brca(OptionRule.Weight, none: OptionRule.Weight, notKnown: OptionRule.Weight)
        /// By PD-L1: positive, negative, not known.
        case pdl1(OptionRule.Weight, negative: OptionRule.Weight, notKnown: OptionRule.Weight)

        func weight(_ slots: [String: String]) -> OptionRule.Weight {
            switch self {
            case .always(let weight): weight
            case .brca(let mutated, let none, let notKnown):
                switch slots["brca"] {
                case "mutated": mutated
                case "not-mutated": none
                default: notKnown
                }
            case .pdl1(let positive, let negative, let notKnown):
                switch slots["pdl1"] {
                case "positive": positive
                case "negative": negative
                default: notKnown
                }
            }
        }
    }

    struct Row: Sendable {
        let hr: [String?]
        let her2: [String?]
        /// In the order of `columns`.
        let cells: [Cell]
    }

    static let columns = [
        "hormone-therapy", "targeted-therapy", "antibody-drug-conjugates", "chemotherapy", "immunotherapy",
        "parp-inhibitors",
    ]

    private static let early = Cell.always(.early)
    private static let later = Cell.always(.later)
    private static let notUsual = Cell.always(.notUsual)
    private static let depends = Cell.always(.depends)
    /// With an inherited BRCA change, in HER2-negative cancer.
    private static let withBRCA = Cell.brca(.later, none: .notUsual, notKnown: .depends)
    /// The label is for HER2-negative cancer; one guideline is wider.
    private static let outsideLabel = Cell.brca(.special, none: .notUsual, notKnown: .special)
    /// The HER2 result is needed too.
    private static let withBRCAAndHER2 = Cell.brca(.depends, none: .notUsual, notKnown: .depends)
    private static let withPDL1 = Cell.pdl1(.early, negative: .notUsual, notKnown: .depends)
    private static let unknown: [String?] = [nil, "unknown"]
    private static let notPositive: [String?] = ["negative", "low", "ultralow"]

    static let rows = [
        Row(hr: ["positive"], her2: notPositive, cells: [early, early, later, later, notUsual, withBRCA]),
        Row(hr: ["positive"], her2: ["positive"], cells: [later, early, early, early, notUsual, outsideLabel]),
        Row(hr: ["negative"], her2: ["positive"], cells: [notUsual, early, early, early, notUsual, outsideLabel]),
        Row(hr: ["negative"], her2: notPositive, cells: [notUsual, notUsual, early, early, withPDL1, withBRCA]),
        Row(hr: ["positive"], her2: unknown, cells: [early, depends, depends, later, notUsual, withBRCAAndHER2]),
        Row(hr: ["negative"], her2: unknown, cells: [notUsual, depends, depends, later, depends, withBRCAAndHER2]),
        Row(hr: unknown, her2: ["positive"], cells: [depends, early, early, early, notUsual, outsideLabel]),
        Row(hr: unknown, her2: notPositive, cells: [depends, depends, later, later, depends, withBRCA]),
        Row(hr: unknown, her2: unknown, cells: [depends, depends, depends, depends, depends, withBRCAAndHER2]),
    ]

    /// Topics that stand outside the table, by the spread to bone.
    static func overlay(_ slots: [String: String]) -> [String: OptionRule.Weight] {
        let bone: OptionRule.Weight =
            switch slots["bone_mets"] {
            case "yes": .alongside
            case "no": .notUsual
            default: .depends
            }
        return [
            "bone-modifying-agents": bone, "radiation-therapy": .later, "surgery": .special,
            "genomic-testing": .always, "clinical-trials": .always, "supportive-care": .always,
        ]
    }

    /// Every combination of these values with what else is told that a rule looks at; nil is for a status that nobody spoke of.
    private func combinations(_ row: Row) throws -> [[String: String]] {
        var all: [[String: String]] = [[:]]
        let pack = try PackUnderTest.pack()
        let lookedAt = Set(pack.topics.flatMap(\.options).flatMap(\.conditions).map(\.slot))
        for slot in pack.slots where lookedAt.contains(slot.id) {
            let values: [String?] =
                switch slot.id {
                case "hr": row.hr
                case "her2": row.her2
                default: [nil] + slot.values.map(\.id)
                }
            all = all.flatMap { told in
                values.map { value in
                    var told = told
                    told[slot.id] = value
                    return told
                }
            }
        }
        return all
    }

    @Test("every combination of statuses gives the weights of the table, for every treatment", arguments: rows.indices)
    func table(number: Int) throws {
        let row = Self.rows[number]
        let pack = try PackUnderTest.pack()
        var differences: Set<String> = []
        for slots in try combinations(row) {
            var expected = Self.overlay(slots)
            for (column, cell) in zip(Self.columns, row.cells) { expected[column] = cell.weight(slots) }
            for (topic, weight) in expected {
                let found = try #require(pack.topic(topic)).optionRule(for: slots)?.weight
                guard found != weight else { continue }
                let told = slots.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: " ")
                differences.insert("\(topic): \(found?.rawValue ?? "nothing"), not \(weight.rawValue), for \(told)")
            }
        }
        #expect(differences.sorted().prefix(5) == [])
    }

    @Test("the rows hold every pair of hormone receptor and HER2 results once")
    func rowsAreComplete() throws {
        let pack = try PackUnderTest.pack()
        func values(_ slot: String) throws -> [String?] { [nil] + (try #require(pack.slot(slot))).values.map(\.id) }
        for hr in try values("hr") {
            for her2 in try values("her2") {
                #expect(Self.rows.filter { $0.hr.contains(hr) && $0.her2.contains(her2) }.count == 1)
            }
        }
    }

    @Test("explanations of tests and of the disease are never options")
    func noOptions() throws {
        let pack = try PackUnderTest.pack()
        for topic in ["overview", "biomarkers"] { #expect(try #require(pack.topic(topic)).options.isEmpty) }
    }

    @Test("every rule has a line for the list and one for the person, and no rule stands behind one that swallows it")
    func rulesAreReached() throws {
        let pack = try PackUnderTest.pack()
        let all = try Self.rows.flatMap { try combinations($0) }
        for topic in pack.topics {
            let reached = Set(all.compactMap { slots in topic.options.firstIndex { $0.matches(slots) } })
            #expect(reached.count == topic.options.count, "\(topic.id)")
            for rule in topic.options {
                #expect(!rule.say.isEmpty && !rule.personal.isEmpty, "\(topic.id): \(rule.say)")
            }
        }
    }

    @Test("what a rule says of the person's statuses is what it was chosen for")
    func personalLines() throws {
        let words = [
            "hr": ["positive": "hormone receptor positive", "negative": "hormone receptor negative"],
            "her2": ["positive": "HER2 positive", "low": "HER2-low", "ultralow": "HER2-ultralow"],
        ]
        for topic in try PackUnderTest.pack().topics {
            for rule in topic.options {
                for condition in rule.conditions {
                    for (value, label) in words[condition.slot] ?? [:] {
                        let opening = rule.personal.prefix { $0 != "." }.replacing("not HER2 positive", with: "")
                        let claimed = opening.contains("You told me") && opening.contains(label)
                        #expect(!claimed || condition.values.contains(value), "\(topic.id): \(rule.personal)")
                    }
                }
            }
        }
    }
}
