import Foundation

/// The hooks through which Swift's runtime passes every job of every task.
///
/// A job that comes from the thread of a ``Scheduler`` is given to it; all other jobs of the process go on as usual, so
/// other tests may run at the same time.
enum ConcurrencyHooks {
    // Thin Swift functions of one or two pointers; the C convention passes those in the same registers.
    private typealias Original = @convention(c) (OpaquePointer) -> Void
    private typealias Hook = @convention(c) (OpaquePointer, OpaquePointer) -> Void

    /// Installs the hook once.
    static func install() { _ = isInstalled }

    private static let isInstalled: Bool = {
        guard let symbol = dlsym(dlopen(nil, 0), "swift_task_enqueueGlobal_hook") else {
            fatalError("this runtime has no hook for jobs")
        }
        let hook: Hook = { job, original in
            guard let scheduler = Scheduler.ofThisThread else {
                return unsafeBitCast(original, to: Original.self)(job)
            }
            scheduler.enqueue(unsafeBitCast(job, to: UnownedJob.self))
        }
        symbol.assumingMemoryBound(to: Hook?.self).pointee = hook
        return true
    }()
}
