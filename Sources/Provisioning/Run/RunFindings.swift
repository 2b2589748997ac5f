internal import Accounts
internal import FlowServ

/// The shared findings of a run's workers.
struct RunFindings: Sendable {
    let gate = ActivationGate()
    let unknownIDs = UnknownIDs()
    let adopted = AdoptedAccounts()
    let interceptions: Interceptions
    /// The accounts whose activations were answered about another account: a listing shows whether their ids belong
    /// to others.
    let otherNames = Collected<AccountName>()

    /// Creates empty findings.
    ///
    /// - Parameter concurrency: How many requests may be in flight.
    init(concurrency: Int) {
        interceptions = Interceptions(concurrency: max(1, concurrency))
    }

    /// Counts an answer whose meaning goes beyond its own account.
    func count(_ answer: Result<User, ServiceError>, to call: Outcome.Call) {
        interceptions.count(answer, to: call)
        guard case .activate(let name) = call, case .foreignAnswer(let foreign)? = answer.failure,
            case .otherName = foreign.content
        else { return }
        otherNames.add(name)
    }
}
