internal import NIOCore
internal import NIOPosix

/// One of the few threads that send the requests of the process and take their answers; tasks that do little but wait for
/// requests are best run on them too.
///
/// Both halves of a small exchange take some microseconds.  Handing them to another thread and back costs more than that,
/// so what a task on one of these threads asks for goes over connections of the same thread.
public final class RequestThread: TaskExecutor {
    /// All of them; they are never shut down.
    public static let all: [RequestThread] = group.makeIterator().map(RequestThread.init)

    /// Two, because a core is left for the journal and the system on the small machines that this runs on.
    private static let group = MultiThreadedEventLoopGroup(numberOfThreads: 2)

    let loop: any EventLoop

    private init(_ loop: any EventLoop) {
        self.loop = loop
    }

    /// Which of all threads the caller is on, nil when it is on another one.
    static var current: Int? { all.firstIndex { $0.loop.inEventLoop } }

    /// Runs a piece of a task on the thread.
    public func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        loop.execute { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}
