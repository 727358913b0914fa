// SPDX-License-Identifier: GPL-3.0-or-later

/// Which module may import which: the table of the architecture, as data.
enum Arrows {
    /// What each module of `Sources` may import of the others and of packages.
    static let table: [String: Set<String>] = [
        "CReadline": [],
        "Archiving": [],
        "Diagnostics": [],
        "TextAnalysis": ["Archiving"],
        "Terminal": ["CReadline"],
        "SearchIndex": ["Archiving"],
        "KnowledgePack": ["Archiving", "Diagnostics"],
        "PackSource": ["Diagnostics", "KnowledgePack", "TextAnalysis", "Yams"],
        "Understanding": ["Archiving", "KnowledgePack", "SearchIndex", "TextAnalysis"],
        "Dialogue": ["KnowledgePack", "TextAnalysis", "Understanding"],
        "compile-pack": ["Archiving", "Diagnostics", "KnowledgePack", "PackSource", "Understanding"],
        "DefaultPack": [],
        "Transcripts": ["Diagnostics", "Dialogue", "KnowledgePack", "TextAnalysis", "Understanding", "Yams"],
        "Evaluation": ["Diagnostics", "Dialogue", "KnowledgePack", "TextAnalysis", "Understanding"],
        "Rehearsal": ["Dialogue", "KnowledgePack", "TextAnalysis", "Transcripts", "Understanding"],
        "careline": [
            "Archiving", "ArgumentParser", "DefaultPack", "Diagnostics", "Dialogue", "Evaluation", "KnowledgePack",
            "PackSource", "Rehearsal", "SearchIndex", "Terminal", "TextAnalysis", "Transcripts", "Understanding",
        ],
    ]

    /// The system's own modules, each with the only modules that may import it.
    static let system: [String: Set<String>] = [
        "Foundation": ["PackSource", "careline", "compile-pack"],
        "Glibc": ["Dialogue", "Rehearsal", "SearchIndex", "Understanding", "Terminal", "careline"],
        "Dispatch": ["Understanding"],
        "Synchronization": ["Archiving", "Dialogue", "SearchIndex", "Understanding", "careline"],
        "Darwin": ["Dialogue", "Rehearsal", "SearchIndex", "Understanding", "Terminal", "careline"],
    ]

    /// Packages from elsewhere, each with the only modules that may import it.
    static let packages: [String: Set<String>] = [
        "Yams": ["PackSource", "Transcripts"], "ArgumentParser": ["careline"], "CReadline": ["Terminal"],
    ]

    /// How many files may know of a C library.
    static let mostFilesOfCReadline = 2

    /// Whether a module may import another.
    static func allows(_ module: String, _ imported: String) -> Bool {
        table[module]?.contains(imported) == true || system[imported]?.contains(module) == true
    }

    /// The modules that a line of Swift imports: none or one.
    ///
    ///     imported(by: "package import struct Understanding.Interpreter  // why")  // "Understanding"
    static func imported(by line: some StringProtocol) -> String? {
        let words = String(line).split(whereSeparator: \.isWhitespace).map(String.init).prefix { !$0.hasPrefix("//") }
        let before: Set = ["public", "package", "internal", "fileprivate", "private"]
        guard let position = words.firstIndex(of: "import"),
            words[..<position].allSatisfy({ before.contains($0) || $0.hasPrefix("@") })
        else { return nil }
        let kinds: Set = ["struct", "class", "enum", "protocol", "func", "var", "let", "typealias"]
        let name = words[(position + 1)...].first { !kinds.contains($0) }
        return name?.split(separator: ".").first.map(String.init)
    }
}
