/// Reads flowServ's own listing as a roster: `{"users": [{"id": "...", "username": "..."}, ...]}`, as its API
/// answers.
///
/// The `id` is kept like any other column: it may be another server's.  Everything else, such as the
/// tokens of a raw answer, is not kept.
struct ListingReader: FormatReader {
    private let file: String
    private let builder: RosterBuilder
    private let decoder = TextDecoder()
    private var tokenizer = JSONTokenizer()
    private var structure = JSONStructure()
    private var hasFailed = false
    private var hasUsers = false
    private var rows = 0
    private var rowPosition = TextPosition()
    private var fields: [String: (text: String, position: TextPosition)] = [:]
    /// What was made of the keys that users have had so far.
    private var shapes: [[String]: RowColumns] = [:]
    /// The keys of users that look like a field and are not read.
    private var unread: [String] = []

    init(file: String, builder: RosterBuilder) {
        self.file = file
        self.builder = builder
    }

    var hasGivenUp: Bool { hasFailed }

    mutating func consume(_ chunk: UnsafeRawBufferPointer) {
        if hasFailed { return }
        decoder.decode(chunk) { take($0) }
    }

    mutating func finish() -> FileSummary {
        decoder.finish { take($0) }
        var tokens: [JSONToken] = []
        let isWhole = tokenizer.finish { tokens.append($0) }
        for token in tokens { take(token) }
        if !hasFailed, !isWhole || !structure.isComplete {
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

    private mutating func take(_ piece: TextDecoder.Piece) {
        switch piece {
        case .invalid(let bytes):
            fail(.invalidBytes(bytes))
        case .text(let text):
            for byte in text where !hasFailed { take(byte) }
        }
    }

    private mutating func take(_ byte: UInt8) {
        // At most two: a byte ends a number and is a mark itself.
        var first: JSONToken?
        var second: JSONToken?
        let isJSON = tokenizer.consume(byte) { token in
            if first == nil { first = token } else { second = token }
        }
        if let first { take(first) }
        if let second { take(second) }
        if !isJSON { fail(.badCharacter(limit: JSONTokenizer.longestString)) }
    }

    private mutating func take(_ token: JSONToken) {
        guard let event = structure.take(token) else {
            fail(structure.isComplete ? .severalDocuments : .malformed)
            return
        }
        if let problem = problem(of: event, token) {
            fail(problem)
            return
        }
        // The user is an object in the array that the outermost object has as "users".
        switch event {
        case .begin(let depth):
            let isInUsers = structure.path.first == "users"
            if depth == 2, isInUsers { hasUsers = true }
            if depth == 3, isInUsers { (rowPosition, fields) = (tokenizer.tokenPosition, [:]) }
        case .string(let text, let key?, depth: 3) where structure.path.first == "users":
            fields[key] = (text, tokenizer.tokenPosition)
            note(key)
        case .begin(depth: 4), .other:
            let path = structure.path
            if path.count > 2, path[0] == "users", let key = path[2] { note(key) }
        case .end(depth: 3) where structure.path.first == "users": endRow()
        default: break
        }
    }

    /// Notes a user's key, should it look like a field: of a listing only the names are read.
    private mutating func note(_ key: String) {
        guard key != "username", key != "id", unread.count < 20, !unread.contains(key) else { return }
        if FieldLikeness.isLikeField(key) { unread.append(key) }
    }

    /// The problem of a piece of the list of users, which holds nothing but users: whatever else is there may be one that was
    /// not written right.
    private func problem(of event: JSONStructure.Event, _ token: JSONToken) -> JSONProblem? {
        let isObject = token == .mark(UInt8(ascii: "{"))
        let isElement =
            switch event {
            case .begin(depth: 3): !isObject
            case .string(_, key: nil, depth: 2): true
            case .other: token == .literal && structure.path.count == 2 && structure.path[1] == nil
            default: false
            }
        let isNoList = event == .begin(depth: 2) && isObject
        guard isElement || isNoList, structure.path.first == "users" else { return nil }
        return isElement ? .notAUser : .usersNotAList
    }

    private mutating func endRow() {
        rows += 1
        var bytes: [UInt8] = []
        var values: [RosterRow.Value] = []
        let names = ["id", "username"].filter { fields[$0] != nil }
        for name in names {
            guard let field = fields[name] else { continue }
            let start = bytes.count
            bytes += (name == "id" ? field.text.replacing("\0", with: "\u{FFFD}") : field.text).utf8
            values.append(RosterRow.Value(range: start..<bytes.count, position: field.position))
        }
        builder.add(
            RosterRow(columns: columns(names), bytes: bytes, values: values, position: rowPosition), of: file)
    }

    /// What is made of objects that have these keys.
    private mutating func columns(_ names: [String]) -> RowColumns {
        if let known = shapes[names] { return known }
        // No alias may take the id for the account's: it may be another server's.
        let fields = FieldColumns(
            names: names, normalized: names.map { $0 == "username" ? $0 : "" }, asked: [:])
        let new = RowColumns(fields, names: names, kept: Array(names.indices), format: .json)
        shapes[names] = new
        return new
    }

    private mutating func fail(_ problem: JSONProblem) {
        if hasFailed { return }
        hasFailed = true
        builder.report(RosterProblem(file: file, position: tokenizer.position, detail: .json(problem)))
    }
}
