import Foundation
import Provisioning
import Synchronization

/// Makes SIGINT, SIGTERM and SIGHUP end a run in good order: the first asks it to stop, the second ends the process at once.
///
/// Ending at once is as safe as `kill -9`: the journal has every intent, and `resume` settles what was in flight.
enum Interruption {
    /// How long a process may still take that was asked to stop.  Requests in flight have ten seconds; the last one is for
    /// what is written at the end.
    private static let longest: UInt32 = 11

    private static let sources = Mutex<[any DispatchSourceSignal]>([])
    private static let queue = DispatchQueue(label: "signals", qos: .userInteractive)

    /// Listens from now on until ``end()``, so while the reports of the run are written, too.
    static func begin(_ stop: StopSignal) {
        let count = SignalCount()
        sources.withLock { sources in
            sources = [SIGINT, SIGTERM, SIGHUP].filter { !isIgnored($0) }.map { number in
                signal(number, SIG_IGN)
                let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
                source.setEventHandler { take(number, isFirst: count.isFirst(), stop) }
                source.resume()
                return source
            }
        }
    }

    private static func take(_ number: Int32, isFirst: Bool, _ stop: StopSignal) {
        guard isFirst else { _exit(128 + number) }
        // First of all: who is to read what follows may never read it.
        endInTime(128 + number)
        stop.raise(.interrupted(signal: number))
        Console.note("Stopping: requests in flight may still take 10 s.  Once more ends it at once, just as safely.")
    }

    /// From now on a signal ends the process at once: what it may still do can be cut off anywhere.
    static func end() {
        sources.withLock { sources in
            for source in sources {
                source.cancel()
                signal(Int32(source.handle), SIG_DFL)
            }
            sources = []
        }
        FirstProcess.begin()
    }

    /// The exit status of a run that this signal has stopped.
    static func status(of signal: Int32) -> ExitStatus {
        switch signal {
        case SIGHUP: .hungUp
        case SIGINT: .interrupted
        default: .terminated
        }
    }

    /// As `nohup` asks for, and a shell for what it starts in the background.  Nobody means that of SIGTERM.
    static func isIgnored(_ number: Int32) -> Bool {
        var action = sigaction()
        sigaction(number, nil, &action)
        return number != SIGTERM && action.__sigaction_handler.sa_handler.map { unsafeBitCast($0, to: Int.self) } == 1
    }

    /// Ends the process when it has not ended by itself: somebody may not read what we write, or not take what we send.
    private static func endInTime(_ status: Int32) {
        Thread.detachNewThread {
            sleep(longest)
            _exit(status)
        }
    }
}

private final class SignalCount: Sendable {
    private let count = Mutex(0)

    func isFirst() -> Bool {
        count.withLock { count in
            count += 1
            return count == 1
        }
    }
}
