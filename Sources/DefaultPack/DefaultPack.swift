// SPDX-License-Identifier: GPL-3.0-or-later

/// The pack that the program carries inside: the repository's own, compiled when the program was built.
package enum DefaultPack {
    /// The archive, read where it stands.
    package static var archive: UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: literal.utf8Start, count: literal.utf8CodeUnitCount)
    }
}
