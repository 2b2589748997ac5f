internal import Accounts

/// The number of a roster's entries of each kind.
public struct EntryCounts: Hashable, Sendable {
    /// The entries that should be active on any day.
    public private(set) var active = 0
    /// The entries that should be pending on any day.
    public private(set) var pending = 0
    /// The entries that should be active from a day on.
    public private(set) var dated = 0
    /// The entries without a password.
    public private(set) var withoutPassword = 0

    /// Counts entries.
    public init(_ entries: some Sequence<RosterEntry> = []) {
        for entry in entries { add(EntryKind(entry)) }
    }

    /// The number of all entries.
    public var total: Int { active + pending + dated }

    mutating func add(_ kind: EntryKind) {
        if kind.isDated {
            dated += 1
        } else if kind.isPending {
            pending += 1
        } else {
            active += 1
        }
        if kind.isWithoutPassword { withoutPassword += 1 }
    }
}

/// The properties of an entry that are counted.
struct EntryKind {
    /// The properties as one byte.
    let bits: UInt8

    init(_ entry: RosterEntry) {
        bits =
            (entry.activateOn == nil ? 0 : 1) | (entry.state == .pending ? 2 : 0) | (entry.hasPassword ? 0 : 4)
    }

    init(_ flags: RowFlags) {
        bits =
            (flags.contains(.hasDay) ? 1 : 0) | (flags.contains(.isPending) ? 2 : 0)
            | (flags.contains(.hasPassword) ? 0 : 4)
    }

    var isDated: Bool { bits & 1 != 0 }
    var isPending: Bool { bits & 2 != 0 }
    var isWithoutPassword: Bool { bits & 4 != 0 }
}
