/// Checks the order of a JSON document's tokens and tells where each value is.
struct JSONStructure {
    /// The deepest nesting that is read.
    static let deepest = 100

    /// What comes about by a token.
    enum Event: Hashable {
        /// A container of some depth begins, or ends; the outermost has depth 1.
        case begin(depth: Int)
        case end(depth: Int)
        /// A string of an object of some depth, or of an array, where the key is nil.
        case string(String, key: String?, depth: Int)
        case other
    }

    private enum Expectation {
        case value, valueOrEnd, key, keyOrEnd, colon, commaOrEnd, nothing
    }

    private var expectation = Expectation.value
    /// For each open container: whether it is an object, and its latest key.
    private var open: [(isObject: Bool, key: String?)] = []

    /// Whether the document is whole.
    var isComplete: Bool { expectation == .nothing }

    /// The keys that lead to what is read now, nil in arrays.
    var path: [String?] { open.map(\.key) }

    /// Takes in a token and returns what comes about, or nil when it cannot be there.
    mutating func take(_ token: JSONToken) -> Event? {
        switch (expectation, token) {
        case (.value, .mark(UInt8(ascii: "{"))), (.valueOrEnd, .mark(UInt8(ascii: "{"))): begin(isObject: true)
        case (.value, .mark(UInt8(ascii: "["))), (.valueOrEnd, .mark(UInt8(ascii: "["))): begin(isObject: false)
        case (.value, .string(let text)), (.valueOrEnd, .string(let text)): string(text)
        case (.value, .literal), (.valueOrEnd, .literal): endValue(.other)
        case (.keyOrEnd, .string(let key)), (.key, .string(let key)): self.key(key)
        case (.colon, .mark(UInt8(ascii: ":"))): move(to: .value)
        case (.commaOrEnd, .mark(UInt8(ascii: ","))): move(to: open.last?.isObject == true ? .key : .value)
        case (.keyOrEnd, .mark(UInt8(ascii: "}"))), (.commaOrEnd, .mark(UInt8(ascii: "}"))): end(isObject: true)
        case (.valueOrEnd, .mark(UInt8(ascii: "]"))), (.commaOrEnd, .mark(UInt8(ascii: "]"))): end(isObject: false)
        default: nil
        }
    }

    private mutating func begin(isObject: Bool) -> Event? {
        if open.count == Self.deepest { return nil }
        open.append((isObject, nil))
        expectation = isObject ? .keyOrEnd : .valueOrEnd
        return .begin(depth: open.count)
    }

    private mutating func end(isObject: Bool) -> Event? {
        guard open.last?.isObject == isObject else { return nil }
        let depth = open.count
        open.removeLast()
        return endValue(.end(depth: depth))
    }

    private mutating func string(_ text: String) -> Event? {
        endValue(.string(text, key: open.last?.key, depth: open.count))
    }

    private mutating func key(_ key: String) -> Event? {
        open[open.count - 1].key = key
        return move(to: .colon)
    }

    private mutating func endValue(_ event: Event) -> Event {
        expectation = open.isEmpty ? .nothing : .commaOrEnd
        return event
    }

    private mutating func move(to expectation: Expectation) -> Event {
        self.expectation = expectation
        return .other
    }
}
