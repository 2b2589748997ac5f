/// The filter of `--where FIELD=VALUE`.
///
/// Conditions on different fields must all be met; of several on one field, one is enough.  Values are compared byte
/// by byte without surrounding white space.  A missing field counts as empty.
public struct RowFilter: Hashable, Sendable, Codable {
    /// The accepted values, by field.
    public private(set) var conditions: [String: [String]] = [:]

    /// Creates a filter that every row passes.
    public init() {}

    /// The result of filtering a roster's rows.
    public struct Choice: Sendable {
        /// The rows that pass.
        public let entries: RosterEntries
        /// The requested fields that no row has, sorted.
        public let unknownFields: [String]
        /// The fields of the rows, in order.
        public let fields: [String]
        /// The conditions that no row meets, sorted.
        public let unmet: [Condition]
        /// Whether a row passes that marks its user as not wanted.
        public let hasUnwanted: Bool
    }

    /// A required value of a field.
    public struct Condition: Hashable, Sendable {
        /// The field's name.
        public let field: String
        /// The field's value.
        public let value: String
    }

    /// Whether the filter has no conditions.
    public var isEmpty: Bool { conditions.isEmpty }

    /// Adds another accepted value of a field.
    public mutating func add(field: String, value: String) {
        conditions[stripped(field), default: []].append(stripped(value))
    }

    /// Returns the rows that pass.
    public func choice(of entries: RosterEntries) -> Choice {
        if isEmpty { return Choice(entries: entries, unknownFields: [], fields: [], unmet: [], hasUnwanted: false) }
        var columns = FilterColumns(conditions)
        let chosen = entries.choosing { columns.pass($0.fields($1)) }
        var hasUnwanted = false
        entries.forEachUnwanted { if columns.pass($0.fields($1)) { hasUnwanted = true } }
        // Without rows, a wrong field name cannot be detected.
        let isBlind = columns.names.isEmpty
        return Choice(
            entries: chosen, unknownFields: isBlind ? [] : columns.unknown, fields: columns.names,
            unmet: isBlind ? [] : columns.unmet, hasUnwanted: hasUnwanted)
    }

    /// Returns the values of a field in the rows, sorted; one more than the limit if there are more.
    public static func values(of field: String, in entries: RosterEntries, limit: Int) -> [String] {
        var columns = FilterColumns([stripped(field): []])
        var values: Set<String> = []
        func note(_ rows: NamedRows, _ row: Int) {
            if values.count <= limit { values.insert(columns.value(rows.fields(row))) }
        }
        _ = entries.choosing { rows, row in
            note(rows, row)
            return false
        }
        entries.forEachUnwanted(note)
        return values.sorted()
    }
}

/// Finds the columns of a filter; most rows have the same columns as the row before.
private struct FilterColumns {
    private let conditions: [(field: String, values: [String])]
    private var current: [String] = []
    private var indices: [Int?]
    private var found: Set<String> = []
    /// For each condition and each of its values, whether a row has the value.
    private var isMet: [[Bool]]
    private var seen: Set<String> = []
    /// All columns seen so far, in order.
    private(set) var names: [String] = []

    init(_ conditions: [String: [String]]) {
        self.conditions = conditions.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
        indices = self.conditions.map { _ in nil }
        isMet = self.conditions.map { $0.values.map { _ in false } }
    }

    var unmet: [RowFilter.Condition] {
        zip(conditions, isMet).flatMap { condition, isMet in
            zip(condition.values, isMet).filter { !$0.1 }.map {
                RowFilter.Condition(field: condition.field, value: $0.0)
            }
        }
    }

    var unknown: [String] { conditions.map(\.field).filter { !found.contains($0) } }

    mutating func pass(_ fields: KeptFields) -> Bool {
        if fields.names != current || current.isEmpty { resolve(fields.names) }
        var passes = true
        for place in conditions.indices {
            let value = stripped(indices[place].flatMap { fields.value(at: $0) } ?? "")
            var isWanted = false
            for (number, wanted) in conditions[place].values.enumerated() where wanted.utf8.elementsEqual(value.utf8)
            {
                isWanted = true
                isMet[place][number] = true
            }
            passes = passes && isWanted
        }
        return passes
    }

    /// Returns a row's value of the first field.
    mutating func value(_ fields: KeptFields) -> String {
        if fields.names != current || current.isEmpty { resolve(fields.names) }
        return stripped(indices[0].flatMap { fields.value(at: $0) } ?? "")
    }

    private mutating func resolve(_ columns: [String]) {
        current = columns
        for name in columns where seen.insert(name).inserted { names.append(name) }
        indices = conditions.map { index(of: $0.field, in: columns) }
        for (condition, index) in zip(conditions, indices) where index != nil { found.insert(condition.field) }
    }

    /// Returns the column with exactly this name, otherwise the only one whose name is equal without case and
    /// punctuation.
    private func index(of field: String, in columns: [String]) -> Int? {
        if let index = columns.firstIndex(where: { stripped($0).utf8.elementsEqual(field.utf8) }) { return index }
        let key = normalizedHeader(field)
        let similar = columns.indices.filter { !key.isEmpty && normalizedHeader(columns[$0]) == key }
        return similar.count == 1 ? similar[0] : nil
    }
}
