import Dispatch

/// Parses a document some chunks ahead of the reader of its events, on another core.
///
/// Unchecked, because the parser is never touched while the queue uses it.
final class XMLPipeline: @unchecked Sendable {
    /// The minimum size of a chunk that is worth passing to another thread.
    private static let smallest = 16_384
    /// The maximum number of chunks parsed ahead, so that neither side waits for a chunk that takes the other
    /// slightly longer.
    private static let depth = 3

    /// The events of one chunk.  Unchecked, because its reader waits until it is done.
    private final class Batch: @unchecked Sendable {
        var events = XMLEvents()
        let isDone = DispatchSemaphore(value: 0)
    }

    private let parser = XMLPushParser()
    private let queue = DispatchQueue(label: "rollcall.xml")
    /// The batches that are not parsed or not read yet, in the order of their chunks.
    private var waiting: [Batch] = []
    /// Batches that were read, for reuse of their arrays.
    private var spare: [Batch] = []

    /// The number of lines dropped before the first chunk; must be set before it.
    var droppedLines: Int {
        get { parser.droppedLines }
        set { parser.droppedLines = newValue }
    }

    /// Parses the next chunk and delivers the events of earlier chunks that are available.
    func parse(_ chunk: UnsafeRawBufferPointer, receive: (XMLEvents) -> Void) {
        if chunk.count < Self.smallest {
            readAll(receive)
            parser.parse(chunk, isLast: false)
            read(receive)
            return
        }
        let batch = spare.popLast() ?? Batch()
        let bytes = Array(chunk)
        waiting.append(batch)
        queue.async { [self] in
            bytes.withUnsafeBytes { parser.parse($0, isLast: false) }
            parser.events.handOver(to: &batch.events)
            batch.isDone.signal()
        }
        if waiting.count > Self.depth { readFirst(receive) }
    }

    /// Ends the document and delivers the remaining events.
    func finish(receive: (XMLEvents) -> Void) {
        readAll(receive)
        parser.parse(UnsafeRawBufferPointer(start: nil, count: 0), isLast: true)
        read(receive)
    }

    /// Stops parsing.
    func stop() {
        queue.sync { parser.stop() }
    }

    private func readAll(_ receive: (XMLEvents) -> Void) {
        while !waiting.isEmpty { readFirst(receive) }
    }

    private func readFirst(_ receive: (XMLEvents) -> Void) {
        let batch = waiting.removeFirst()
        batch.isDone.wait()
        receive(batch.events)
        spare.append(batch)
    }

    /// Delivers the events that the parser recorded on this thread.
    private func read(_ receive: (XMLEvents) -> Void) {
        let batch = spare.popLast() ?? Batch()
        parser.events.handOver(to: &batch.events)
        receive(batch.events)
        spare.append(batch)
    }
}
