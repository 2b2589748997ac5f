import Accounts
import FlowServ
import Synchronization

/// Passes every call on, after somebody has seen it, who may let it fail instead.
struct WatchedService: UserService {
    let service: any UserService
    /// Is given the route, and the name or id in the request.
    let before: @Sendable (Route, String) async throws(ServiceError) -> Void

    init(service: any UserService, before: @escaping @Sendable (Route, String) async throws(ServiceError) -> Void) {
        self.service = service
        self.before = before
    }

    /// Looks at registers only.
    init(service: any UserService, onRegister: @escaping @Sendable (String) async throws(ServiceError) -> Void) {
        self.init(service: service) { (route, name) async throws(ServiceError) in
            if route == .register { try await onRegister(name) }
        }
    }

    func registerUser(
        _ username: String, password: Secret, as registration: Registration
    ) async throws(ServiceError) -> User {
        try await before(.register, username)
        return try await service.registerUser(username, password: password, as: registration)
    }

    func activateUser(_ id: UserID) async throws(ServiceError) -> User {
        try await before(.activate, id.rawValue)
        return try await service.activateUser(id)
    }

    func listUsers(query: String?) async throws(ServiceError) -> [User] {
        try await before(.list, query ?? "")
        return try await service.listUsers(query: query)
    }

    func loginUser(_ username: String, password: Secret) async throws(ServiceError) -> Login {
        try await service.loginUser(username, password: password)
    }
    func logoutUser(_ token: AccessToken?) async throws(ServiceError) -> User { try await service.logoutUser(token) }
    func requestPasswordReset(for username: String) async throws(ServiceError) -> ResetRequestID {
        try await service.requestPasswordReset(for: username)
    }
    func resetPassword(_ request: ResetRequestID, to password: Secret) async throws(ServiceError) -> User {
        try await service.resetPassword(request, to: password)
    }
    func whoamiUser(_ token: AccessToken?) async throws(ServiceError) -> User { try await service.whoamiUser(token) }
}

/// A number that several tasks count up.
final class Counter: Sendable {
    private let number = Mutex(0)

    var value: Int { number.withLock { $0 } }

    @discardableResult
    func countUp() -> Int {
        number.withLock { number in
            number += 1
            return number
        }
    }
}

/// Waits for as long as nobody cancels the task, as a server does that never answers.
func waitUntilGivenUp() async throws(ServiceError) -> Never {
    while !Task.isCancelled { try? await Task.sleep(for: .seconds(60)) }
    throw .outcomeUnknown(.init(reason: "the request was given up"))
}
