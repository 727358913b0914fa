// SPDX-License-Identifier: GPL-3.0-or-later
internal import Diagnostics
package import KnowledgePack

/// Transcripts that are read, with those that they refer to.
package struct TranscriptLibrary: Sendable {
    /// A case in a file.
    package struct Address: Hashable, Sendable {
        package var file: String
        /// Its place in the file, from 0.
        package var index: Int

        package init(file: String, index: Int) {
            self.file = file
            self.index = index
        }
    }

    private var transcripts: [String: Transcript] = [:]
    private var unreadable: [String: [Diagnostic]] = [:]
    private let read: @Sendable (String) -> Result<String, TranscriptUnreadable>

    /// - Parameter read: the text of a file, by its path.
    package init(reading read: @escaping @Sendable (String) -> Result<String, TranscriptUnreadable>) {
        self.read = read
    }

    /// Reads a file, and those that its cases go on from.
    ///
    /// - Throws: what is wrong with this file; a case that goes on from another can't be used where that one can't.
    package mutating func load(_ file: String, for pack: Pack) throws(TranscriptUnreadable) {
        if let faults = unreadable[file] { throw TranscriptUnreadable(diagnostics: faults) }
        guard transcripts[file] == nil else { return }
        do throws(TranscriptUnreadable) {
            let transcript = try Transcript(parsing: try read(file).get(), file: file)
            let faults = transcript.faults(in: pack)
            guard faults.isEmpty else { throw TranscriptUnreadable(diagnostics: faults) }
            transcripts[file] = transcript
            for item in transcript.cases { try follow(item, in: transcript, for: pack) }
        } catch {
            transcripts[file] = nil
            unreadable[file] = error.diagnostics
            throw error
        }
    }

    private mutating func follow(
        _ item: Transcript.Case, in transcript: Transcript, for pack: Pack
    ) throws(TranscriptUnreadable) {
        guard let reference = item.from else { return }
        let line = item.directives.first { $0.content.kind == "from" }?.line ?? item.line
        func fault(_ problem: String, _ remedy: String) -> TranscriptUnreadable {
            TranscriptUnreadable(diagnostics: [
                Diagnostic(
                    .error, at: SourceLocation(file: transcript.file, line: line), problem, remedy: remedy)
            ])
        }
        let file = Self.path(of: reference.file, from: transcript.file)
        do throws(TranscriptUnreadable) { try load(file, for: pack) } catch {
            throw fault("\(file) can't be used: \(error.diagnostics.first?.problem ?? "")", "Mend that file first")
        }
        guard let target = address(of: reference, from: transcript.file) else {
            let names = transcripts[file]?.cases.map(\.name) ?? []
            let near = nearestName(to: reference.name, among: names).map { "Did you mean \"\($0)\"?" }
            throw fault(
                reference.name.isEmpty ? "\(file) has several cases" : "\(file) has no case \"\(reference.name)\"",
                near ?? "Cases there: \(names.joined(separator: ", "))")
        }
        // Whatever leads here leads back only through this case.
        var seen: Set<Address> = []
        var next: Address? = target
        while let address = next {
            guard seen.insert(address).inserted, self[address]?.name != item.name || address.file != transcript.file
            else { throw fault("the case goes on from itself", "Let one of the cases begin anew") }
            next = self[address]?.from.flatMap { self.address(of: $0, from: address.file) }
        }
    }

    package subscript(file file: String) -> Transcript? { transcripts[file] }

    package subscript(address: Address) -> Transcript.Case? {
        guard let cases = transcripts[address.file]?.cases, cases.indices.contains(address.index) else { return nil }
        return cases[address.index]
    }

    /// Where the case stands that another file refers to.
    func address(of reference: Transcript.CaseReference, from file: String) -> Address? {
        let path = Self.path(of: reference.file, from: file)
        guard let cases = transcripts[path]?.cases else { return nil }
        let index =
            reference.name.isEmpty
            ? (cases.count == 1 ? 0 : nil) : cases.firstIndex { $0.name == reference.name }
        return index.map { Address(file: path, index: $0) }
    }

    /// The path of a file that is named relative to the folder of another.
    static func path(of name: String, from file: String) -> String {
        if name.isEmpty { return file }
        if name.hasPrefix("/") { return name }
        var folders = file.split(separator: "/", omittingEmptySubsequences: false).dropLast().map(String.init)
        for part in name.split(separator: "/") {
            switch part {
            case ".": break
            case "..":
                if let last = folders.last, last != "..", !last.isEmpty {
                    folders.removeLast()
                } else {
                    folders.append("..")
                }
            default: folders.append(String(part))
            }
        }
        return folders.joined(separator: "/")
    }
}
