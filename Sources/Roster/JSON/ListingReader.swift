internal import Bytes

/// Reads flowServ's own listing as a roster: `{"users": [{"id": "...", "username": "..."}, ...]}`, as its API returns
/// it.
///
/// The `id` is kept like any other column, because it may be another server's.  Nothing else is kept, such as the
/// tokens in a raw answer.
struct ListingReader: FormatReader {
    /// A value of a user and its position.
    private typealias Field = (text: String, position: TextPosition)

    private let file: String
    private let builder: RosterBuilder
    private let decoder = TextDecoder()
    private static let longestString = 1 << 20
    private var scanner = JSONScanner(deepest: 100, longest: Self.longestString)
    private var position = TextPosition()
    /// The position of the current token.
    private var tokenPosition = TextPosition()
    private var hasFailed = false
    /// Whether the reader is in the value of the outermost object's "users".
    private var isInUsers = false
    private var hasUsers = false
    private var rows = 0
    private var rowPosition = TextPosition()
    /// The last key of the current user.
    private var key = ""
    private var id: Field?
    private var username: Field?
    /// The columns for each list of keys seen so far.
    private var shapes: [[String]: RowColumns] = [:]
    /// The keys of users that look like a field but are not read.
    private var unread: [String] = []

    init(file: String, builder: RosterBuilder) {
        self.file = file
        self.builder = builder
    }

    var hasGivenUp: Bool { hasFailed }

    mutating func consume(_ chunk: UnsafeRawBufferPointer) {
        if hasFailed { return }
        decoder.decode(chunk) { read($0) }
    }

    mutating func finish() -> FileSummary {
        decoder.finish { read($0) }
        if !hasFailed, !scanner.finish() {
            fail(.cutOff)
        }
        if !hasFailed, !hasUsers {
            fail(.noUsers)
        }
        var columns = ColumnSummary()
        if rows > 0 { columns.columns = [.username: "username"] }
        columns.unread = unread
        return FileSummary(rows: rows, columns: columns)
    }

    private mutating func read(_ piece: TextDecoder.Piece) {
        switch piece {
        case .invalid(let bytes):
            fail(.invalidBytes(bytes))
        case .text(let text): read(text.span)
        }
    }

    private mutating func read(_ text: Span<UInt8>) {
        var index = 0
        while !hasFailed {
            let start = index
            let isNamed = scanner.depth == 1 || isInUsers && scanner.depth == 3
            let token = scanner.next(
                in: text, at: &index, keys: isNamed, strings: isInUsers && (key == "id" || key == "username"))
            if let tokenStart = scanner.tokenStart {
                position.advance(over: text.extracting(start..<tokenStart))
                tokenPosition = position
                position.advance(over: text.extracting(tokenStart..<index))
            } else {
                position.advance(over: text.extracting(start..<index))
            }
            if case .cut = token { return }
            read(token, text)
        }
    }

    private mutating func read(_ token: JSONScanner.Token, _ text: Span<UInt8>) {
        switch token {
        case .cut: break
        case .broken:
            fail(scanner.isComplete ? .severalDocuments : .badCharacter(limit: Self.longestString))
        case .beginObject: enter(isObject: true)
        case .beginArray: enter(isObject: false)
        case .endObject, .endArray: if isInUsers, scanner.depth == 2 { endRow() }
        case .key: readKey(content(text))
        case .string:
            if isInUsers, scanner.depth == 2 { return failForElement() }
            if isInUsers, scanner.depth == 3 { readValue(text) }
        case .literal: if isInUsers, scanner.depth == 2 { failForElement() }
        }
    }

    /// Begins a value.  Anything but a user in the list of users is a problem: it may be a user that was written
    /// incorrectly.
    private mutating func enter(isObject: Bool) {
        guard isInUsers else { return }
        if scanner.depth == 2 {
            if isObject { return fail(.usersNotAList) }
            hasUsers = true
        } else if scanner.depth == 3 {
            guard isObject else { return failForElement() }
            (rowPosition, id, username) = (tokenPosition, nil, nil)
        }
    }

    private mutating func failForElement() {
        fail(.notAUser)
    }

    private mutating func readKey(_ name: String) {
        if scanner.depth == 1 { isInUsers = name == "users" }
        guard isInUsers, scanner.depth == 3 else { return }
        key = name
        note(name)
    }

    private mutating func readValue(_ text: Span<UInt8>) {
        switch key {
        case "id": id = (content(text), tokenPosition)
        case "username": username = (content(text), tokenPosition)
        default: break
        }
    }

    private func content(_ text: Span<UInt8>) -> String {
        var bytes: [UInt8] = []
        scanner.string.append(to: &bytes, text)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Records a user's key if it looks like a field: only the names of a listing are read.
    private mutating func note(_ key: String) {
        guard key != "username", key != "id", unread.count < 20, !unread.contains(key) else { return }
        if FieldLikeness.isLikeField(key) { unread.append(key) }
    }

    private mutating func endRow() {
        rows += 1
        var bytes: [UInt8] = []
        var values: [RosterRow.Value] = []
        var names: [String] = []
        func add(_ name: String, _ text: String, at position: TextPosition) {
            names.append(name)
            let start = bytes.count
            bytes += text.utf8
            values.append(RosterRow.Value(range: start..<bytes.count, position: position))
        }
        if let id { add("id", id.text.replacing("\0", with: "\u{FFFD}"), at: id.position) }
        if let username { add("username", username.text, at: username.position) }
        builder.add(
            RosterRow(columns: columns(names), bytes: bytes, values: values, position: rowPosition), of: file)
    }

    /// Returns the columns of objects with these keys.
    private mutating func columns(_ names: [String]) -> RowColumns {
        if let known = shapes[names] { return known }
        // No alias may use the id as the account's: it may be another server's.
        let fields = FieldColumns(
            names: names, normalized: names.map { $0 == "username" ? $0 : "" }, asked: [:])
        let new = RowColumns(fields, names: names, kept: Array(names.indices), format: .json)
        shapes[names] = new
        return new
    }

    private mutating func fail(_ problem: JSONProblem) {
        if hasFailed { return }
        hasFailed = true
        builder.report(RosterProblem(file: file, position: position, detail: .json(problem)))
    }
}

extension TextPosition {
    /// Moves past bytes of UTF-8.
    fileprivate mutating func advance(over bytes: Span<UInt8>) {
        for index in bytes.indices {
            if bytes[index] == UInt8(ascii: "\n") {
                self = TextPosition(line: line + 1, column: 1)
            } else if bytes[index] & 0xC0 != 0x80 {
                column += 1
            }
        }
    }
}
