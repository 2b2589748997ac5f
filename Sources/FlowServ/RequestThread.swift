internal import NIOCore
internal import NIOPosix

/// The one thread that sends every request of the process and takes its answer; tasks that do little but wait for requests
/// are best run on it too.
///
/// Both halves of a small exchange take some microseconds.  Handing them to another thread and back costs more than that,
/// and the server is the bottleneck long before one thread is.
public final class RequestThread: TaskExecutor {
    /// The one of this process; it is never shut down.
    public static let shared = RequestThread()

    let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    private let loop: any EventLoop

    private init() {
        loop = group.any()
    }

    /// Runs a piece of a task on the thread.
    public func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        loop.execute { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}
