// SPDX-License-Identifier: GPL-3.0-or-later
package import Diagnostics

/// A transcript that can't be used, with everything that is wrong with it.
package struct TranscriptUnreadable: Error, Hashable {
    /// By line; never empty.
    package var diagnostics: [Diagnostic]

    package init(diagnostics: [Diagnostic]) { self.diagnostics = diagnostics }
}
