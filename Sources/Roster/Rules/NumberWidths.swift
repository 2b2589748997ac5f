internal import ByteStore

/// Watches usernames that are numbers for zeros at the beginning that some of them have lost: a spreadsheet drops them.
struct NumberWidths {
    private static let widest = 20
    private static let shownNames = 5

    private var counts = [Int](repeating: 0, count: widest + 1)
    /// How many of them begin with a zero.
    private var zeros = [Int](repeating: 0, count: widest + 1)
    /// The first names of each width.
    private var first: [Int: [(name: String, line: Int)]] = [:]
    private var isEmpty = true

    mutating func note(_ name: Span<UInt8>, line: Int) {
        guard !name.isEmpty, (0x30...0x39).contains(name[0]), name.count <= Self.widest else { return }
        for index in name.indices where !(0x30...0x39).contains(name[index]) { return }
        isEmpty = false
        counts[name.count] += 1
        if name[0] == 0x30 { zeros[name.count] += 1 }
        if first[name.count, default: []].count < Self.shownNames {
            first[name.count, default: []].append((name.text, line))
        }
    }

    /// What is wrong, and on which line: numbers of one width begin with zeros, and a few are shorter.
    var complaint: (line: Int, message: String)? {
        if isEmpty { return nil }
        let widths = zeros.indices.filter { zeros[$0] > 0 }
        guard widths.count == 1, let width = widths.first, width > 3 else { return nil }
        let total = counts.reduce(0, +)
        let shorter = counts[..<width].reduce(0, +)
        guard shorter > 0, counts[width] * 2 >= total else { return nil }
        let places = (1..<width).flatMap { first[$0, default: []] }.sorted { $0.line < $1.line }
        let shown = places.prefix(Self.shownNames).map { "\($0.name) in line \($0.line)" }.joined(separator: ", ")
        let message =
            "\(shorter) of the usernames are shorter than the \(width) digits of the others, some of which begin with zeros: "
            + "\(shown)\(shorter > places.prefix(Self.shownNames).count ? ", …" : "").  A spreadsheet may have dropped their zeros.  "
            + "Make the column a text there and export it again; if these names are right, put their rows into a file of their own."
        return (places.first?.line ?? 1, message)
    }

    /// A word about numbers of which a few are shorter, where nothing proves that zeros were lost.
    var doubt: String? {
        if isEmpty || zeros.contains(where: { $0 > 0 }) { return nil }
        let total = counts.reduce(0, +)
        guard let width = counts.indices.max(by: { counts[$0] < counts[$1] }), width > 4, total >= 20 else {
            return nil
        }
        let shorter = counts[..<width].reduce(0, +)
        guard shorter > 0, counts[width] * 5 >= total * 4 else { return nil }
        return "\(shorter) of \(total) usernames are numbers of less than \(width) digits, which may have lost zeros"
    }
}
