import Foundation
import Provisioning
import Synchronization

/// SIGINT, SIGTERM and SIGHUP.  They end a run in good order: the first asks it to stop, the second ends the process at once.
/// Outside a run already the first does that.
///
/// Ending at once is as safe as `kill -9`: the journal has every intent, and `resume` settles what was in flight.
enum Interruption {
    private struct State {
        /// What stops the run that goes on.
        var stop: StopSignal?
        /// What is said when a signal ends the process outside a run.
        var words: String?
        var isFirst = true

        /// Whether a signal has come outside a run, so that the process is about to end.
        var isEnding: Bool { stop == nil && !isFirst }
    }

    /// How long a process may still take that was asked to stop.  Requests in flight have ten seconds; the last one is for
    /// what is written at the end.
    private static let longest: UInt32 = 11

    private static let state = Mutex(State())
    // Set before there is a handler.  A handler may take no lock, so it only writes the number of its signal here.
    nonisolated(unsafe) private static var writing: Int32 = -1

    /// Listens from now on.
    ///
    /// One handler a signal for the whole process: the kernel keeps from the first process of a container what it has none
    /// for, and a second way of listening beside it would take signals away from it.
    static func listen() {
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { return }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        let reading = ends[0]
        writing = ends[1]
        // A handler never waits.
        _ = fcntl(writing, F_SETFL, O_NONBLOCK)
        Thread.detachNewThread {
            var number: UInt8 = 0
            while true {
                let count = read(reading, &number, 1)
                if count == 1 { take(Int32(number)) }
                if count == 0 || (count < 0 && errno != EINTR) { return }
            }
        }
        for number in [SIGINT, SIGTERM, SIGHUP] where !isIgnored(number) {
            signal(number) { number in
                let code = errno
                var byte = UInt8(truncatingIfNeeded: number)
                write(Interruption.writing, &byte, 1)
                errno = code
            }
        }
    }

    /// What is said from now on until a run begins, when a signal ends the process.
    static func announce(_ words: String) {
        state.withLock { $0.words = words }
    }

    /// A run begins, and lasts until ``end()``, so while its reports are written, too.
    static func begin(_ stop: StopSignal) {
        // What was said to be not sent is not sent.
        while state.withLock({ $0.isEnding }) { pause() }
        state.withLock { $0 = State(stop: stop) }
    }

    /// From now on a signal ends the process at once: what it may still do can be cut off anywhere.
    static func end() {
        state.withLock { $0 = State() }
    }

    /// The exit status of a run that this signal has stopped.
    static func status(of signal: Int32) -> ExitStatus {
        switch signal {
        case SIGHUP: .hungUp
        case SIGINT: .interrupted
        default: .terminated
        }
    }

    private static func take(_ number: Int32) {
        let now = state.withLock { state in
            defer { state.isFirst = false }
            return state
        }
        guard now.isFirst else { _exit(128 + number) }
        // What is written may hang, on a disk that does not answer or on a terminal that nobody reads; then the next signal
        // is still taken.
        if let stop = now.stop {
            Thread.detachNewThread { MetricsFile.stopping(128 + number) }
            self.stop(stop, number)
        } else {
            Thread.detachNewThread { endNow(number, now.words) }
        }
    }

    private static func stop(_ stop: StopSignal, _ number: Int32) {
        // First of all: who is to read what follows may never read it.
        Thread.detachNewThread {
            sleep(longest)
            _exit(128 + number)
        }
        stop.raise(.interrupted(signal: number))
        Console.note(
            "Stopping: requests in flight may take up to 10 s.  A second signal stops rollcall immediately; that is just as safe."
        )
    }

    /// Ends the process as the signal would without a handler, so that a shell sees what it was.
    private static func endNow(_ number: Int32, _ words: String?) -> Never {
        HiddenInput.restore()
        if let words { Console.error(words) }
        do {
            try MetricsFile.end(128 + number)
        } catch {
            Console.error(Failure(of: error)?.message ?? "\(error)")
        }
        if getpid() != 1 {
            var signals = sigset_t()
            sigemptyset(&signals)
            sigaddset(&signals, number)
            signal(number, SIG_DFL)
            pthread_sigmask(SIG_UNBLOCK, &signals, nil)
            raise(number)
        }
        // The first process of a container is not ended by a signal.
        _exit(128 + number)
    }

    /// As `nohup` asks for, and a shell for what it starts in the background.  Nobody means that of SIGTERM.
    private static func isIgnored(_ number: Int32) -> Bool {
        var action = sigaction()
        sigaction(number, nil, &action)
        return number != SIGTERM && action.__sigaction_handler.sa_handler.map { unsafeBitCast($0, to: Int.self) } == 1
    }
}
