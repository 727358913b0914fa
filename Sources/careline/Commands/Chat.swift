// SPDX-License-Identifier: GPL-3.0-or-later
internal import ArgumentParser
/// x
struct Chat: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Talk.")
    @OptionGroup var packOption: PackOption
    func run() throws {}
}
