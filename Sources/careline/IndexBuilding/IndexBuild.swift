// SPDX-License-Identifier: GPL-3.0-or-later
internal import Foundation
internal import SearchIndex
internal import TextAnalysis

/// Builds an index file from passages, on several cores, in bounded memory.
///
/// Each core takes the next chunk of the input, reads it as a segment and sorts it; the segments are written in the order of
/// the input, so that the file does not depend on how many cores there were or how large the chunks.
final class IndexBuild: Sendable {
    struct Settings: Sendable {
        var inputs: [String]
        var output: String
        var analysis: PassageAnalysis
        var titleWeight: Int
        /// In bytes.
        var memory: Int
        var jobs: Int
    }

    /// What there is to say of a build under way.
    enum Event {
        case problem(InputProblem)
        case read(bytes: Int, of: Int)
        case merged(bytes: Int, of: Int)
    }

    struct Outcome: Sendable {
        var documents: Int
        /// How many lines or files could not be used.
        var problems: Int
    }

    /// How much memory a chunk takes at most while it is worked on, in its own size.
    private static let sizesPerChunk = 8
    private static let smallestChunk = 1 << 18
    private static let largestChunk = 1 << 25

    private let settings: Settings
    private let gate = NSCondition()
    private nonisolated(unsafe) let chunks: PassageChunks
    private nonisolated(unsafe) let writer: IndexWriter
    /// The number of the chunk that is written next.
    private nonisolated(unsafe) var nextToWrite = 0
    /// The line of its file at which that chunk begins, from 1.
    private nonisolated(unsafe) var line = 1
    private nonisolated(unsafe) var lineInput = 0
    private nonisolated(unsafe) var failure: (any Error)?
    private nonisolated(unsafe) var readBytes = 0
    private nonisolated(unsafe) var problems = 0
    private nonisolated(unsafe) let report: (Event) -> Void

    init(_ settings: Settings, report: @escaping (Event) -> Void) throws {
        self.settings = settings
        self.report = report
        let size = settings.memory / (settings.jobs * Self.sizesPerChunk)
        chunks = try PassageChunks(
            settings.inputs, chunkSize: min(max(size, Self.smallestChunk), Self.largestChunk))
        writer = try IndexWriter(
            settings.output, analysis: settings.analysis.rawValue, titleWeight: settings.titleWeight)
    }

    /// Builds the file; nothing is at its place before it is whole.
    func run() throws -> Outcome {
        DispatchQueue.concurrentPerform(iterations: settings.jobs) { _ in work() }
        if let failure { throw failure }
        try writer.finish { done, total in report(.merged(bytes: done, of: total)) }
        return Outcome(documents: writer.documentCount, problems: problems)
    }

    private func work() {
        var reader = SegmentReader(
            settings.analysis, titleWeight: settings.titleWeight, termMemory: settings.memory / (settings.jobs * 4))
        do {
            while let chunk = try nextChunk() {
                let found = reader.read(chunk)
                let run = reader.segment.sortedRun()
                guard try write(chunk, reader.segment, run, found) else { return }
                reader.removeDocuments()
            }
        } catch {
            gate.withLock {
                if failure == nil { failure = error }
                gate.broadcast()
            }
        }
    }

    private func nextChunk() throws -> PassageChunk? {
        try gate.withLock { failure == nil ? try chunks.next() : nil }
    }

    /// Writes a segment when it is its turn; false where another has failed.
    private func write(
        _ chunk: PassageChunk, _ segment: IndexSegment, _ run: SortedRun, _ found: SegmentReader.Found
    ) throws -> Bool {
        gate.lock()
        defer { gate.unlock() }
        while nextToWrite != chunk.number, failure == nil { gate.wait() }
        guard failure == nil else { return false }
        try writer.append(segment, run: run)
        if lineInput != chunk.input { (lineInput, line) = (chunk.input, 1) }
        for problem in found.problems {
            let place = problem.line.map { "\(chunk.path):\(line + $0)" } ?? problem.file
            report(.problem(InputProblem(place: place, problem: problem.text)))
        }
        problems += found.problems.count
        line += found.lines
        readBytes += chunk.size
        report(.read(bytes: readBytes, of: chunks.totalSize))
        nextToWrite += 1
        gate.broadcast()
        return true
    }
}
