internal import NIOCore
internal import NIOPosix

/// One of the few threads that send the process's requests and receive the answers.  Tasks that mostly wait for
/// requests should run on these threads too.
///
/// Both halves of a small exchange take a few microseconds.  A switch to another thread and back costs more, so a
/// task on one of these threads uses connections of the same thread.
public final class RequestThread: TaskExecutor {
    /// All request threads; they are never shut down.
    public static let all: [RequestThread] = group.makeIterator().map(RequestThread.init)

    /// The event loops: two, which leaves a core for the journal and the system on small machines.
    private static let group = MultiThreadedEventLoopGroup(numberOfThreads: 2)

    let loop: any EventLoop

    private init(_ loop: any EventLoop) {
        self.loop = loop
    }

    /// The index of the current request thread; nil on any other thread.
    static var current: Int? { all.firstIndex { $0.loop.inEventLoop } }

    /// Runs a job of a task on the thread.
    public func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        loop.execute { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}
