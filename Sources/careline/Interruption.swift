// SPDX-License-Identifier: GPL-3.0-or-later
internal import Synchronization

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Ctrl-C during a long run: what is begun is finished, what is done is reported.
enum Interruption {
    private static let hasCome = Atomic<Bool>(false)

    static var isWished: Bool { hasCome.load(ordering: .relaxed) }

    /// Notes Ctrl-C instead of ending the program; a second one ends it.
    static func watch() {
        // Made before a signal can come, since a handler may not make it.
        hasCome.store(false, ordering: .relaxed)
        signal(SIGINT) { _ in
            Interruption.hasCome.store(true, ordering: .relaxed)
            signal(SIGINT, SIG_DFL)
        }
    }
}
