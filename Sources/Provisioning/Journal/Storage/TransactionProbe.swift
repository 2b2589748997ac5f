/// Observes every transaction of a journal.  The crash suite uses it to stop a process before and after each one.
package struct TransactionProbe: Sendable {
    /// Called before a transaction; if it throws, nothing is written.
    package var before: @Sendable () throws -> Void
    /// Called when a transaction is on the disk; if it throws, the success is not reported.
    package var after: @Sendable () throws -> Void

    /// Creates a probe from its two parts.
    package init(before: @escaping @Sendable () throws -> Void, after: @escaping @Sendable () throws -> Void) {
        self.before = before
        self.after = after
    }

    /// A probe that does nothing.
    package static let none = TransactionProbe(before: {}, after: {})
}
