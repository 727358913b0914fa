// SPDX-License-Identifier: GPL-3.0-or-later

extension Assistant {
    /// A text of the pack with its contacts filled in, as a reply would say it.
    package func filled(_ text: String) -> String { composer.fill(text) }
}
