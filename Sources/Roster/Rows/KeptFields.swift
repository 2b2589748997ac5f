/// A row's columns and values, kept for `--where` and for `check`.
///
/// The rows of a file share one array of names, and a row's values are one string, separated by NUL, which no roster
/// contains: one dictionary per row would take several times the memory.
struct KeptFields: Sendable {
    /// The separator between two values.
    static let separator: UInt8 = 0

    let names: [String]
    let joined: String

    /// Creates fields from joined values, one for each name.
    init(names: [String], joined: String) {
        self.names = names
        self.joined = joined
    }

    init(_ fields: [String: String]) {
        names = fields.keys.sorted()
        joined = names.map { (fields[$0] ?? "").replacing("\0", with: "\u{FFFD}") }.joined(separator: "\0")
    }

    /// All values by name; if columns share a name, the first one.
    var dictionary: [String: String] {
        Dictionary(zip(names, values.map(String.init)), uniquingKeysWith: { first, _ in first })
    }

    func value(of name: String) -> String? {
        names.firstIndex(of: name).flatMap(value)
    }

    func value(at index: Int) -> String? {
        values.dropFirst(index).first.map(String.init)
    }

    private var values: [Substring] {
        names.isEmpty
            ? []
            : joined.utf8.split(separator: Self.separator, omittingEmptySubsequences: false)
                .map(Substring.init)
    }
}

extension KeptFields: Hashable {
    static func == (lhs: Self, rhs: Self) -> Bool {
        lhs.joined.utf8.elementsEqual(rhs.joined.utf8) && lhs.names == rhs.names
    }

    func hash(into hasher: inout Hasher) {
        // Compare bytes: canonically equal spellings are different values.
        var joined = joined
        joined.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    }
}
