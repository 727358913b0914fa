// SPDX-License-Identifier: GPL-3.0-or-later
internal import Archiving
internal import ArgumentParser
internal import DefaultPack
internal import Diagnostics
internal import Dialogue
internal import KnowledgePack
internal import PackSource
internal import Understanding

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// A pack and a region, by arguments or by the environment.
struct PackChoice {
    /// The folder of the pack; nil for the one inside the program.
    let folder: String?
    private let region: String?

    init(pack: String? = nil, region: String? = nil) {
        folder = pack ?? Self.environment("CARELINE_PACK")
        self.region = region ?? Self.environment("CARELINE_REGION")
    }

    /// A variable of the environment; nil where it is empty.
    private static func environment(_ name: String) -> String? {
        getenv(name).map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
    }

    func model() throws -> CompiledPack {
        guard let folder else {
            do {
                return try CompiledPack(reading: ArchiveBytes(DefaultPack.archive))
            } catch {
                let place = SourceLocation(file: "the pack inside the program")
                throw PackUnreadable(diagnostics: [
                    Diagnostic(.error, at: place, "it is damaged", remedy: "Build again")
                ])
            }
        }
        let result = PackLoader.load(folder)
        guard let pack = result.pack else { throw PackUnreadable(diagnostics: result.errors) }
        return try CompiledPack.compiling(pack)
    }

    func assistant() throws -> Assistant { try assistant(try model()) }

    func assistant(_ model: CompiledPack) throws -> Assistant {
        if let region, !model.pack.contacts.regions.contains(where: { $0.id == region }) {
            let known = model.pack.contacts.regions.map(\.id)
            let near = nearestName(to: region, among: known).map { "Did you mean \"\($0)\"?" }
            let all = "Known regions: \(known.joined(separator: ", "))"
            throw ValidationError("no region \"\(region)\". \(near ?? all)")
        }
        return Assistant(model, region: region)
    }
}
