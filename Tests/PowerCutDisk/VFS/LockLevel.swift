/// The locks of a database file in a rollback mode, the weakest first (https://sqlite.org/lockingv3.html).
enum LockLevel: Int32, Comparable {
    case none, shared, reserved, pending, exclusive

    static func < (first: LockLevel, second: LockLevel) -> Bool { first.rawValue < second.rawValue }
}

extension FileNode {
    /// Tries to strengthen a lock.  An exclusive one that must wait for readers becomes pending, which keeps new
    /// readers out.
    ///
    /// - Returns: Whether it succeeded.
    func lock(_ file: OpenFile, _ level: LockLevel, foreign: ForeignLock?) -> Bool {
        guard level > file.level else { return true }
        let strongest = strongestLock(besides: file, foreign)
        switch level {
        case .none: return true
        case .shared:
            guard strongest < .pending else { return false }
        case .reserved:
            guard strongest <= .shared else { return false }
        case .pending, .exclusive:
            guard strongest <= .shared else { return false }
            guard strongest == .none else {
                file.level = .pending
                return false
            }
        }
        file.level = level
        return true
    }

    /// Whether anybody is about to write.
    func isReserved(foreign: ForeignLock?) -> Bool { strongestLock(besides: nil, foreign) >= .reserved }

    private func strongestLock(besides file: OpenFile?, _ foreign: ForeignLock?) -> LockLevel {
        let others = users.lazy.filter { $0 !== file }.map(\.level).max() ?? .none
        switch foreign {
        case nil: return others
        case .writing: return max(others, .reserved)
        case .exclusive: return .exclusive
        }
    }

    /// Removes the users that a condition names, with all their locks.
    func forgetUsers(where isGone: (OpenFile) -> Bool) {
        for user in users where isGone(user) { user.dropLocks() }
        users.removeAll(where: isGone)
    }
}
