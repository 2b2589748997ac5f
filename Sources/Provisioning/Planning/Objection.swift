/// A sign that a plan may be a mistake: a warning in `plan`, a refusal in `apply`.
public struct Objection: Hashable, Sendable {
    /// Its name for programs.
    public let code: Code
    /// The numbers, and the one flag that says that it is no mistake.
    public let message: String

    /// The kinds of objections.
    public enum Code: String, Sendable, CaseIterable {
        /// More accounts would change than `--max-changes` allows.
        case tooManyChanges = "too-many-changes"
        /// A roster has less than half of the rows that it had in the last completed run.
        case shrunkenRoster = "shrunken-roster"
        /// The listing lacks many accounts that the journal holds as active.
        case shrunkenListing = "shrunken-listing"
    }
}
