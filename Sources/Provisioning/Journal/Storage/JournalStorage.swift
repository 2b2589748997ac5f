internal import Foundation
internal import Synchronization

/// How this process stores its journals.  Only the simulation of the tests changes it.
package struct JournalStorage: Sendable {
    /// The SQLite VFS that opens the files; nil for SQLite's default.
    package var fileSystem: String?
    /// Observes the transactions.
    package var probe = TransactionProbe.none
    /// Performs the commits, one after the other; nil for a thread of their own.
    package var commits: (@Sendable (@escaping @Sendable () -> Void) -> Void)?

    /// Creates the storage of a real process.
    package init() {}

    private static let state = Mutex(JournalStorage())

    /// The storage of this process.
    package static var current: JournalStorage {
        get { state.withLock { $0 } }
        set { state.withLock { $0 = newValue } }
    }
}
