import Accounts
import FlowServ
import Foundation

@testable import FlowServ
@testable import Sandbox

/// A request as the server reads it.
struct IncomingRequest {
    /// What the history keeps of it.
    let facts: Event.Request
    /// The call; nil for the descriptor.
    let call: IncomingCall?
    let token: String?
    /// The password in the body.
    private(set) var secrets: [String] = []

    init(_ request: OutgoingRequest, isKnown options: SandboxOptions) {
        let rest = request.url.dropFirst(SimulatedServer.url.count + 1)
        let parts = rest.split(separator: "?", maxSplits: 1)
        let route = Route.allCases.first { options.pattern(for: $0) == parts.first.map(String.init) }
        token = request.token.flatMap { $0.header.name == options.front.rawValue ? $0.token.reveal() : nil }
        let body = request.body ?? []
        switch route {
        case nil: call = nil
        case .list?:
            let query = parts.count > 1 ? QueryText.value(of: "query", in: String(parts[1])) : nil
            call = IncomingCall(.list, .success(.list(query: query, token: token)))
        case .logout?: call = IncomingCall(.logout, .success(.logout(token: token)))
        case .whoami?: call = IncomingCall(.whoami, .success(.whoami(token: token)))
        case let route?: call = RequestBodyReader(contentType: "application/json", body: body).call(route)
        }
        var facts = Event.Request(route: route, username: call?.username)
        if case .success(.activate(.text(let id)))? = call?.call { facts.id = id }
        if case .success(.register(_, _, verify: true))? = call?.call { facts.isPending = true }
        self.facts = facts
        switch call?.call {
        case .success(.register(_, .text(let password), _))?, .success(.login(_, .text(let password)))?,
            .success(.resetPassword(_, .text(let password)))?:
            secrets = [password]
        default: break
        }
    }
}
