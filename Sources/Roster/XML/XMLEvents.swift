/// The XML parser's events of a chunk in order, in a few reused arrays.
struct XMLEvents {
    enum Kind: UInt8 {
        /// An element begins.
        case start
        /// Character data of the element that began last, in an earlier chunk.
        case text
        /// The innermost open element ends.
        case end
        /// The document is invalid; no event follows.
        case failure
    }

    struct Event {
        var kind: Kind
        /// For an element: whether it ends with only text within; there is no end event then.
        var isClosed = false
        /// For an element: the number of its local name.
        var name: Int32 = 0
        /// For an element: the number of its attributes.
        var attributes: Int32 = 0
        /// The range of its character data.
        var text: Range<Int>
        var position: TextPosition
    }

    struct Attribute {
        var name: Int32
        var value: Range<Int>
    }

    /// The names of elements and attributes, local, without a namespace prefix, by their numbers.
    var names: [String] = []
    var events: [Event] = []
    /// The attributes of all elements.
    var attributes: [Attribute] = []
    /// The bytes of attributes and of character data up to the first inner element, concatenated.
    var text: [UInt8] = []
    /// The reason why the document ends here.
    var failure: XMLFailure?
    /// Whether character data would be before any inner element.
    private var takesText = false

    /// Hands over all events in exchange for arrays to reuse.
    mutating func handOver(to others: inout XMLEvents) {
        others.events.removeAll(keepingCapacity: true)
        others.attributes.removeAll(keepingCapacity: true)
        others.text.removeAll(keepingCapacity: true)
        swap(&events, &others.events)
        swap(&attributes, &others.attributes)
        swap(&text, &others.text)
        (others.names, others.failure) = (names, failure)
    }

    mutating func start(_ name: Int32, attributes: Int, at position: TextPosition) {
        takesText = true
        events.append(
            Event(
                kind: .start, name: name, attributes: Int32(attributes), text: text.count..<text.count,
                position: position))
    }

    mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard takesText else { return }
        let start = text.count
        text.append(contentsOf: bytes)
        if events.isEmpty { events.append(Event(kind: .text, text: start..<start, position: TextPosition())) }
        let last = events.count - 1
        events[last].text = events[last].text.lowerBound..<text.count
    }

    mutating func end() {
        takesText = false
        if let last = events.last, last.kind == .start, !last.isClosed {
            events[events.count - 1].isClosed = true
        } else {
            events.append(Event(kind: .end, text: 0..<0, position: TextPosition()))
        }
    }

    mutating func fail(_ failure: XMLFailure) {
        self.failure = failure
        events.append(Event(kind: .failure, text: 0..<0, position: failure.position))
    }
}

/// A problem that ends the reading of an XML document, and its position.
struct XMLFailure {
    var problem: XMLProblem
    var position: TextPosition
}
