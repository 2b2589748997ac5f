import Foundation
import Synchronization

/// SIGINT, SIGTERM and SIGHUP before a run begins: they end the process at once, as they would by themselves, but not without a
/// word in the file of `--metrics`.
enum EarlyStop {
    private static let sources = Mutex<[any DispatchSourceSignal]>([])
    private static let queue = DispatchQueue(label: "early signals", qos: .userInteractive)

    /// Listens until ``end()``, where there is a file to write to.
    static func begin() {
        guard MetricsFile.isAwaited else { return }
        sources.withLock { sources in
            sources = [SIGINT, SIGTERM, SIGHUP].filter { !Interruption.isIgnored($0) }.map { number in
                signal(number, SIG_IGN)
                let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
                source.setEventHandler {
                    try? MetricsFile.end(128 + number)
                    _exit(128 + number)
                }
                source.resume()
                return source
            }
        }
    }

    /// Whoever calls this takes the signals over.
    static func end() {
        sources.withLock { sources in
            for source in sources {
                source.cancel()
                signal(Int32(source.handle), SIG_DFL)
            }
            sources = []
        }
    }
}
