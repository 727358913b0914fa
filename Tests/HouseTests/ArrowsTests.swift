// SPDX-License-Identifier: GPL-3.0-or-later
import Testing

@Suite("The arrows between modules")
struct ArrowsTests {
    @Test("every module has its row, and every row its module")
    func rows() throws {
        #expect(try Set(Repository.folders(in: "Sources")) == Set(Arrows.table.keys))
    }

    @Test("no file imports what its module may not know", arguments: Arrows.table.keys.sorted())
    func imports(module: String) throws {
        for file in try Repository.files(in: "Sources/\(module)", suffix: ".swift") {
            for (index, line) in file.lines.enumerated() {
                guard let imported = Arrows.imported(by: line) else { continue }
                #expect(
                    Arrows.allows(module, imported),
                    "\(file.path):\(index + 1): \(module) may not import \(imported)")
            }
        }
    }

    @Test("a package from elsewhere is known to its own modules alone", arguments: Arrows.packages.keys.sorted())
    func packages(package: String) throws {
        let files = try Repository.files(in: "Sources", suffix: ".swift").filter { file in
            file.lines.contains { Arrows.imported(by: $0) == package }
        }
        #expect(!files.isEmpty)
        let homes = try #require(Arrows.packages[package])
        #expect(files.map(\.path).filter { path in !homes.contains { path.hasPrefix("Sources/\($0)/") } } == [])
    }

    @Test("the line editor is the one that knows Readline")
    func readline() throws {
        let files = try Repository.files(in: "Sources", suffix: ".swift")
            .filter { file in file.lines.contains { Arrows.imported(by: $0) == "CReadline" } }.map(\.path)
        #expect(files.contains("Sources/Terminal/ReadlineEditor.swift"))
        #expect(files.count <= Arrows.mostFilesOfCReadline)
    }

    @Test("no arrow points upwards, so none leads back")
    func noCycles() {
        var open = Arrows.table.mapValues { $0.intersection(Arrows.table.keys) }
        while true {
            let free = open.filter(\.value.isEmpty).map(\.key)
            if free.isEmpty { break }
            for module in free { open[module] = nil }
            open = open.mapValues { $0.subtracting(free) }
        }
        #expect(open.isEmpty)
    }

    @Test("the table is the one of Package.swift", arguments: Arrows.table.keys.sorted())
    func manifest(module: String) throws {
        let manifest = try Repository.file("Package.swift").lines.joined(separator: "\n")
        let declared = manifest.split(separator: "arget(").dropFirst().first { target in
            Self.quoted(target).first == module
        }
        if module == "CReadline" { return }
        let target = try #require(declared, "Package.swift has no target \(module)")
        var given: Set<String> = []
        if let start = target.split(separator: "dependencies: [").dropFirst().first {
            // What follows the list in brackets is the next target's.
            given = Set(Self.quoted(start.prefix { $0 != "]" }))
        }
        let packages: Set = ["swift-argument-parser"]
        #expect(given.subtracting(packages) == Arrows.table[module])
    }

    private static func quoted(_ text: Substring) -> [String] {
        text.split(separator: "\"", omittingEmptySubsequences: false).enumerated()
            .filter { $0.offset % 2 == 1 }.map { String($0.element) }
    }

    @Test(
        "an import is read whatever stands around it",
        arguments: [
            ("internal import Yams", "Yams"), ("    package import KnowledgePack", "KnowledgePack"),
            ("@testable import Dialogue", "Dialogue"), ("@preconcurrency public import Terminal // for", "Terminal"),
            ("import struct Foundation.Data", "Foundation"), ("// import Foundation", nil),
            ("let text = \"import Foundation\"", nil), ("important(1)", nil),
        ] as [(String, String?)])
    func reading(line: String, module: String?) {
        #expect(Arrows.imported(by: line) == module)
    }
}
