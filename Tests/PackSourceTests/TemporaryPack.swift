// SPDX-License-Identifier: GPL-3.0-or-later
import Diagnostics
import Foundation
import KnowledgePack
import PackSource

/// A small complete pack about bicycles, whose files a test may change before it is written to a folder and loaded.
struct TemporaryPack: Sendable {
    /// The bytes of each file, by its path in the pack.
    private(set) var files: [String: [UInt8]]

    init() { files = Self.texts.mapValues { Array("\($0)\n".utf8) } }

    /// The text of a file; nil where there is none.
    subscript(file: String) -> String? {
        get { files[file].map { String(decoding: $0, as: UTF8.self) } }
        set { files[file] = newValue.map { Array($0.utf8) } }
    }

    /// What a test got wrong about the pack.
    struct NoSuchText: Error {
        let text: String
        let file: String
    }

    /// Puts another text in the place of the one that stands in a file.
    mutating func replace(_ text: String, with other: String, in file: String) throws {
        guard let content = self[file], content.contains(text) else { throw NoSuchText(text: text, file: file) }
        self[file] = content.replacing(text, with: other, maxReplacements: 1)
    }

    mutating func append(_ text: String, to file: String) { self[file] = (self[file] ?? "") + text }

    mutating func setBytes(_ bytes: [UInt8], of file: String) { files[file] = bytes }

    /// Changes the bytes of every file.
    mutating func mapFiles(_ change: ([UInt8]) -> [UInt8]) { files = files.mapValues(change) }

    mutating func removeFolder(_ folder: String) { files = files.filter { !$0.key.hasPrefix("\(folder)/") } }

    /// Writes the pack to a folder of its own, loads it, and removes the folder.
    func load() throws -> PackLoader.Result { try withFolder { PackLoader.load($0) } }

    /// What is wrong with the pack, as it is printed.
    func faults() throws -> [String] { try load().diagnostics.map(\.description) }

    func withFolder<Result>(_ body: (String) throws -> Result) throws -> Result {
        let manager = FileManager.default
        let folder = manager.temporaryDirectory.appendingPathComponent("pack-\(UUID().uuidString)")
        try manager.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? manager.removeItem(at: folder) }
        for (file, bytes) in files {
            let place = folder.appendingPathComponent(file)
            try manager.createDirectory(at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(bytes).write(to: place)
        }
        return try body(folder.path)
    }

    private static let texts = [
        "Corpus/brakes.md": """
        ---
        id: brakes
        title: Brakes
        names: [brake, stoppers]
        summary: What slows a bicycle down.
        reviewed: 2026-05-01
        sources: [MANUAL]
        options:
          - when: {surface: [wet, not-known]}
            weight: early
            say: Disc brakes. They stop well in the rain.
            personal: You told me that you ride in the rain.
          - weight: always
            say: Rim brakes.
        ---
        ## What they are {#what-it-is}
        sources: MANUAL, WORKSHOP
        asked-as: what are brakes; how do  brakes work

        Brakes press a pad
        against a rim or a disc.

        - Rim brakes are light.
        - Disc brakes stop in the rain.
        ### Short
        They press a pad against the wheel.
        ### More
        Pads wear out.

        ## Noise {#care/noise}
        sources: WORKSHOP
        asked-as: why do my brakes squeal
        Dirt on the rim makes a noise.
        ### Short
        Clean the rim.
        """,
        "Corpus/tyres.md": """
        ---
        id: tyres
        title: Tyres
        summary: What a bicycle rolls on.
        reviewed: 2026-04-30
        ---
        ## What they are {#what-it-is}
        sources: WORKSHOP
        asked-as: what is a tyre
        A tyre holds air.
        ### Short
        It holds air.
        """,
        "Corpus/sources.yaml": """
        - id: MANUAL
          title: The owner's manual
          address: https://bicycle.example/manual
        - id: WORKSHOP
          title: The workshop's handbook
        """,
        "Intents/intents/asking.yaml": """
        - id: ask-noise
          act: answer
          aspect: care
          topic: brakes
          section: care/noise
          examples: [my brakes squeal, what is that noise]
        - id: ask-price
          act: out_of_scope
          say: I know nothing of prices.
          examples: [what does it cost]
        """,
        "Intents/intents/social.yaml": """
        - id: greet
          act: social
          say: Hello, rider.
          feeling: true
          examples:
            - hello
            - good day
        """,
        "Intents/entities.yaml": """
        - id: disc-brake
          kind: part
          groups: [stopper]
          names: [disc brake, rotor]
          misspellings: [disk break]
          topic: brakes
          section: what-it-is
          about: A brake on the hub.
          facts: {care: Keep oil away from it.}
          sources: [MANUAL]
        """,
        "Intents/slots.yaml": """
        slots:
          - id: surface
            title: road surface
            names: [surface, road]
            values:
              - id: wet
                label: a wet road
                cues: [wet, rain]
              - id: dry
                label: a dry road
              - id: unknown
                label: road not known
            measures:
              - unit: "%"
                maximum: 100
                at-least: {0: dry, 20: wet}
            question: Is the road wet?
            visit-question: Will the road be wet?
            explanation: brakes#what-it-is
        profiles:
          - phrases: [winter rider]
            set: {surface: wet}
        """,
        "Intents/safety.yaml": """
        classes:
          broken: [broken, snapped]
        rules:
          - id: no-brakes
            level: emergency
            patterns: ["@broken @part", "cant stop & @stopper|@broken"]
            say: Get off the bicycle now.
            sources: [MANUAL]
            examples: [my disc brake snapped]
            not: [my bell broke]
        """,
        "Intents/scope.yaml": """
        classes:
          friend: [friend, neighbour]
        triggers:
          negation: [no, not]
        """,
        "Intents/lexicon.yaml": """
        variants: {tire: tyre}
        abbreviations: {MTB: mountain bike}
        synonyms:
          - [saddle, seat]
        known-words: [derailleur]
        stop-words: [the, a]
        general-section: what-it-is
        name-kinds: [part]
        """,
        "Intents/replies.yaml": Wording.required.map { "\($0): The wording of \($0)." }.joined(separator: "\n"),
        "Intents/contacts.yaml": """
        unknown-region: {emergency: your emergency number}
        regions:
          NL: {emergency: 112}
        verified: 2026-05-01
        """,
    ]
}
