extension Executor {
    /// Brings the first accounts to their verified end before any other is touched.
    ///
    /// When one of them is not as planned, or the listing does not confirm it, the run stops there.
    ///
    /// - Parameter open: The open actions of the run, by username.
    /// - Returns: The actions that are left for afterwards.
    func sendCanary(_ open: [Action], of run: RunRecord) async throws(JournalError) -> [Action] {
        guard let size = settings.canary, size < open.count else { return open }
        let first = Array(open.prefix(size))
        await send(first)
        guard stop.reason == nil else { return [] }
        let names = Set(first.map(\.username))
        let ended = try journal.actions(of: run.id).filter { names.contains($0.username) }
        do throws(ExecutionStop) {
            report(.verifying)
            let verification = Verification(of: ended, listing: try await listing())
            let differing = Set(verification.differences.map(\.username))
            let failed = ended.filter { !isAsPlanned($0) || differing.contains($0.username) }
            guard failed.isEmpty else {
                throw .canaryFailed(failed: failed.map(\.username), of: first.count)
            }
        } catch {
            stop.raise(error)
        }
        return Array(open.dropFirst(size))
    }

    private func isAsPlanned(_ action: Action) -> Bool {
        RunReport.Outcome(action) == .succeeded || isHeld(action)
    }
}
