internal import Bytes

/// Detects lost leading zeros in usernames or passwords that are numbers; spreadsheets drop them.
struct NumberWidths {
    /// Whether the values are passwords, which must not be shown.
    private let areSecret: Bool
    private static let widest = 20
    /// The maximum number of stored names of each width, for reports.
    private static let mostPlaces = 1_000

    private var counts = [Int](repeating: 0, count: widest + 1)
    /// The number of values of each width that begin with a zero.
    private var zeros = [Int](repeating: 0, count: widest + 1)
    /// The first names of each width.
    private var places: [[(name: String, position: TextPosition)]] = []

    /// Creates a detector for usernames or passwords.
    init(areSecret: Bool = false) {
        self.areSecret = areSecret
    }

    /// Adds a username or a password.
    mutating func note(_ name: Span<UInt8>, at position: TextPosition) {
        guard Self.isNumber(name) else { return }
        if places.isEmpty { places = Array(repeating: [], count: Self.widest + 1) }
        counts[name.count] += 1
        if name[0] == 0x30 { zeros[name.count] += 1 }
        if places[name.count].count < Self.mostPlaces {
            places[name.count].append((areSecret ? "" : name.text, position))
        }
    }

    /// The width of the numbers, if some begin with zeros, most have this width and others are shorter: those have
    /// lost their zeros.
    var width: Int? {
        let widths = zeros.indices.filter { zeros[$0] > 0 }
        guard widths.count == 1, let width = widths.first, width > 3 else { return nil }
        let shorter = counts[..<width].reduce(0, +)
        return shorter > 0 && counts[width] * 2 >= counts.reduce(0, +) ? width : nil
    }

    /// Returns the number of digits in a number; 0 for any other text.
    static func digits(_ text: Span<UInt8>) -> Int { isNumber(text) ? text.count : 0 }

    /// Returns whether a username is a number shorter than a width.
    static func isShort(_ name: Span<UInt8>, _ width: Int) -> Bool { name.count < width && isNumber(name) }

    /// Returns the problems of a file whose numbers have a width.
    func problems(_ width: Int, of file: String) -> (listed: [RosterProblem], unlisted: Int) {
        let detail: RosterProblem.Detail =
            areSecret ? .password(.lostZeros(width: width)) : .username(.lostZeros(width: width))
        let listed = places[..<width].joined().map { place in
            RosterProblem(
                file: file, position: place.position, detail: detail, username: areSecret ? nil : place.name)
        }
        return (listed, counts[..<width].reduce(0, +) - listed.count)
    }

    /// The note about a few shorter numbers without proof that zeros were lost.
    var note: RosterFile.Note? {
        if places.isEmpty || zeros.contains(where: { $0 > 0 }) { return nil }
        let total = counts.reduce(0, +)
        guard let width = counts.indices.max(by: { counts[$0] < counts[$1] }), width > 4, total >= 20 else {
            return nil
        }
        let shorter = counts[..<width].reduce(0, +)
        guard shorter > 0, counts[width] * 5 >= total * 4 else { return nil }
        return .shorterNumbers(shorter, of: total, width: width)
    }

    private static func isNumber(_ name: Span<UInt8>) -> Bool {
        guard !name.isEmpty, (0x30...0x39).contains(name[0]), name.count <= widest else { return false }
        for index in name.indices where !(0x30...0x39).contains(name[index]) { return false }
        return true
    }
}
