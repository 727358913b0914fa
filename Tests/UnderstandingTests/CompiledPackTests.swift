// SPDX-License-Identifier: GPL-3.0-or-later
import Archiving
import DefaultPack
import KnowledgePack
import Testing
import Understanding

@Suite("A compiled pack")
struct CompiledPackTests {
    private static let message = "my HER2 is low, does Ibrance cause a fever of 39? it is in my bones"
    private static let archive: [UInt8] = ArchiveBytes(DefaultPack.archive).withUnsafeBytes { Array($0) }

    /// Reads an archive, a message with what was read, and every part of the pack; whether it could be read.
    private func isReadable(_ bytes: [UInt8]) -> Bool {
        do {
            let interpreter = Interpreter(try CompiledPack(reading: ArchiveBytes(bytes)))
            let interpretation = interpreter.read(Self.message)
            let pack = interpreter.pack
            return !interpretation.utterance.words.isEmpty && pack == pack
        } catch {
            return false
        }
    }

    @Test("the same pack gives the same bytes twice")
    func sameBytes() throws {
        let pack = try PackUnderTest.bicycle()
        #expect(try CompiledPack.archive(of: pack) == CompiledPack.archive(of: pack))
    }

    @Test("a pack is read back as it was")
    func samePack() throws {
        let pack = try PackUnderTest.bicycle()
        #expect(try CompiledPack.compiling(pack).pack == pack)
    }

    @Test("a pack that was read back and compiled again gives the same bytes and the same interpretations")
    func roundTrip() throws {
        let pack = try PackUnderTest.bicycle()
        let archive = try CompiledPack.archive(of: pack)
        let read = try CompiledPack(reading: ArchiveBytes(archive))
        #expect(try CompiledPack.archive(of: read.pack) == archive)
        let (one, other) = (Interpreter(read), Interpreter(try CompiledPack.compiling(pack)))
        for text in pack.intents.flatMap(\.examples) + pack.safetyRules.flatMap(\.examples) {
            let differences = Meaning(one.read(text)).differences(from: Meaning(other.read(text)))
            #expect(differences == [], "\(text)")
        }
    }

    @Test("the program's own pack reads the same from the program and from memory")
    func inPlace() throws {
        let copy = Interpreter(try CompiledPack(reading: ArchiveBytes(Self.archive)))
        let own = try PackUnderTest.interpreter()
        for intent in own.pack.intents {
            for text in intent.examples.prefix(2) {
                let differences = Meaning(copy.read(text)).differences(from: Meaning(own.read(text)))
                #expect(differences == [], "\(text)")
            }
        }
    }

    @Test("an archive that is cut off is refused")
    func truncated() {
        let count = Self.archive.count
        let lengths = (0..<200).map { $0 * count / 200 }
        #expect(lengths.filter { isReadable(Array(Self.archive.prefix($0))) } == [])
    }

    @Test("an archive with one byte changed is refused, or read without harm")
    func changed() {
        #expect(isReadable(Self.archive))
        var generator = SeededGenerator(seed: 2026)
        for _ in 0..<200 {
            var bytes = Self.archive
            let offset = Int.random(in: bytes.indices, using: &generator)
            bytes[offset] = UInt8.random(in: .min ... .max, using: &generator)
            _ = isReadable(bytes)
        }
    }

    @Test("an archive with one byte of the pack's own parts changed is refused, or read without harm")
    func changedParts() {
        var generator = SeededGenerator(seed: 7)
        for _ in 0..<200 {
            var bytes = Self.archive
            let offset = Int.random(in: 0..<bytes.count / 20, using: &generator)
            bytes[offset] = UInt8.random(in: .min ... .max, using: &generator)
            _ = isReadable(bytes)
        }
    }

    @Test("each part of a pack is the same read by itself and read with the others")
    func partsAlone() throws {
        let pack = try PackUnderTest.bicycle()
        let alone = try CompiledPack.compiling(pack).pack
        for (place, topic) in pack.topics.enumerated() {
            #expect(alone.place(ofTopic: topic.id) == place)
            #expect(alone.topic(topic.id) == topic && alone.topic(at: place) == topic)
        }
        for intent in pack.intents { #expect(alone.intent(intent.id) == intent) }
        for slot in pack.slots { #expect(alone.slot(slot.id) == slot) }
        for source in pack.sources { #expect(alone.source(source.id) == source) }
        for rule in pack.safetyRules { #expect(alone.safetyRule(rule.id) == rule) }
        for (place, entity) in pack.entities.enumerated() {
            #expect(alone.entity(entity.id) == entity && alone.entity(at: place) == entity)
        }
        for (place, premise) in pack.premises.enumerated() { #expect(alone.premise(at: place) == premise) }
        for name in pack.wording.texts.names {
            for turn in 0..<5 { #expect(alone.wording.text(name, turn: turn) == pack.wording.text(name, turn: turn)) }
        }
        #expect(alone.topic("nothing") == nil && alone.wording.text("nothing").isEmpty)
        #expect(alone == pack)
    }

    @Test("an archive of another version is refused")
    func otherVersion() {
        var writer = ArchiveWriter()
        writer.write(99)
        #expect(!isReadable(writer.bytes + Self.archive.dropFirst()))
    }
}
