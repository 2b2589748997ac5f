import FlowServ
import Provisioning
import Roster

/// The second stage of `resume`: compares the open actions of an unfinished run with the rosters and the server.
struct ResumeStage {
    let run: RunRecord
    let journal: Journal
    /// The objections that do not stop this call.
    let accepted: Set<Objection.Code>
    /// Whether a two-phase run continues without the registrations that did not succeed.
    let opensGate: Bool

    /// Resumes the run.
    func resume(_ inputs: Inputs<ListingIndex>, delivery: DeliverySetup) throws -> BegunRun {
        let trust = try journal.trust(in: inputs.listing)
        if let objection = trust.objection, !accepted.contains(objection.code) {
            throw Failure(.refused, objection.words + "  Nothing was sent.")
        }
        try delivery.refuseUnusable(registers: journal.hasUnsent(run.id))
        let credentials = try delivery.credentials(inputs.contents.roster, derives: true, session: inputs.session)
        try journal.recoverInFlight()
        let run = try Resumption(journal: journal, run: run)
            .begin(roster: inputs.contents.roster, listing: inputs.listing, opensGate: opensGate)
        return BegunRun(run: run, credentials: credentials)
    }
}
