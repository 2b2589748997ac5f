import Accounts

/// The ids that an account had in the journal before it was stranded.
enum FormerIDs {
    /// Returns a sentence with the ids.
    ///
    /// - Parameter ids: The ids, the latest last.
    static func sentence(_ ids: [UserID]) -> String {
        "The journal knew it as \(ids.reversed().map(\.rawValue).joined(separator: ", before that as ")) before."
    }
}
