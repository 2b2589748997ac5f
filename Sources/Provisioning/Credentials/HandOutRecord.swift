/// What became of the credentials that were owed at the end of a run.
public struct HandOutRecord: Codable, Hashable, Sendable {
    /// Where they went: a file's path, or a command after `|`.
    public var destination: String
    /// How many accounts' credentials are there.
    public var delivered = 0
    /// Accounts that only the listing shows and whose password is not ours, by username; absent when there are none.
    public var passwordNotOurs: [AccountName]?
    /// How many are still owed: invitations that wait until their account is active, and what the trouble kept back.
    public var owed = 0
    /// What went wrong; absent when nothing did.
    public var trouble: String?

    /// Nothing handed out yet.
    public init(destination: String) {
        self.destination = destination
    }

    /// Whether everything that could be handed out was.
    public var isSuccess: Bool { passwordNotOurs == nil && trouble == nil }
}
