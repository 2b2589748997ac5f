/// Reads a JSON text (RFC 8259) token by token as chunks arrive, and checks that it is well-formed.
package struct JSONScanner {
    /// The result of one step.
    package enum Token {
        /// The chunk ended before the next token.
        case cut
        /// The byte before the index is invalid.
        case broken
        case beginObject, beginArray, endObject, endArray
        /// The name of an object's member, available in ``JSONScanner/string``.
        case key
        /// A string value, available in ``JSONScanner/string``.
        case string
        /// A number, true, false or null.
        case literal
    }

    private enum Expectation {
        case value, valueOrEnd, key, keyOrEnd, colon, commaOrEnd, nothing
    }

    private let deepest: Int
    private let longest: Int
    private var expectation = Expectation.value
    /// For each open container, whether it is an object.
    private var open: [Bool] = []
    private var literal = JSONLiteral()
    private var isInString = false
    private var stringLength = 0
    /// The number of open containers.
    package private(set) var depth = 0
    /// The string that was read last.
    package private(set) var string = JSONString()
    /// Where the current token begins in its chunk; nil if it began in an earlier chunk.
    package private(set) var tokenStart: Int?

    /// Creates a scanner at the start of a text.
    ///
    /// - Parameters:
    ///   - deepest: The maximum nesting depth.
    ///   - longest: The maximum length of a string in bytes, as written.
    package init(deepest: Int, longest: Int = .max) {
        self.deepest = deepest
        self.longest = longest
    }

    /// Whether the outermost value has ended.
    package var isComplete: Bool { expectation == .nothing }

    /// Ends the text; returns false if it is incomplete.
    package mutating func finish() -> Bool {
        (!literal.isBegun || literal.end()) && isComplete
    }

    /// Reads up to the end of the next token.
    ///
    /// - Parameters:
    ///   - chunk: The current bytes.
    ///   - index: Where to continue in them; 0 in a new chunk.
    ///   - keys: Whether to keep the bytes of a key.
    ///   - strings: Whether to keep the bytes of a string value.
    package mutating func next(
        in chunk: Span<UInt8>, at index: inout Int, keys: Bool, strings: Bool
    ) -> Token {
        tokenStart = nil
        while index < chunk.count {
            if isInString { return endString(chunk, &index) }
            let byte = chunk[index]
            if literal.isBegun {
                if literal.consume(byte) {
                    index += 1
                    continue
                }
                if literal.end() { return .literal }
                index += 1
                return .broken
            }
            index += 1
            switch byte {
            case 0x20, 0x09, 0x0A, 0x0D: break
            case UInt8(ascii: ":") where expectation == .colon: expectation = .value
            case UInt8(ascii: ",") where expectation == .commaOrEnd: expectation = open.last == true ? .key : .value
            case UInt8(ascii: "\""):
                tokenStart = index - 1
                guard startString(keys: keys, strings: strings) else { return .broken }
            default:
                tokenStart = index - 1
                if let token = consumeOther(byte) { return token }
            }
        }
        return .cut
    }

    private mutating func consumeOther(_ byte: UInt8) -> Token? {
        switch byte {
        case UInt8(ascii: "{"): return open(isObject: true)
        case UInt8(ascii: "["): return open(isObject: false)
        case UInt8(ascii: "}"): return end(isObject: true)
        case UInt8(ascii: "]"): return end(isObject: false)
        default:
            guard mayBeginValue, literal.consume(byte) else { return .broken }
            endValue()
            return nil
        }
    }

    private var mayBeginValue: Bool { expectation == .value || expectation == .valueOrEnd }
    private var expectsKey: Bool { expectation == .key || expectation == .keyOrEnd }

    private mutating func endValue() {
        expectation = open.isEmpty ? .nothing : .commaOrEnd
    }

    private mutating func open(isObject: Bool) -> Token {
        guard mayBeginValue, open.count < deepest else { return .broken }
        open.append(isObject)
        depth = open.count
        expectation = isObject ? .keyOrEnd : .valueOrEnd
        return isObject ? .beginObject : .beginArray
    }

    private mutating func end(isObject: Bool) -> Token {
        let mayEnd = expectation == .commaOrEnd || expectation == (isObject ? .keyOrEnd : .valueOrEnd)
        guard mayEnd, open.last == isObject else { return .broken }
        open.removeLast()
        depth = open.count
        endValue()
        return isObject ? .endObject : .endArray
    }

    private mutating func startString(keys: Bool, strings: Bool) -> Bool {
        guard expectsKey || mayBeginValue else { return false }
        isInString = true
        stringLength = 0
        string.start(isWanted: expectsKey ? keys : strings)
        return true
    }

    private mutating func endString(_ chunk: Span<UInt8>, _ index: inout Int) -> Token {
        let start = index
        let progress = string.consume(chunk, from: start)
        switch progress {
        case .cut: index = chunk.count
        case .ended(let end): index = end
        case .broken(let place):
            index = place + 1
            return .broken
        }
        stringLength += index - start
        if stringLength > longest { return .broken }
        if case .cut = progress { return .cut }
        isInString = false
        if expectsKey {
            expectation = .colon
            return .key
        }
        endValue()
        return .string
    }
}
