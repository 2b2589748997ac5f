/// The pattern of the values in a CSV file's last column, used to detect that the file ends within a value.
///
/// It sees every row, so it does the minimum of work and allocates nothing.
struct CSVLastColumn {
    /// The minimum number of equal-looking values against which one stands out.
    private static let fewest = 2
    private static let mostDomains = 8
    /// The minimum length of a shape; the length of shorter values may differ by chance.
    private static let shortestShape = 8

    private let index: Int
    private let name: String
    /// Whether this is the state column.
    private let isState: Bool
    /// Whether the column affects the state at all.
    private let tellsState: Bool
    /// The distinct values of a column that affects the state; if there are too many, it is treated as another kind
    /// of column.
    private var words: [[UInt8]] = []
    private static let mostWords = 64
    /// Whether the column is a field or affects the state, so that a missing value changes the account.
    private let isRead: Bool
    /// Whether the column may hold passwords, in which case no value is kept.
    private let isSecret: Bool
    /// Whether evidence may contain the last value: if there are passwords, the value may be one of them.
    private let showsValue: Bool
    /// The number of rows with a value.
    private var count = 0
    /// Whether a row has an empty value.
    private var hasEmpty = false
    private var areAddresses = true
    private var domains: [[UInt8]] = []
    private var haveOneShape = true
    /// The first value, with which the others are compared.
    private var first: [UInt8] = []

    init(_ header: CSVHeader) {
        index = header.namedCount - 1
        name = index >= 0 ? header.names[index] : ""
        let index = index
        isState = header.columns.fields.state == index
        tellsState = isState || header.columns.fields.furtherStates.contains { $0.index == index }
        isRead = tellsState || RosterField.allCases.contains { header.columns.fields[$0] == index }
        isSecret = header.columns.fields.password == index || mayHoldPassword(name)
        showsValue = header.columns.fields.password == nil && !header.names.contains(where: mayHoldPassword)
    }

    /// Adds a row whose line has an end.
    mutating func note(_ record: CSVRecord) {
        guard index >= 0, index < record.values.count, !record.values[index].range.isEmpty else {
            hasEmpty = true
            return
        }
        count += 1
        guard areAddresses || haveOneShape || tellsState, !isSecret, let value = value(record) else { return }
        if tellsState, words.count <= Self.mostWords, !isWord(value) { words.append(Array(value)) }
        if count == 1 { first = Array(value) }
        if areAddresses { noteAddress(value) }
        if haveOneShape { haveOneShape = Self.isShape(value, of: first) && value.count == first.count }
    }

    /// Returns the evidence that the last row, whose line has no end, is incomplete.
    ///
    /// Fields of columns without a name may be missing.
    func evidence(_ record: CSVRecord) -> CutOff.Evidence? {
        if record.fieldCount <= index { return .fewerFields(record.fieldCount, of: index + 1) }
        guard let value = value(record) else { return nil }
        if value.isEmpty { return isRead && count > 0 && !hasEmpty ? .noValue(column: name) : nil }
        if isSecret { return nil }
        let whole = String(decoding: value, as: UTF8.self)
        let text = showsValue ? whole : ""
        if isState && isBeginningOfState(whole) || isBeginningOfWord(value) { return .noState(text, column: name) }
        if count > 0, areAddresses, value.contains(UInt8(ascii: "@")), !isWholeAddress(value) {
            return .noAddress(text, column: name)
        }
        guard count >= Self.fewest else { return nil }
        if areAddresses { return isWholeAddress(value) ? nil : .noAddress(text, column: name) }
        return isBeginning(value) ? .shorter(text, column: name) : nil
    }

    private func value(_ record: CSVRecord) -> ArraySlice<UInt8>? {
        guard index >= 0, record.fieldCount > index, index < record.values.count else { return nil }
        return record.bytes[record.values[index].range]
    }

    private mutating func noteAddress(_ value: ArraySlice<UInt8>) {
        guard let domain = Self.domain(value) else {
            areAddresses = false
            return
        }
        if domains.count <= Self.mostDomains, !domains.contains(where: { $0.elementsEqual(domain) }) {
            domains.append(Array(domain))
        }
    }

    /// Returns whether an address with a domain that no other value has is complete: it is not if the domain is a
    /// prefix of a known one.
    private func isWholeAddress(_ value: ArraySlice<UInt8>) -> Bool {
        guard let domain = Self.domain(value) else { return false }
        if domains.contains(where: { $0.elementsEqual(domain) }) { return true }
        return domains.count > Self.mostDomains || !domains.contains { $0.starts(with: domain) }
    }

    private func isBeginning(_ value: ArraySlice<UInt8>) -> Bool {
        let isTelling = first.contains { (0x30...0x39).contains($0) } && first.count >= Self.shortestShape
        return haveOneShape && count > Self.fewest && isTelling && value.count < first.count
            && Self.isShape(value, of: first)
    }

    private func isBeginningOfState(_ text: String) -> Bool {
        let key = StateWords.key(text)
        return !key.isEmpty && !StateWords.all.contains(key) && StateWords.all.contains { $0.hasPrefix(key) }
    }

    private func isWord(_ value: ArraySlice<UInt8>) -> Bool { words.contains { $0.elementsEqual(value) } }

    /// Returns whether a longer value of another row begins with this one, and no row has this one: "660" where
    /// others have "66050".
    private func isBeginningOfWord(_ value: ArraySlice<UInt8>) -> Bool {
        guard tellsState, words.count <= Self.mostWords, !isWord(value) else { return false }
        return words.contains { $0.count > value.count && $0.starts(with: value) }
    }

    /// Returns the domain of an address with one @ and a dot in its domain; nil for any other value.
    private static func domain(_ value: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        guard let sign = value.firstIndex(of: UInt8(ascii: "@")), sign > value.startIndex else { return nil }
        let domain = value[(sign + 1)...]
        guard let stop = domain.firstIndex(of: UInt8(ascii: ".")), stop > domain.startIndex,
            stop + 1 < domain.endIndex
        else { return nil }
        return domain.contains(UInt8(ascii: "@")) ? nil : domain
    }

    /// Returns whether two values have digits, letters and all other characters at the same positions.
    private static func isShape(_ value: ArraySlice<UInt8>, of other: [UInt8]) -> Bool {
        value.count <= other.count && zip(value, other).allSatisfy { kind($0) == kind($1) }
    }

    private static func kind(_ byte: UInt8) -> UInt8 {
        switch byte {
        case 0x30...0x39: 0x30
        case 0x41...0x5A, 0x61...0x7A: 0x61
        default: byte
        }
    }
}
