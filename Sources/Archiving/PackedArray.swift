// SPDX-License-Identifier: GPL-3.0-or-later

/// Numbers of one width, one after another, read where they stand in an archive: opening them costs nothing.
///
/// Public, as only what is public is compiled into the innermost loops of other modules.
/// What an element must be is asked of the extensions alone, as to look that up for each kind of array costs a program that starts much.
public struct PackedArray<Element>: @unchecked Sendable {
    @usableFromInline let start: UnsafeRawPointer?
    /// How many numbers there are.
    public let count: Int
    /// Keeps the memory alive.
    @usableFromInline let bytes: ArchiveBytes

    @inlinable
    init(_ bytes: ArchiveBytes, at offset: Int, count: Int) {
        self.bytes = bytes
        self.count = count
        start = bytes.withUnsafeBytes { UnsafeRawPointer($0.baseAddress) }.map { $0 + offset }
    }

    /// Calls `body` with the address of the first number's digits.
    @inlinable @inline(__always)
    public func withUnsafeStart<Result>(_ body: (UnsafeRawPointer?) -> Result) -> Result {
        withExtendedLifetime(self) { body(start) }
    }
}

extension PackedArray: Sequence, Collection, BidirectionalCollection, RandomAccessCollection
where Element: PackedNumber {
    /// 0.
    @inlinable public var startIndex: Int { 0 }
    /// The number of numbers.
    @inlinable public var endIndex: Int { count }

    /// A number, by its place.
    @inlinable
    public subscript(place: Int) -> Element {
        @inline(__always)
        get {
            precondition(place >= 0 && place < count)
            guard let start else { preconditionFailure("an array that has elements has an address") }
            return Element(digitsAt: start + place &* Element.digits)
        }
    }
}

extension PackedArray<UInt48> {
    /// The digits of a number as they stand, to be compared with `SixBitDigits.split` of another without being put together; `nil` beyond
    /// the end.
    @inlinable @inline(__always)
    public func digits(at place: Int) -> UInt64? {
        guard place >= 0, place < count, let start else { return nil }
        return (start + place &* UInt48.digits).loadUnaligned(as: UInt64.self)
    }
}

extension PackedArray where Element: PackedNumber {
    /// Numbers in memory of their own.
    package init(_ elements: [Element]) {
        var digits: [UInt8] = []
        digits.reserveCapacity(elements.count * Element.digits)
        for element in elements { SixBitDigits.append(element.packedBits, count: Element.digits, to: &digits) }
        self.init(ArchiveBytes(digits), at: 0, count: elements.count)
    }

    /// The numbers in memory of their own, decoded.
    @inlinable public var elements: [Element] {
        [Element](unsafeUninitializedCapacity: count) { elements, initialized in
            while initialized < count {
                elements.initializeElement(at: initialized, to: self[initialized])
                initialized += 1
            }
        }
    }

    /// The digits of all numbers.
    var digits: [UInt8] { Array(UnsafeRawBufferPointer(start: start, count: count * Element.digits)) }
}
