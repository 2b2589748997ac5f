import Foundation
import Provisioning
import Synchronization

/// Makes SIGINT and SIGTERM end a run in good order: the first asks it to stop, the second ends the process at once.
///
/// Ending at once is as safe as `kill -9`: the journal has every intent, and `resume` settles what was in flight.
final class Interruption {
    private let sources: [any DispatchSourceSignal]

    /// Listens from now on, until it goes away.
    init(stop: StopSignal) {
        let count = SignalCount()
        sources = [SIGINT, SIGTERM].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler {
                guard count.isFirst() else { _exit(128 + number) }
                Console.note(
                    "Stopping: requests in flight may still take 10 s.  Once more ends it at once, just as safely.")
                stop.raise(.interrupted(signal: number))
            }
            source.resume()
            return source
        }
    }

    deinit {
        for source in sources { source.cancel() }
        for number in [SIGINT, SIGTERM] { signal(number, SIG_DFL) }
        FirstProcess.begin()
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
