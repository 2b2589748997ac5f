internal import Accounts

/// How many entries of which kind a roster has.
public struct EntryCounts: Hashable, Sendable {
    /// Wanted active, whatever the day.
    public private(set) var active = 0
    /// Wanted pending, whatever the day.
    public private(set) var pending = 0
    /// Wanted active from a day on.
    public private(set) var dated = 0
    /// Without a password.
    public private(set) var withoutPassword = 0

    /// Counts entries.
    public init(_ entries: some Sequence<RosterEntry> = []) {
        for entry in entries { add(EntryKind(entry)) }
    }

    /// All of them.
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

/// What is counted of an entry.
struct EntryKind {
    /// The kind as one byte.
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
