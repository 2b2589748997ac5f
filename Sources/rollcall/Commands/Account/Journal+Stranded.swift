import Accounts
import FlowServ
import Provisioning

extension Journal {
    /// Throws unless the account is stranded.
    ///
    /// - Parameter orUnknownOrOwed: Whether an account is accepted too whose registration has no known outcome, or
    ///   that is owed credentials.
    func requireStranded(_ username: AccountName, orUnknownOrOwed: Bool = false) throws {
        let knowledge = try knowledge(of: username)
        if case .stranded = knowledge { return }
        if orUnknownOrOwed {
            if knowledge == .unknown { return }
            if try pendingDeliveries().contains(where: { $0.username == username }) { return }
        }
        throw Failure(
            .error,
            "\(username) is not stranded in this journal.  To see those that are, type: \(SuggestedCommand.text("status"))"
        )
    }
}
