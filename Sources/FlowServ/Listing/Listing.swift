package import Accounts
internal import Bytes

/// The accounts of a listing, in the server's order.
///
/// An account takes the bytes of its name plus about thirty bytes, so that a million fit into memory.  ``User``
/// values are created only on access.
public struct Listing: Sendable {
    /// The location and lengths of one account; the bytes of its id are followed by those of its name.
    private struct Account: Sendable {
        let place: ByteArena.Place
        let nameLength: UInt32
        let idLength: UInt32
    }

    /// The length that marks a packed id: 32 lower-case hexadecimal digits stored as 16 bytes.
    private static let packed: UInt32 = .max

    private var accounts: [Account] = []
    private var arena = ByteArena()

    /// Creates an empty listing.
    public init() {}

    /// Creates a listing of these accounts.
    public init(_ users: some Sequence<User>) {
        if let listing = users as? Listing {
            self = listing
            return
        }
        for user in users {
            append(id: Array(user.id.rawValue.utf8).span, name: Array(user.username.text.utf8).span)
        }
    }

    /// Adds an account.
    mutating func append(id: Span<UInt8>, name: Span<UInt8>) {
        var bytes: [16 of UInt8] = .init(repeating: 0)
        let isPacked = HexadecimalID.pack(id, into: &bytes)
        let place = arena.open((isPacked ? 16 : id.count) + name.count)
        if isPacked { arena.append(bytes.span) } else { arena.append(id) }
        arena.append(name)
        accounts.append(
            Account(
                place: place, nameLength: UInt32(name.count), idLength: isPacked ? Self.packed : UInt32(id.count)))
    }

    /// The memory that the accounts take, in bytes.
    package var byteCount: Int { arena.byteCount + accounts.count * MemoryLayout<Account>.stride }

    /// Calls a function with the bytes of the name at a position.
    package func withName(at position: Int, _ body: (Span<UInt8>) -> Void) {
        readName(at: position, body)
    }

    /// Calls a function with the bytes of the id at a position, in the server's spelling.
    package func withID(at position: Int, _ body: (Span<UInt8>) -> Void) {
        readID(at: position, body)
    }

    func readName<Value>(at position: Int, _ body: (Span<UInt8>) throws -> Value) rethrows -> Value {
        let account = accounts[position]
        let start = account.idLength == Self.packed ? 16 : Int(account.idLength)
        return try arena.read(start..<start + Int(account.nameLength), at: account.place, with: body)
    }

    func readID<Value>(at position: Int, _ body: (Span<UInt8>) throws -> Value) rethrows -> Value {
        let account = accounts[position]
        guard account.idLength == Self.packed else {
            return try arena.read(0..<Int(account.idLength), at: account.place, with: body)
        }
        return try arena.read(0..<16, at: account.place) { try body(HexadecimalID.digits($0).span) }
    }

    /// Sorts the accounts by the bytes of their names, and by their ids if the names are equal.
    ///
    /// - Returns: The positions in that order, and the positions of accounts that have the same name as the one
    ///   before.
    package func order() -> (places: [UInt32], repeated: [UInt32]) {
        var sorting = NameOrder(self)
        let places = sorting.order()
        return (places, sorting.repeated)
    }

    /// Returns whether the accounts at two positions have the same name.
    func isSameName(_ left: Int, _ right: Int) -> Bool {
        readName(at: left) { name in readName(at: right) { $0.hasSameBytes(as: name) } }
    }

    /// Returns whether the name at a position has these bytes.
    package func hasName(_ name: Span<UInt8>, at position: Int) -> Bool {
        readName(at: position) { $0.hasSameBytes(as: name) }
    }

    /// Returns whether the id at a position is 32 lower-case hexadecimal digits that spell these 16 bytes.
    package func hasID(packed bytes: Span<UInt8>, at position: Int) -> Bool {
        let account = accounts[position]
        guard account.idLength == Self.packed else { return false }
        return arena.read(0..<16, at: account.place) { $0.hasSameBytes(as: bytes) }
    }

    /// Returns the name at a position.
    package func name(at position: Int) -> AccountName { readName(at: position) { AccountName($0) } }

    /// Returns the id at a position.
    package func id(at position: Int) -> UserID { UserID(rawValue: readID(at: position) { $0.text }) }
}

extension Listing: RandomAccessCollection, ExpressibleByArrayLiteral {
    /// Creates a listing of these accounts.
    public init(arrayLiteral elements: User...) {
        self.init(elements)
    }

    /// The position of the first account.
    public var startIndex: Int { 0 }
    /// The position after the last account.
    public var endIndex: Int { accounts.count }
    /// The account at a position, created on each access.
    public subscript(position: Int) -> User { User(id: id(at: position), username: name(at: position)) }
}
