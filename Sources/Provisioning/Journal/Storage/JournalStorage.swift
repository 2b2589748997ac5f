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

    /// The replacement, if there is one.  Swift 6.3 makes null pointers of functions in the initial value of a static
    /// mutex when it optimizes.
    private static let replacement = Mutex<JournalStorage?>(nil)

    /// The storage of this process.
    package static var current: JournalStorage {
        get { replacement.withLock { $0 } ?? JournalStorage() }
        set { replacement.withLock { $0 = newValue } }
    }
}
