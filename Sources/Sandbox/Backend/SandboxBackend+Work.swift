/// The work of calls, done when it is due.
extension SandboxBackend {
    /// Does all work that is due by now.
    func catchUp() {
        let now = clock.now()
        while let item = queue.next(until: now) {
            switch item.work {
            case .insert(let registration):
                conclude(item.ticket, .created(model.insert(registration)), at: item.due)
            case .carryOut(let incoming):
                begin(incoming, item)
            }
        }
    }

    private func begin(_ incoming: IncomingCall, _ item: WorkQueue.Item) {
        let call: Call
        switch incoming.call {
        case .success(let success): call = success
        case .failure(let apiError): return conclude(item.ticket, .refused(apiError), at: item.due)
        }
        guard let gap = options.registerGap, case .register(let username, let password, let verify) = call
        else {
            return conclude(item.ticket, model.answer(call, at: item.due), at: item.due)
        }
        do throws(APIError) {
            let registration = try model.check(username: username, password: password, verify: verify)
            queue.add(.init(due: item.due + gap, ticket: item.ticket, work: .insert(registration)))
        } catch {
            conclude(item.ticket, .refused(error), at: item.due)
        }
    }

    private func conclude(_ ticket: Int, _ reply: Reply, at time: Duration) {
        if awaited.contains(ticket) { results[ticket] = reply }
        guard let record = records[ticket] else { return }
        if case .created = reply { log.madeAccount(record) }
        log.finished(record, at: time)
    }

    /// Ends a call that will never be carried out.
    func finish(_ ticket: Int) {
        guard let record = records[ticket] else { return }
        log.finished(record, at: clock.now())
    }
}
