import FlowServ
import Provisioning

/// The way from rosters to a report.  Each stage takes one value and returns one:
///
///     plan      ReadStage ─▶ PlanStage
///     apply     ReadStage ─▶ PlanStage ─▶ RunStage ─▶ ReportStage
///     resume    ReadStage ─▶ ResumeStage ─▶ RunStage ─▶ ReportStage
struct Pipeline {
    let read: ReadStage
    /// Opens the session, which ends with the stages that need it.
    let connect: @Sendable () async throws -> ServerSession

    /// Returns the plan that makes the server match the rosters.
    ///
    /// - Parameters:
    ///   - contents: The rosters, if they were read before.
    ///   - saved: The plan that must still be valid.
    func plan(
        _ stage: PlanStage, of contents: RosterContents? = nil, saved: SavedPlanFile? = nil
    ) async throws -> MadePlan {
        try await read.withInputs(of: contents, connecting: connect, preparing: SortedListing.init) { inputs in
            try plan(stage, inputs: inputs, saved: saved)
        }
    }

    private func plan(
        _ stage: PlanStage, inputs: Inputs<SortedListing>, saved: SavedPlanFile?
    ) throws -> MadePlan {
        let made = try stage.plan(inputs, options: read.options)
        return try saved?.narrowing(made, isDelivering: read.options.credentials?.destination != nil) ?? made
    }

    /// Plans, asks for confirmation, and carries out the plan.
    ///
    /// - Parameters:
    ///   - contents: The rosters.
    ///   - saved: The plan that must still be valid.
    func apply(
        _ contents: RosterContents, saved: SavedPlanFile?, plan stage: PlanStage, consent: Consent, run: RunStage,
        report: ReportStage
    ) async throws {
        try await read.withInputs(of: contents, connecting: connect, preparing: SortedListing.init) { inputs in
            let made = try plan(stage, inputs: inputs, saved: saved)
            consent.showRosters(made.plan, inputs.contents.roster)
            try consent.throwObjections(made)
            let delivery = DeliverySetup(read.options.credentials, journal: run.journal)
            try delivery.refuseUnusable(registers: made.plan.actions.contains { $0.action != .activate })
            try consent.ask(about: made)
            let begun = try run.begin(made, inputs, options: read.options, delivery: delivery)
            try report.deliver(await run.carryOut(begun, on: inputs.session))
        }
    }

    /// Finishes an unfinished run.
    ///
    /// - Parameters:
    ///   - credentials: The creation and delivery of the run's credentials.
    ///   - notes: Prints further notes at the end.
    func resume(
        _ stage: ResumeStage, credentials: CredentialOptions?, run: RunStage, report: ReportStage,
        notes: () throws -> Void
    ) async throws {
        try await read.withInputs(connecting: connect, preparing: ListingIndex.init) { inputs in
            let delivery = DeliverySetup(credentials, journal: run.journal)
            let begun = try stage.resume(inputs, delivery: delivery)
            try report.deliver(await run.carryOut(begun, on: inputs.session), notes: notes)
        }
    }
}
