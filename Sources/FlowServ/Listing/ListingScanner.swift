internal import Bytes

/// Reads the listing of accounts while it arrives, chunk by chunk, cut anywhere.
///
/// The server adds the API token of everybody who is logged in.  Only ids and names are ever taken out of the
/// bytes, so the tokens are gone with each chunk.
struct ListingScanner {
    /// The deepest nesting that is read.
    static let deepest = 512

    private enum Expectation {
        case value, valueOrEnd, key, keyOrEnd, colon, commaOrEnd, nothing
    }

    /// What the value that comes next is to us.
    private enum Role {
        case none, users, id, username
    }

    private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

    private let idLabel: [UInt8]
    private let usernameLabel: [UInt8]
    private let usersLabel: [UInt8]
    private var expectation = Expectation.value
    private var role = Role.none
    /// For each open container: whether it is an object.
    private var open: [Bool] = []
    /// Whether the array that the outermost object has as users is open.
    private var isInUsers = false
    private var string = JSONString()
    private var isInString = false
    private var literal = JSONLiteral()
    private var id: [UInt8] = []
    private var username: [UInt8] = []
    /// Which of them the account at hand has given.
    private var given: (id: Bool, username: Bool) = (false, false)
    private var listing = Listing()
    private var hasUsers = false
    private var isBroken = false
    /// How much of a byte order mark was read; nil once there is none to come.
    private var markLength: Int? = 0

    init(labels: UserLabels) {
        idLabel = Array(labels.userID.utf8)
        usernameLabel = Array(labels.username.utf8)
        usersLabel = Array(labels.users.utf8)
    }

    /// Takes in the next bytes.
    mutating func consume(_ chunk: Span<UInt8>) {
        var index = 0
        while index < chunk.count, !isBroken {
            if isInString {
                takeString(chunk, &index)
            } else if let length = markLength {
                takeMark(chunk[index], at: &index, after: length)
            } else {
                take(chunk[index])
                index += 1
            }
        }
    }

    /// The accounts in the order in which the server lists them, or nil when the bytes were no whole listing.
    consuming func finish() -> Listing? {
        isBroken || expectation != .nothing || !hasUsers ? nil : listing
    }

    private mutating func take(_ byte: UInt8) {
        if literal.isBegun {
            if literal.take(byte) { return }
            guard literal.end() else { return fail() }
        }
        switch byte {
        case 0x20, 0x09, 0x0A, 0x0D: break
        case UInt8(ascii: "\""): beginString()
        case UInt8(ascii: ":") where expectation == .colon: expectation = .value
        case UInt8(ascii: ",") where expectation == .commaOrEnd: expectation = open.last == true ? .key : .value
        case UInt8(ascii: "{"): begin(isObject: true)
        case UInt8(ascii: "["): begin(isObject: false)
        case UInt8(ascii: "}"): end(isObject: true)
        case UInt8(ascii: "]"): end(isObject: false)
        default: takeOther(byte)
        }
    }

    /// A byte order mark may stand before everything else, whole or not at all.
    private mutating func takeMark(_ byte: UInt8, at index: inout Int, after length: Int) {
        if byte == Self.byteOrderMark[length] {
            index += 1
            markLength = length == 2 ? nil : length + 1
        } else {
            isBroken = length > 0
            markLength = nil
        }
    }

    private mutating func takeOther(_ byte: UInt8) {
        guard mayBeginValue, role == .none, !isElement, literal.take(byte) else { return fail() }
        endValue()
    }

    private mutating func fail() {
        isBroken = true
    }
}

// The order of things, and what they are to us.
extension ListingScanner {
    /// Whether what comes next is one of the accounts.
    private var isElement: Bool { isInUsers && open.count == 2 }

    private var mayBeginValue: Bool {
        expectation == .value || expectation == .valueOrEnd
    }

    private mutating func endValue() {
        role = .none
        expectation = open.isEmpty ? .nothing : .commaOrEnd
    }

    private mutating func begin(isObject: Bool) {
        // The document and each account are objects, the accounts an array; ids and names are texts.
        let fits =
            switch role {
            case .users: !isObject
            case .id, .username: false
            case .none: isObject || !(open.isEmpty || isElement)
            }
        guard mayBeginValue, fits, open.count < Self.deepest else { return fail() }
        if role == .users {
            (isInUsers, hasUsers) = (true, true)
        } else if isElement {
            given = (false, false)
        }
        role = .none
        open.append(isObject)
        expectation = isObject ? .keyOrEnd : .valueOrEnd
    }

    private mutating func end(isObject: Bool) {
        let mayEnd = expectation == .commaOrEnd || expectation == (isObject ? .keyOrEnd : .valueOrEnd)
        guard mayEnd, open.last == isObject else { return fail() }
        open.removeLast()
        if isElement {
            guard given == (true, true) else { return fail() }
            let (id, username) = (id, username)
            listing.append(id: id.span, name: username.span)
        } else if open.count == 1 {
            isInUsers = false
        }
        endValue()
    }

    private mutating func beginString() {
        isInString = true
        let isKey = expectation == .key || expectation == .keyOrEnd
        guard isKey || mayBeginValue && role != .users && !isElement && !open.isEmpty else { return fail() }
        let isNamed = isKey && (open.count == 1 || isInUsers && open.count == 3)
        string.begin(isWanted: isNamed || role != .none)
    }

    private mutating func takeString(_ chunk: Span<UInt8>, _ index: inout Int) {
        switch string.consume(chunk, from: index) {
        case .cut: index = chunk.count
        case .broken: fail()
        case .ended(let end):
            index = end
            isInString = false
            if expectation == .key || expectation == .keyOrEnd {
                role = roleOfKey(chunk)
                expectation = .colon
            } else {
                keep(chunk)
                endValue()
            }
        }
    }

    private mutating func keep(_ chunk: Span<UInt8>) {
        switch role {
        case .id:
            id.removeAll(keepingCapacity: true)
            string.append(to: &id, chunk)
            given.id = true
        case .username:
            username.removeAll(keepingCapacity: true)
            string.append(to: &username, chunk)
            given.username = true
        case .none, .users: break
        }
    }

    /// Of a key that is repeated, the first value counts.
    private func roleOfKey(_ chunk: Span<UInt8>) -> Role {
        if open.count == 1 { return !hasUsers && string.isEqual(to: usersLabel, chunk) ? .users : .none }
        guard isInUsers, open.count == 3 else { return .none }
        if !given.id, string.isEqual(to: idLabel, chunk) { return .id }
        return !given.username && string.isEqual(to: usernameLabel, chunk) ? .username : .none
    }
}
