// SPDX-License-Identifier: GPL-3.0-or-later

/// Bytes that stay where they are for as long as the program runs, or as long as this value lives.
///
/// Public, as only what is public is compiled into the innermost loops of other modules. Unchecked because it holds an address: what is there never changes.
public struct ArchiveBytes: @unchecked Sendable {
    /// Owns the memory where it is not part of the program.
    private final class Owner {
        let memory: UnsafeMutableBufferPointer<UInt8>

        init(_ bytes: [UInt8]) {
            memory = .allocate(capacity: bytes.count)
            _ = memory.initialize(from: bytes)
        }

        deinit { memory.deallocate() }
    }

    @usableFromInline let buffer: UnsafeBufferPointer<UInt8>
    private let owner: Owner?

    /// Bytes that are part of the program, read in place.
    package init(_ memory: UnsafeBufferPointer<UInt8>) {
        buffer = memory
        owner = nil
    }

    package init(_ bytes: [UInt8]) {
        let owner = Owner(bytes)
        self.owner = owner
        buffer = UnsafeBufferPointer(owner.memory)
    }

    /// How many bytes there are.
    @inlinable public var count: Int { buffer.count }

    /// Calls `body` with the bytes where they stand.
    @inlinable @inline(__always)
    public func withUnsafeBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        withExtendedLifetime(self) { body(buffer) }
    }
}

extension ArchiveBytes: CustomDebugStringConvertible, CustomReflectable {
    /// How many bytes there are: a compiled pack is far too much to print where a value that holds one is.
    public var debugDescription: String { "\(count) bytes" }
    /// The same, for a debugger.
    public var customMirror: Mirror { Mirror(self, children: ["count": count]) }
}
