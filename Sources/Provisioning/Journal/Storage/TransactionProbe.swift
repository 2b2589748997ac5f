/// Looks on at every transaction of a journal.  The crash suite stops a process with it before and after each.
package struct TransactionProbe: Sendable {
    /// Called before a transaction; when it throws, nothing is written.
    package var before: @Sendable () throws -> Void
    /// Called when a transaction is on the disk; when it throws, nobody hears that it is.
    package var after: @Sendable () throws -> Void

    /// A probe with these two parts.
    package init(before: @escaping @Sendable () throws -> Void, after: @escaping @Sendable () throws -> Void) {
        self.before = before
        self.after = after
    }

    /// Does nothing.
    package static let none = TransactionProbe(before: {}, after: {})
}
