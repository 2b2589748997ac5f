/// When a process is killed.
enum Death: Hashable, Sendable {
    /// Before this job of its tasks.
    case step(Int)
    /// Before this transaction.
    case beforeWrite(Int)
    /// After this transaction, before anybody learns of it.
    case afterWrite(Int)
    /// Before this change of the disk, if its machine has one of its own.
    case diskChange(Int)
}
