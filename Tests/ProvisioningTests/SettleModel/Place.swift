import Provisioning

extension SettleModel {
    /// What the process does next.  Between any two places it can be killed.
    enum Place: Hashable {
        /// There is no process.
        case gone

        // `apply` from its start to its run.
        /// `recoverInFlight` comes first.
        case recovering
        /// Reads the listing to plan from.
        case planning
        /// Supersedes an unfinished run.
        case superseding(listed: Bool)
        /// Brings the knowledge in line with the listing.
        case reconciling(listed: Bool)
        /// Begins the run.
        case beginning(listed: Bool)

        // `resume` from its start to its run.
        /// Reads the listing to compare with.
        case resuming
        /// `recoverInFlight` comes after the listing here.
        case restoring(listed: Bool)
        /// Records what the listing shows.
        case rejoining(listed: Bool)

        // One register.
        /// Commits the intent.
        case intending
        /// Commits the intent of the one more register, after a refusal of it.
        case intendingAgain
        /// Sends.
        case sending
        /// Has sent and commits the intent afterwards: a flaw.
        case committingLate
        /// Waits for the answer.
        case awaiting
        /// Commits what came of it.  A refusal while settling proves nothing yet: it is doubtful.
        case concluding(ActionEvent, isDoubtful: Bool)
        /// Commits that the one more register was refused before it was processed: the first one is still unknown.
        case concludingRefusal

        // Settling.
        /// Waits for the settle time, then reads a new listing.
        case settling
        /// Commits what that listing says.
        case deciding(listed: Bool)
        /// Reads the listing once more, after the refusal.
        case doubting
        /// Commits what the second listing says.
        case stranding(listed: Bool)

        /// Closes the run.
        case ending
    }
}

/// A client that is built wrong, to see that the exploration finds it out.
enum ClientFlaw: CaseIterable, Sendable {
    /// Takes a register that a dead process left in flight for one that never left.
    case resendsAtRestart
    /// Sends again when an answer is lost.
    case resendsLostAnswers
    /// Commits the intent after the request has left.
    case sendsBeforeTheIntent
    /// Takes the settle time for over when the process starts.
    case countsOnOverARestart
    /// Plans nothing for an account whose register is not settled.
    case neverSettlesLater

    /// Whether it shows as two rows; otherwise as an account that nobody finishes.
    var makesTwoRows: Bool { self != .neverSettlesLater }
}
