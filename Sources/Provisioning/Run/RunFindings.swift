internal import Accounts
internal import FlowServ

/// What the workers of a run have found out together.
struct RunFindings: Sendable {
    let gate = ActivationGate()
    let unknownIDs = UnknownIDs()
    let adopted = AdoptedAccounts()
    let interceptions: Interceptions
    /// Whose activations were answered about somebody else: a listing tells whether their ids are somebody else's.
    let otherNames = Collected<AccountName>()

    /// - Parameter concurrency: How many requests may be in flight.
    init(concurrency: Int) {
        interceptions = Interceptions(concurrency: max(1, concurrency))
    }

    /// Counts an answer that tells more than what became of its own account.
    func count(_ answer: Result<User, ServiceError>, to call: Outcome.Call) {
        interceptions.count(answer, to: call)
        guard case .activate(let name) = call, case .foreignAnswer(let foreign)? = answer.failure,
            case .otherName = foreign.content
        else { return }
        otherNames.add(name)
    }
}
