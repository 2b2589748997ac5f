/// The texts about a journal that another program uses.
enum JournalWords {
    /// Returns the message while a transaction waits.
    ///
    /// - Parameter waited: The time waited so far.
    static func waiting(_ waited: Duration) -> String {
        "the journal is locked by another program; waited \(waited.components.seconds) s for it so far, and nothing new is sent"
    }
}
