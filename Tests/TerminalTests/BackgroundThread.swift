// SPDX-License-Identifier: GPL-3.0-or-later

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// A thread for work that blocks, which Swift's own few threads are not for.
struct BackgroundThread {
    private let thread: pthread_t

    /// Starts the work; nil if there is no thread to be had.
    init?(_ work: @escaping @Sendable () -> Void) {
        let context = Unmanaged.passRetained(Work(work)).toOpaque()
        #if canImport(Darwin)
            var thread: pthread_t?
            guard pthread_create(&thread, nil, runWork, context) == 0, let thread else { return nil }
            self.thread = thread
        #else
            var thread = pthread_t()
            guard pthread_create(&thread, nil, runWork, context) == 0 else { return nil }
            self.thread = thread
        #endif
    }

    /// Waits for the end of the work.
    func join() { pthread_join(thread, nil) }
}

private final class Work: Sendable {
    let run: @Sendable () -> Void

    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
}

#if canImport(Darwin)
    private func runWork(_ context: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? {
        Unmanaged<Work>.fromOpaque(context).takeRetainedValue().run()
        return nil
    }
#else
    private func runWork(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
        if let context { Unmanaged<Work>.fromOpaque(context).takeRetainedValue().run() }
        return nil
    }
#endif
