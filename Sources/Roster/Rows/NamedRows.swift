internal import Accounts
internal import Bytes

/// The rows of a roster that have a name, valid or not, each stored as bytes in an arena and a few numbers.
///
/// A row's bytes are its name, followed by the data that its flags indicate: the password after its length, the day,
/// the id, and the kept fields after the number of their shape and their length.
struct NamedRows: Sendable {
    /// The numbers of a row, 28 bytes.
    struct Row: Sendable {
        let place: ByteArena.Place
        let line: Int32
        let column: Int32
        /// The length of the name in the high bits and the flags in the low bits.
        private var lengthAndFlags: UInt32
        /// The hashes of its contents, see ``RowSubstance``.
        let fields: UInt32
        let others: UInt32

        init(
            place: ByteArena.Place, nameLength: Int, line: Int, column: Int, flags: RowFlags,
            _ substance: RowSubstance
        ) {
            precondition(nameLength < 1 << 24, "a name has more than 16 MiB")
            self.place = place
            self.line = Int32(clamping: line)
            self.column = Int32(clamping: column)
            lengthAndFlags = UInt32(nameLength) << 8 | UInt32(flags.rawValue)
            (fields, others) = (substance.fields, substance.others)
        }

        var nameLength: Int { Int(lengthAndFlags >> 8) }

        var flags: RowFlags {
            get { RowFlags(rawValue: UInt8(truncatingIfNeeded: lengthAndFlags)) }
            set { lengthAndFlags = lengthAndFlags & ~0xFF | UInt32(newValue.rawValue) }
        }
    }

    /// The data after the name.
    struct Details {
        var flags: RowFlags = []
        var password: Range<Int>?
        var day: Day?
        var id: String?
        var kept: (shape: Int, bytes: [UInt8])?
        /// The number of digits in a numeric password; 0 for any other.
        var passwordDigits = 0
        /// The contents of the row, for comparison with the other rows of its name.
        var substance = RowSubstance()
    }

    private(set) var rows: [Row] = []
    private(set) var arena = ByteArena()
    private var index = ByteIndex()
    let hash: ByteHash
    /// The files, each with the number of its first row.
    private var files: [(start: Int, name: String)] = []
    /// The name of the last file, which is checked first for every row.
    private var lastFile = ""
    /// The lists of names of kept fields; the rows of a file share one or a few lists.
    private(set) var shapes: [[String]] = []
    /// For a row whose name an earlier row has: the first row of that name.
    private(set) var firstRows: [Int: Int] = [:]
    /// For the first row of a name whose rows all agree: the other rows.
    private(set) var united: [Int: [Int]] = [:]
    /// The columns by which rows were compared, each with the first row that it applies to.
    private var substanceShapes: [(start: Int, shape: Int)] = []
    /// The shape of the last row, which is checked first for every row.
    private var lastSubstanceShape = -1
    /// The hashes of the last rows' names, not yet in the index.
    private var pending: [UInt64] = []
    /// Unused value that prevents the compiler from removing the prefetching in `settle`.
    private var touched: UInt64 = 0

    private static let batch = 64

    /// Creates an empty list.
    ///
    /// - Parameter hash: The hash of names; tests use one in which names collide.
    init(hash: ByteHash = ByteHash()) {
        self.hash = hash
    }

    var count: Int { rows.count }

    /// Returns whether a row marks its user as not wanted.
    func isUnwanted(_ row: Int) -> Bool { rows[row].flags.intersection([.isEntry, .isUnwanted]) == .isUnwanted }

    /// The memory of the rows in bytes, without the index.
    var byteCount: Int { arena.byteCount + rows.count * MemoryLayout<Row>.stride }

    /// Reserves space for this many rows, so that they are not moved as more are added.
    mutating func reserve(_ count: Int) {
        rows.reserveCapacity(count)
        index.reserve(count)
    }

    /// Adds a row.
    ///
    /// - Parameters:
    ///   - name: The name.
    ///   - bytes: The bytes that `details.password` is a range of.
    mutating func append(
        _ name: Span<UInt8>, at position: TextPosition, of file: String, _ details: Details = Details(),
        in bytes: Span<UInt8>
    ) {
        if lastFile != file || files.isEmpty {
            files.append((rows.count, file))
            lastFile = file
        }
        var flags = details.flags
        if details.password != nil { flags.insert(.keepsPassword) }
        let place = arena.open(name.count + size(details))
        arena.append(name)
        append(details, in: bytes)
        if lastSubstanceShape != details.substance.shape {
            lastSubstanceShape = details.substance.shape
            substanceShapes.append((rows.count, lastSubstanceShape))
        }
        rows.append(
            Row(
                place: place, nameLength: name.count, line: position.line, column: position.column, flags: flags,
                details.substance))
        pending.append(hash.exact(name))
        if pending.count == Self.batch { settle() }
    }

    /// Marks rows as invalid whose names match a test; their names still count.
    ///
    /// - Parameter first: The first row to check.
    mutating func reject(from first: Int, where isInvalid: (Span<UInt8>) -> Bool) {
        for number in first..<rows.count
        where arena.read(0..<rows[number].nameLength, at: rows[number].place, with: isInvalid) {
            rows[number].flags.subtract([.isEntry, .isUnwanted])
        }
    }

    /// Marks rows as invalid; their names still count.
    mutating func reject(_ numbers: some Sequence<Int>) {
        for number in numbers { rows[number].flags.subtract([.isEntry, .isUnwanted]) }
    }

    /// Returns the number of a list of field names; most rows with equal lists share one.
    mutating func shape(_ names: [String]) -> Int {
        if let known = shapes.suffix(16).lastIndex(of: names) { return known }
        shapes.append(names)
        return shapes.count - 1
    }

    /// Returns the first row of a name.
    func row(named name: Span<UInt8>) -> Int? { row(named: name, hash.exact(name)) }

    /// Returns the first row of a name with this hash.
    func row(named name: Span<UInt8>, _ hash: UInt64) -> Int? {
        index.find(hash) { isNamed($0, name) }
    }

    /// Reads the slot where the search for a hash begins, to prefetch it.
    func touchSlot(_ hash: UInt64) -> UInt64 { index.touch(hash) }

    /// Returns the row that most likely has the name with this hash.
    func candidate(_ hash: UInt64) -> Int? { index.find(hash) { _ in true } }

    /// Reads a row, to prefetch it.
    func touchRow(_ row: Int) -> UInt64 { UInt64(rows[row].nameLength) }

    /// Reads the first byte of a row's name, to prefetch it.
    func touchName(_ row: Int) -> UInt64 {
        arena.read(0..<rows[row].nameLength, at: rows[row].place) { $0.isEmpty ? 0 : UInt64($0[0]) }
    }

    /// Adds the names of the latest rows to the index.  Must be called before names are searched.
    ///
    /// A name's slot is rarely in a cache.  Reading the slots of many names first lets the processor wait for all of
    /// them at once.
    mutating func settle() {
        let start = rows.count - pending.count
        touched &+= pending.reduce(0) { $0 &+ index.touch($1) }
        for (offset, hash) in pending.enumerated() { enter(start + offset, hash) }
        pending.removeAll(keepingCapacity: true)
    }

    private mutating func enter(_ number: Int, _ hash: UInt64) {
        let row = rows[number]
        let first = arena.read(0..<row.nameLength, at: row.place) { name in
            index.find(hash) { isNamed($0, name) }
        }
        guard let first else {
            index.add(number, hash)
            return
        }
        firstRows[number] = first
        rows[number].flags.insert(.isRepeated)
        rows[first].flags.insert(.isRepeated)
    }

    func isNamed(_ number: Int, _ name: Span<UInt8>) -> Bool {
        let row = rows[number]
        return row.nameLength == name.count && arena.holds(name, at: row.place, within: 0..<name.count)
    }

    func file(of number: Int) -> String {
        if let last = files.last, last.start <= number { return last.name }
        return files[Self.stretch(of: number, among: files.count) { files[$0].start }].name
    }

    /// Returns the contents of a row.
    func substance(_ number: Int) -> RowSubstance {
        let stretch = Self.stretch(of: number, among: substanceShapes.count) { substanceShapes[$0].start }
        return RowSubstance(
            fields: rows[number].fields, others: rows[number].others, shape: substanceShapes[stretch].shape)
    }

    /// Combines the rows of a name into one entry, the first of them.
    mutating func unite(_ first: Int, with others: [Int]) {
        rows[first].flags.remove(.isRepeated)
        united[first] = others
    }

    /// Returns the last of several ranges that begins at or before a row.
    private static func stretch(of number: Int, among count: Int, start: (Int) -> Int) -> Int {
        var (low, high) = (0, count)
        while high - low > 1 {
            let middle = (low + high) / 2
            if start(middle) <= number { low = middle } else { high = middle }
        }
        return low
    }
}

extension NamedRows {
    private func size(_ details: Details) -> Int {
        (details.password.map { 4 + $0.count } ?? 0) + (details.day == nil ? 0 : 4)
            + (details.id.map { 4 + $0.utf8.count } ?? 0) + (details.kept.map { 8 + $0.bytes.count } ?? 0)
    }

    private mutating func append(_ details: Details, in bytes: Span<UInt8>) {
        if details.flags.rawValue < RowFlags.hasPassword.rawValue { return }
        if let password = details.password {
            arena.append(UInt32(password.count))
            arena.append(bytes.extracting(password))
        }
        if let day = details.day { arena.append(UInt32(day.year * 10_000 + day.month * 100 + day.day)) }
        if let id = details.id {
            arena.append(UInt32(id.utf8.count))
            arena.append(Array(id.utf8).span)
        }
        if let kept = details.kept {
            arena.append(UInt32(kept.shape))
            arena.append(UInt32(kept.bytes.count))
            arena.append(kept.bytes.span)
        }
    }
}
