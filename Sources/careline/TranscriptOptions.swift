// SPDX-License-Identifier: GPL-3.0-or-later
internal import ArgumentParser
internal import Diagnostics
internal import Dialogue
internal import Foundation
internal import KnowledgePack
internal import Terminal
internal import Transcripts

/// Which transcripts a command works with.
struct TranscriptOptions: ParsableArguments {
    @Argument(help: ArgumentHelp("Transcripts (.chat), or folders of them.", valueName: "path"))
    var paths: [String]

    @Option(
        help: ArgumentHelp(
            "Only cases with a tag (tag:x), with an act (act:x), or with this in their name; all of several.",
            valueName: "filter"))
    var filter: [String] = []

    @OptionGroup var cores: CoreOption
}

/// The transcripts that were asked for, as far as they can be read.
struct SelectedTranscripts {
    private(set) var library = TranscriptLibrary { TranscriptFiles.read($0) }
    private(set) var addresses: [TranscriptLibrary.Address] = []
    private(set) var unreadable: [TestReport.Unreadable] = []

    /// - Throws: wrong usage, where nothing is selected and nothing was unreadable either.
    init(_ options: TranscriptOptions, pack: Pack) throws {
        Interruption.watch()
        let (files, missing) = TranscriptFiles.find(options.paths)
        unreadable = missing.map { TestReport.Unreadable(file: $0.location.file, diagnostics: [$0]) }
        let filters = options.filter.map { CaseFilter($0) }
        for file in files {
            if Interruption.isWished { break }
            do {
                try library.load(file, for: pack)
                guard let transcript = library[file: file] else { continue }
                for (index, item) in transcript.cases.enumerated()
                where filters.allSatisfy({ $0.selects(item, in: transcript) }) {
                    addresses.append(TranscriptLibrary.Address(file: file, index: index))
                }
            } catch {
                unreadable.append(TestReport.Unreadable(file: file, diagnostics: error.diagnostics))
            }
        }
        if addresses.isEmpty, unreadable.isEmpty, !Interruption.isWished {
            throw ValidationError(
                files.isEmpty
                    ? "no transcript there. Name a \(TranscriptFiles.suffix) file, or a folder of them."
                    : "no case is selected. Leave out --filter, or name another tag, act or part of a name.")
        }
    }

    /// Does something with each case, on several cores, with a line of progress; a wish to stop is heard between two cases.
    func map<Output: Sendable>(
        jobs: Int, _ body: @escaping @Sendable (TranscriptLibrary.Address) -> Output?
    ) -> [Output] {
        var progress = Progress()
        var results: [Output] = []
        // A few cases for each core at once, so that the line moves.
        let step = jobs * 16
        for start in stride(from: 0, to: addresses.count, by: step) {
            if Interruption.isWished { break }
            let part = Array(addresses[start..<min(addresses.count, start + step)])
            results += parallelMap(part, jobs: jobs) { Interruption.isWished ? nil : body($0) }.compactMap { $0 }
            progress.note(start + part.count, of: addresses.count, "cases")
        }
        progress.end()
        return results
    }

    /// The exit status of a run: interrupted, something unreadable, something failed.
    func finish(hasFailed: Bool) throws {
        if Interruption.isWished {
            ExitStatus.report("careline: interrupted; what is told is what was done until then")
            throw ExitStatus.interrupted
        }
        if !unreadable.isEmpty { throw ExitStatus.unreadable }
        if hasFailed { throw ExitStatus.failure }
    }

    /// Says on standard error what could not be read.
    func reportUnreadable() {
        for item in unreadable { item.diagnostics.forEach { ExitStatus.report("\($0)") } }
    }
}
