// SPDX-License-Identifier: GPL-3.0-or-later
internal import ArgumentParser

/// Everything wrong or weak in a pack.
struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Say what is wrong or weak in a pack.",
        discussion: """
            Example:
              careline check --pack my-pack
            """)
    @OptionGroup var packOption: PackOption
    func run() throws {}
}
