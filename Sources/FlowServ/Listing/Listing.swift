package import Accounts
internal import Bytes

/// The accounts of a listing, in the order in which the server lists them.
///
/// A million of them are their names' bytes and some thirty bytes each: an account is a value only as long as somebody
/// holds it.
public struct Listing: Sendable {
    /// An account's numbers; its bytes are those of the id, and then those of the name.
    private struct Account: Sendable {
        let place: ByteArena.Place
        let nameLength: UInt32
        let idLength: UInt32
    }

    /// An id of 32 lower-case hexadecimal digits is kept as 16 bytes, and this is its length then.
    private static let packed: UInt32 = .max

    private var accounts: [Account] = []
    private var arena = ByteArena()

    /// A listing of nobody.
    public init() {}

    /// A listing of these accounts.
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

    /// The bytes that the accounts take.
    package var byteCount: Int { arena.byteCount + accounts.count * MemoryLayout<Account>.stride }

    /// Looks at the bytes of the name at a place.
    package func withName(at position: Int, _ body: (Span<UInt8>) -> Void) {
        readName(at: position, body)
    }

    /// Looks at the bytes of the id at a place, as the server spells it.
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

    /// The places of the accounts in the order of their names' bytes, and of their ids where these are the same.
    ///
    /// - Returns: With them, the places of accounts whose name the one before has as well.
    package func order() -> (places: [UInt32], repeated: [UInt32]) {
        var sorting = NameOrder(self)
        let places = sorting.order()
        return (places, sorting.repeated)
    }

    /// Whether the accounts at two places have the same name.
    func isSameName(_ left: Int, _ right: Int) -> Bool {
        readName(at: left) { name in readName(at: right) { $0.hasSameBytes(as: name) } }
    }

    /// Whether an account's name has these bytes.
    package func hasName(_ name: Span<UInt8>, at position: Int) -> Bool {
        readName(at: position) { $0.hasSameBytes(as: name) }
    }

    /// Whether the id at a place is 32 lower-case hexadecimal digits that these 16 bytes stand for.
    package func hasID(packed bytes: Span<UInt8>, at position: Int) -> Bool {
        let account = accounts[position]
        guard account.idLength == Self.packed else { return false }
        return arena.read(0..<16, at: account.place) { $0.hasSameBytes(as: bytes) }
    }

    /// The name at a place.
    package func name(at position: Int) -> AccountName { readName(at: position) { AccountName($0) } }

    /// The id at a place.
    package func id(at position: Int) -> UserID { UserID(rawValue: readID(at: position) { $0.text }) }
}

extension Listing: RandomAccessCollection, ExpressibleByArrayLiteral {
    /// A listing of these accounts.
    public init(arrayLiteral elements: User...) {
        self.init(elements)
    }

    /// The first account's place.
    public var startIndex: Int { 0 }
    /// The place behind the last account.
    public var endIndex: Int { accounts.count }
    /// The account at a place, made anew each time.
    public subscript(position: Int) -> User { User(id: id(at: position), username: name(at: position)) }
}
