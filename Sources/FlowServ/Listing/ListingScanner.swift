internal import Bytes

/// Reads the listing of accounts from chunks as they arrive.
///
/// The server includes the API token of every logged-in user.  Only ids and names are copied from the bytes, so the
/// tokens are dropped with each chunk.
struct ListingScanner {
    /// The maximum nesting depth.
    static let deepest = 512

    /// The meaning of the next value.
    private enum Role {
        case none, users, id, username
    }

    private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

    private let idLabel: [UInt8]
    private let usernameLabel: [UInt8]
    private let usersLabel: [UInt8]
    private var scanner = JSONScanner(deepest: Self.deepest)
    private var role = Role.none
    /// Whether the array of users in the outermost object is open.
    private var isInUsers = false
    private var id: [UInt8] = []
    private var username: [UInt8] = []
    /// Which of the two members the current account has had.
    private var given: (id: Bool, username: Bool) = (false, false)
    private var listing = Listing()
    private var hasUsers = false
    private var isBroken = false
    /// How many bytes of a byte order mark were read; nil once none can follow.
    private var markLength: Int? = 0

    init(labels: UserLabels) {
        idLabel = Array(labels.userID.utf8)
        usernameLabel = Array(labels.username.utf8)
        usersLabel = Array(labels.users.utf8)
    }

    /// Reads the next chunk.
    mutating func consume(_ chunk: Span<UInt8>) {
        var index = 0
        while let length = markLength, index < chunk.count { consumeMark(chunk[index], at: &index, after: length) }
        while !isBroken {
            let isNamed = scanner.depth == 1 || isInUsers && scanner.depth == 3
            switch scanner.next(in: chunk, at: &index, keys: isNamed, strings: role != .none) {
            case .cut: return
            case .broken: isBroken = true
            case .key: role = roleOfKey(chunk)
            case .string: consumeString(chunk)
            case .literal: isBroken = role != .none || isInUsers && scanner.depth == 2
            case .beginObject: enter(isObject: true)
            case .beginArray: enter(isObject: false)
            case .endObject, .endArray: end()
            }
        }
    }

    /// Returns the accounts in the server's order, or nil if the bytes were not a complete listing.
    consuming func finish() -> Listing? {
        isBroken || !scanner.finish() || !hasUsers ? nil : listing
    }

    /// Reads a byte order mark, which may come first and must be complete.
    private mutating func consumeMark(_ byte: UInt8, at index: inout Int, after length: Int) {
        if byte == Self.byteOrderMark[length] {
            index += 1
            markLength = length == 2 ? nil : length + 1
        } else {
            isBroken = length > 0
            markLength = nil
        }
    }

    /// Checks the shape of the listing: the document and each account are objects, the accounts are an array, ids and
    /// names are strings.
    private mutating func enter(isObject: Bool) {
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

    private mutating func consumeString(_ chunk: Span<UInt8>) {
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

    /// Returns the meaning of a key; if a key is repeated, its first value counts.
    private func roleOfKey(_ chunk: Span<UInt8>) -> Role {
        if scanner.depth == 1 { return !hasUsers && scanner.string.isEqual(to: usersLabel, chunk) ? .users : .none }
        guard isInUsers, scanner.depth == 3 else { return .none }
        if !given.id, scanner.string.isEqual(to: idLabel, chunk) { return .id }
        return !given.username && scanner.string.isEqual(to: usernameLabel, chunk) ? .username : .none
    }
}
