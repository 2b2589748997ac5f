/// What is said of a journal that somebody else is using.
enum JournalWords {
    /// A transaction waits.
    ///
    /// - Parameter waited: For how long by now.
    static func waiting(_ waited: Duration) -> String {
        "the journal is locked by another program; waiting for it since \(waited.components.seconds) s, and nothing new is sent"
    }
}
