// SPDX-License-Identifier: GPL-3.0-or-later
import Testing

@Suite("The size of a file")
struct FileSizeTests {
    private static let mostLines = 400
    private static let licence = "// SPDX-License-Identifier: GPL-3.0-or-later"

    @Test("no Swift file is longer than 400 lines", arguments: ["Sources", "Plugins", "Tests"])
    func fileSize(folder: String) throws {
        let files = try Repository.files(in: folder, suffix: ".swift")
        #expect(!files.isEmpty)
        for file in files {
            // A line break at the end begins no line.
            let count = file.lines.last?.isEmpty == true ? file.lines.count - 1 : file.lines.count
            #expect(count <= Self.mostLines, "\(file.path) has \(count) lines: cut it by what its parts do")
        }
    }

    @Test("every Swift file begins with its licence", arguments: ["Sources", "Plugins", "Tests"])
    func licence(folder: String) throws {
        for file in try Repository.files(in: folder, suffix: ".swift") {
            #expect(file.lines.first.map(String.init) == Self.licence, "\(file.path) does not begin with it")
        }
    }
}
