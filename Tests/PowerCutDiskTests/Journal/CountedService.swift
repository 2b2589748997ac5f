import Accounts
import FlowServ
import Synchronization

/// The names of which a register has left.
final class SentRegisters: Sendable {
    private let state = Mutex(Set<String>())

    var names: Set<String> { state.withLock { $0 } }

    func add(_ name: String) { state.withLock { _ = $0.insert(name) } }
}

/// Passes every call on, and notes registers before they leave.
struct CountedService: UserService {
    let service: any UserService
    let sent: SentRegisters

    func registerUser(
        _ username: String, password: Secret, as registration: Registration
    ) async throws(ServiceError) -> User {
        sent.add(username)
        return try await service.registerUser(username, password: password, as: registration)
    }

    func activateUser(_ id: UserID) async throws(ServiceError) -> User { try await service.activateUser(id) }
    func listUsers(query: String?) async throws(ServiceError) -> [User] { try await service.listUsers(query: query) }
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
