import Foundation
import Provisioning
import Synchronization

/// Handles SIGINT, SIGTERM and SIGHUP.  During a run, the first signal asks it to stop in good order, and the second
/// ends the process at once.  Outside a run, the first one ends it.
///
/// Ending at once is as safe as `kill -9`: the journal has every intent, and `resume` settles what was in flight.
enum Interruption {
    private struct State {
        /// The stop signal of the current run.
        var stop: StopSignal?
        /// The message for a signal that ends the process outside a run.
        var words: String?
        var isFirst = true

        /// Whether a signal has come outside a run, so that the process is about to end.
        var isEnding: Bool { stop == nil && !isFirst }
    }

    /// How long a process may take after it was asked to stop, in seconds.  Requests in flight have ten seconds; the
    /// last one is for the final output.
    private static let longest: UInt32 = 11

    private static let state = Mutex(State())
    // Set before the handlers are installed.  A handler may take no lock, so it only writes the number of its signal
    // here.
    nonisolated(unsafe) private static var writing: Int32 = -1

    /// Starts listening.
    ///
    /// There is one handler per signal for the whole process: for the first process of a container, the kernel drops
    /// signals without a handler, and a second way of listening would take signals away from this one.
    static func listen() {
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { return }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        let reading = ends[0]
        writing = ends[1]
        // A handler must never block.
        _ = fcntl(writing, F_SETFL, O_NONBLOCK)
        Thread.detachNewThread {
            var number: UInt8 = 0
            while true {
                let count = read(reading, &number, 1)
                if count == 1 { handle(Int32(number)) }
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

    /// Sets the message for a signal that ends the process before a run begins.
    static func announce(_ words: String) {
        state.withLock { $0.words = words }
    }

    /// Begins a run, which lasts until ``endRun()``, including the writing of its reports.
    static func beginRun(_ stop: StopSignal) {
        // Requests that were reported as not sent must not be sent.
        while state.withLock({ $0.isEnding }) { pause() }
        state.withLock { $0 = State(stop: stop) }
    }

    /// Ends a run: from now on a signal ends the process at once, because the remaining work can be interrupted
    /// anywhere.
    static func endRun() {
        state.withLock { $0 = State() }
    }

    /// The stop signal of the current run.
    static var running: StopSignal? { state.withLock { $0.stop } }

    /// Returns the exit status of a run that this signal has stopped.
    static func status(of signal: Int32) -> ExitStatus {
        switch signal {
        case SIGHUP: .hungUp
        case SIGINT: .interrupted
        default: .terminated
        }
    }

    private static func handle(_ number: Int32) {
        let now = state.withLock { state in
            defer { state.isFirst = false }
            return state
        }
        guard now.isFirst else { _exit(128 + number) }
        // Output may block, on a disk that does not respond or on a terminal that is not read; the next signal must
        // still be handled.
        if let stop = now.stop {
            Thread.detachNewThread { MetricsFile.stopping(128 + number) }
            self.stop(stop, number)
        } else {
            Thread.detachNewThread { endNow(number, now.words) }
        }
    }

    private static func stop(_ stop: StopSignal, _ number: Int32) {
        // Set the time limit first, because the output that follows may block.
        Thread.detachNewThread {
            sleep(longest)
            _exit(128 + number)
        }
        stop.raise(.interrupted(signal: number))
        Console.note(
            "Stopping: requests in flight may take up to 10 s.  A second signal stops rollcall immediately; that is just as safe."
        )
    }

    /// Ends the process as the signal would without a handler, so that a shell sees the signal.
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
        // A signal does not end the first process of a container.
        _exit(128 + number)
    }

    /// Returns whether a signal is ignored, as with `nohup` and in a shell's background jobs.  For SIGTERM this is
    /// never intended.
    private static func isIgnored(_ number: Int32) -> Bool {
        var action = sigaction()
        sigaction(number, nil, &action)
        return number != SIGTERM && action.__sigaction_handler.sa_handler.map { unsafeBitCast($0, to: Int.self) } == 1
    }
}
