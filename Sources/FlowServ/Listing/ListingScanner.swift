internal import Bytes

/// Reads the listing of accounts while it arrives, chunk by chunk, cut anywhere.
///
/// The server adds the API token of everybody who is logged in.  Only ids and names are ever taken out of the
/// bytes, so the tokens are gone with each chunk.
struct ListingScanner {
    /// The deepest nesting that is read.
    static let deepest = 512

    /// What the value that comes next is to us.
    private enum Role {
        case none, users, id, username
    }

    private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

    private let idLabel: [UInt8]
    private let usernameLabel: [UInt8]
    private let usersLabel: [UInt8]
    private var scanner = JSONScanner(deepest: Self.deepest)
    private var role = Role.none
    /// Whether the array that the outermost object has as users is open.
    private var isInUsers = false
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
        while let length = markLength, index < chunk.count { takeMark(chunk[index], at: &index, after: length) }
        while !isBroken {
            let isNamed = scanner.depth == 1 || isInUsers && scanner.depth == 3
            switch scanner.next(in: chunk, at: &index, keys: isNamed, strings: role != .none) {
            case .cut: return
            case .broken: isBroken = true
            case .key: role = roleOfKey(chunk)
            case .string: takeString(chunk)
            case .literal: isBroken = role != .none || isInUsers && scanner.depth == 2
            case .beginObject: begin(isObject: true)
            case .beginArray: begin(isObject: false)
            case .endObject, .endArray: end()
            }
        }
    }

    /// The accounts in the order in which the server lists them, or nil when the bytes were no whole listing.
    consuming func finish() -> Listing? {
        isBroken || !scanner.finish() || !hasUsers ? nil : listing
    }

    /// A byte order mark may come before everything else, whole or not at all.
    private mutating func takeMark(_ byte: UInt8, at index: inout Int, after length: Int) {
        if byte == Self.byteOrderMark[length] {
            index += 1
            markLength = length == 2 ? nil : length + 1
        } else {
            isBroken = length > 0
            markLength = nil
        }
    }

    /// The document and each account are objects, the accounts an array; ids and names are texts.
    private mutating func begin(isObject: Bool) {
        let isElement = isInUsers && scanner.depth == 3
        let fits =
            switch role {
            case .users: !isObject
            case .id, .username: false
            case .none: isObject || !(scanner.depth == 1 || isElement)
            }
        isBroken = !fits
        if role == .users {
            (isInUsers, hasUsers) = (true, true)
        } else if isElement {
            given = (false, false)
        }
        role = .none
    }

    private mutating func end() {
        if isInUsers, scanner.depth == 2 {
            isBroken = given != (true, true)
            let (id, username) = (id, username)
            listing.append(id: id.span, name: username.span)
        } else if scanner.depth == 1 {
            isInUsers = false
        }
    }

    private mutating func takeString(_ chunk: Span<UInt8>) {
        switch role {
        case .id:
            id.removeAll(keepingCapacity: true)
            scanner.string.append(to: &id, chunk)
            given.id = true
        case .username:
            username.removeAll(keepingCapacity: true)
            scanner.string.append(to: &username, chunk)
            given.username = true
        case .users: isBroken = true
        case .none: isBroken = isInUsers && scanner.depth == 2 || scanner.depth == 0
        }
        role = .none
    }

    /// Of a key that is repeated, the first value counts.
    private func roleOfKey(_ chunk: Span<UInt8>) -> Role {
        if scanner.depth == 1 { return !hasUsers && scanner.string.isEqual(to: usersLabel, chunk) ? .users : .none }
        guard isInUsers, scanner.depth == 3 else { return .none }
        if !given.id, scanner.string.isEqual(to: idLabel, chunk) { return .id }
        return !given.username && scanner.string.isEqual(to: usernameLabel, chunk) ? .username : .none
    }
}
