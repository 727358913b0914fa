// swift-tools-version: 6.2
// SPDX-License-Identifier: GPL-3.0-or-later
import PackageDescription

/// The settings of every target: an import is private unless it says otherwise, and each module whose members are
/// used is imported by name, so that the arrows between modules can be read off the import lines.
let house: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

/// For the modules that train and rank: optimised in debug builds too, where training a pack would take minutes.
let optimised: [SwiftSetting] = house + [.unsafeFlags(["-O"], .when(configuration: .debug))]

let package = Package(
    name: "careline",
    platforms: [.macOS(.v15)],
    products: [.executable(name: "careline", targets: ["careline"])],
    dependencies: [
        // The command line: parsing, help texts, "did you mean".
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        // The YAML of a pack, which PackSource reads, and of other programs' stories, which Transcripts imports.
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    ],
    targets: [
        // Floor 0: the C library behind the prompt.
        .systemLibrary(name: "CReadline", providers: [.apt(["libreadline-dev"])]),

        // Floor 1: parts that know nothing of the subject.
        .target(name: "Archiving", swiftSettings: optimised),
        .target(name: "Diagnostics", swiftSettings: house),
        .target(name: "TextAnalysis", dependencies: ["Archiving"], swiftSettings: optimised),
        .target(name: "Terminal", dependencies: ["CReadline"], swiftSettings: house),

        // Floor 2: documents of terms, and the pack as values.
        .target(name: "SearchIndex", dependencies: ["Archiving"], swiftSettings: optimised),
        .target(name: "KnowledgePack", dependencies: ["Archiving", "Diagnostics"], swiftSettings: house),

        // Floor 3: a folder to a pack; a pack to an interpreter of utterances.
        .target(
            name: "PackSource",
            dependencies: [
                "Diagnostics", "KnowledgePack", "TextAnalysis", .product(name: "Yams", package: "Yams"),
            ],
            swiftSettings: house),
        .target(
            name: "Understanding",
            dependencies: ["Archiving", "KnowledgePack", "SearchIndex", "TextAnalysis"],
            swiftSettings: optimised),

        // Floor 4: the conversation.
        .target(
            name: "Dialogue",
            dependencies: ["KnowledgePack", "TextAnalysis", "Understanding"],
            swiftSettings: house),

        // Floor 5: the default pack, compiled into the program when it is built.
        .executableTarget(
            name: "compile-pack",
            dependencies: ["Archiving", "Diagnostics", "KnowledgePack", "PackSource", "Understanding"],
            swiftSettings: house),
        .plugin(name: "CompilePack", capability: .buildTool(), dependencies: ["compile-pack"]),
        .target(name: "DefaultPack", swiftSettings: house, plugins: ["CompilePack"]),

        // Floor 5: conversations in files, held again and compared.
        .target(
            name: "Transcripts",
            dependencies: [
                "Diagnostics", "Dialogue", "KnowledgePack", "TextAnalysis", "Understanding",
                .product(name: "Yams", package: "Yams"),
            ],
            swiftSettings: house),

        // Floor 6: a pack put to the test; the commands.
        .target(
            name: "Evaluation",
            dependencies: ["Diagnostics", "Dialogue", "KnowledgePack", "TextAnalysis", "Understanding"],
            swiftSettings: house),
        .target(
            name: "Rehearsal",
            dependencies: ["Dialogue", "KnowledgePack", "TextAnalysis", "Transcripts", "Understanding"],
            swiftSettings: house),
        .executableTarget(
            name: "careline",
            dependencies: [
                "Archiving", "DefaultPack", "Diagnostics", "Dialogue", "Evaluation", "KnowledgePack", "PackSource",
                "Rehearsal", "SearchIndex", "Terminal",
                "TextAnalysis", "Transcripts", "Understanding",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: house),

        // Tests, one target for each module that has them.
        .testTarget(name: "TextAnalysisTests", dependencies: ["Archiving", "TextAnalysis"], swiftSettings: house),
        .testTarget(name: "SearchIndexTests", dependencies: ["Archiving", "SearchIndex"], swiftSettings: house),
        .testTarget(
            name: "PackSourceTests", dependencies: ["Diagnostics", "KnowledgePack", "PackSource"],
            swiftSettings: house),
        .testTarget(name: "TerminalTests", dependencies: ["Terminal"], swiftSettings: house),
        .testTarget(name: "HouseTests", swiftSettings: house),
        .testTarget(
            name: "PackTests",
            dependencies: ["Archiving", "DefaultPack", "Dialogue", "KnowledgePack", "PackSource", "Understanding"],
            swiftSettings: house),
        .testTarget(
            name: "RehearsalTests",
            dependencies: ["Archiving", "DefaultPack", "Dialogue", "KnowledgePack", "Rehearsal", "Understanding"],
            swiftSettings: house),
        .testTarget(
            name: "TranscriptsTests",
            dependencies: [
                "Archiving", "DefaultPack", "Diagnostics", "Dialogue", "KnowledgePack", "TextAnalysis", "Transcripts",
                "Understanding",
            ],
            swiftSettings: house),
        .testTarget(name: "EndToEndTests", dependencies: ["careline"], swiftSettings: house),
        .testTarget(
            name: "UnderstandingTests",
            dependencies: [
                "Archiving", "DefaultPack", "Dialogue", "KnowledgePack", "PackSource", "TextAnalysis", "Understanding",
            ],
            swiftSettings: house),
        .testTarget(
            name: "DialogueTests",
            dependencies: ["Archiving", "DefaultPack", "Dialogue", "KnowledgePack", "PackSource", "Understanding"],
            swiftSettings: house),
    ]
)
