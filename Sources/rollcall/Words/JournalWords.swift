/// What is said of a journal that another program uses.
enum JournalWords {
    /// What is said while a transaction waits.
    ///
    /// - Parameter waited: How long it has waited so far.
    static func waiting(_ waited: Duration) -> String {
        "the journal is locked by another program; waited \(waited.components.seconds) s for it so far, and nothing new is sent"
    }
}
