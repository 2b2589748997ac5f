import Dispatch

/// Parses a document some chunks ahead of whoever reads its events, on another core.
///
/// Unchecked, because the parser is never touched while the queue has it.
final class XMLParsing: @unchecked Sendable {
    /// What is smaller is not worth being handed to another thread.
    private static let smallest = 16_384
    /// How many chunks may be parsed ahead, so that neither side waits for a chunk that takes the other a little longer.
    private static let depth = 3

    /// The events of one chunk.  Unchecked, because its reader waits until it is done.
    private final class Batch: @unchecked Sendable {
        var events = XMLEvents()
        let isDone = DispatchSemaphore(value: 0)
    }

    private let parser = XMLPushParser()
    private let queue = DispatchQueue(label: "rollcall.xml")
    /// The batches whose events are to come or not read yet, in the order of their chunks.
    private var waiting: [Batch] = []
    /// Batches that were read, whose arrays are used again.
    private var spare: [Batch] = []

    /// How many lines were dropped before the first chunk; to be set before that.
    var droppedLines: Int {
        get { parser.droppedLines }
        set { parser.droppedLines = newValue }
    }

    /// Takes in the next chunk, and gives the events of what came before it, as far as they are there.
    func parse(_ chunk: UnsafeRawBufferPointer, take: (XMLEvents) -> Void) {
        if chunk.count < Self.smallest {
            readAll(take)
            parser.parse(chunk, isLast: false)
            read(take)
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
        if waiting.count > Self.depth { readFirst(take) }
    }

    /// Takes in that there are no more bytes, and gives the events that are left.
    func finish(take: (XMLEvents) -> Void) {
        readAll(take)
        parser.parse(UnsafeRawBufferPointer(start: nil, count: 0), isLast: true)
        read(take)
    }

    /// Parses no further.
    func stop() {
        queue.sync { parser.stop() }
    }

    private func readAll(_ take: (XMLEvents) -> Void) {
        while !waiting.isEmpty { readFirst(take) }
    }

    private func readFirst(_ take: (XMLEvents) -> Void) {
        let batch = waiting.removeFirst()
        batch.isDone.wait()
        take(batch.events)
        spare.append(batch)
    }

    /// Reads what the parser has come across on this thread.
    private func read(_ take: (XMLEvents) -> Void) {
        let batch = spare.popLast() ?? Batch()
        parser.events.handOver(to: &batch.events)
        take(batch.events)
        spare.append(batch)
    }
}
