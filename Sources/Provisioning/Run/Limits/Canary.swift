extension Executor {
    /// Brings the first accounts to their verified end before any other is touched.
    ///
    /// When one of them is not as planned, or the listing does not confirm it, the run stops there.
    ///
    /// - Parameters:
    ///   - open: The open actions of the run, by username; the canary is taken from it.
    ///   - count: How many they are.
    func sendCanary(from open: OpenActions, count: Int, of run: RunRecord) async throws(JournalError) {
        guard let size = settings.canary, size < count else { return }
        var first: [Action] = []
        while first.count < size, let action = try open.take() { first.append(action) }
        guard let low = first.first?.id, let high = first.last?.id else { return }
        await send(WorkQueue(first))
        guard stop.reason == nil else { return }
        let names = Set(first.map(\.username))
        let ended = try journal.actions(low...high, of: run.id).filter { names.contains($0.username) }
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
    }

    private func isAsPlanned(_ action: Action) -> Bool {
        RunReport.Outcome(action) == .succeeded || isHeld(action)
    }
}
