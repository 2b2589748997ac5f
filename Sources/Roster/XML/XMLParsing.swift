import Dispatch

/// Parses a document one chunk ahead of whoever reads its events, on another core.
///
/// Unchecked, because the parser is never touched while the queue has it.
final class XMLParsing: @unchecked Sendable {
    /// What is smaller is not worth being handed to another thread.
    private static let smallest = 16_384

    private let parser = XMLPushParser()
    private let queue = DispatchQueue(label: "rollcall.xml")
    private let isDone = DispatchSemaphore(value: 0)
    private var isBusy = false
    /// Arrays that the events of one chunk after the other are in.
    private var events = XMLEvents()

    deinit {
        if isBusy { isDone.wait() }
    }

    /// Whether nothing more is parsed.
    var hasStopped: Bool {
        wait()
        return parser.hasStopped
    }

    /// Takes in the next chunk, and gives the events of what came before it.
    func parse(_ chunk: UnsafeRawBufferPointer, take: (XMLEvents) -> Void) {
        wait()
        parser.events.handOver(to: &events)
        if chunk.count >= Self.smallest {
            let bytes = Array(chunk)
            isBusy = true
            queue.async { [self] in
                bytes.withUnsafeBytes { parser.parse($0, isLast: false) }
                isDone.signal()
            }
        }
        take(events)
        if chunk.count < Self.smallest {
            parser.parse(chunk, isLast: false)
            parser.events.handOver(to: &events)
            take(events)
        }
    }

    /// Takes in that there are no more bytes, and gives the events that are left.
    func finish(take: (XMLEvents) -> Void) {
        wait()
        parser.parse(UnsafeRawBufferPointer(start: nil, count: 0), isLast: true)
        parser.events.handOver(to: &events)
        take(events)
    }

    /// Parses no further.
    func stop() {
        wait()
        parser.stop()
    }

    private func wait() {
        guard isBusy else { return }
        isDone.wait()
        isBusy = false
    }
}
