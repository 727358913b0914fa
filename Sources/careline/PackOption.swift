// SPDX-License-Identifier: GPL-3.0-or-later
internal import ArgumentParser
internal import Dialogue
internal import KnowledgePack
internal import Understanding

/// Which pack a command works with.
struct PackOption: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Use another pack: a folder with Corpus and Intents (or set CARELINE_PACK).", valueName: "folder"))
    var pack: String?

    @Option(
        help: ArgumentHelp(
            "Name the contacts of a region, such as uk or us (or set CARELINE_REGION).", valueName: "region"))
    var region: String?

    private var choice: PackChoice { PackChoice(pack: pack, region: region) }

    /// The folder of the pack; nil for the one inside the program.
    var folder: String? { choice.folder }

    /// The pack, compiled: the one inside the program is ready, another is compiled now.
    func model() throws -> CompiledPack { try choice.model() }

    func assistant() throws -> Assistant { try choice.assistant() }

    /// The assistant of a compiled pack, for the region asked for.
    func assistant(_ model: CompiledPack) throws -> Assistant { try choice.assistant(model) }
}
