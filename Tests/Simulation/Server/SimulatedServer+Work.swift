import Accounts
import FlowServ

@testable import Sandbox

/// What the server does with a request that has arrived.
extension SimulatedServer {
    /// Carries out a request and calls back with the answer.
    func carryOut(_ request: IncomingRequest, _ number: Int, then done: @escaping (WireAnswer) -> Void) {
        guard let incoming = request.call else {
            let document = ServiceDocument(options: SandboxOptions(), username: nil)
            return done(WireAnswer(status: 200, json: document))
        }
        switch incoming.call {
        case .failure(let refusal): conclude(number, .refused(refusal), done)
        case .success(.register(let username, let password, let verify)):
            register(number, username, password, verify, done)
        case .success(let call): conclude(number, model.answer(call, at: scheduler.now), done)
        }
    }

    /// Looks up the name, and inserts the row a little later without another look.
    private func register(
        _ number: Int, _ username: BodyValue, _ password: BodyValue, _ verify: Bool,
        _ done: @escaping (WireAnswer) -> Void
    ) {
        do throws(APIError) {
            let registration = try model.check(username: username, password: password, verify: verify)
            scheduler.at(scheduler.now + .milliseconds(scheduler.number(below: 25))) { [self] in
                let handle = model.insert(registration)
                history.add(
                    .inserted(
                        number, name: handle.username, id: handle.id, active: registration.active,
                        rows: rows(of: handle.username)),
                    at: scheduler.now)
                conclude(number, .created(handle), done)
            }
        } catch {
            conclude(number, .refused(error), done)
        }
    }

    private func conclude(_ number: Int, _ reply: Reply, _ done: (WireAnswer) -> Void) {
        var id: String?
        if case .account(let handle) = reply { id = handle.id }
        history.add(.carriedOut(number, status: reply.status, id: id), at: scheduler.now)
        done(WireAnswer(reply))
    }

    /// The number of rows of a name.
    func rows(of name: String) -> Int { model.accounts.count { $0.name == AccountName(name) } }
}
