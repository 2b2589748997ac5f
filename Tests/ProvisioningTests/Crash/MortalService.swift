import Accounts
import FlowServ

/// Calls a server for a process that may end just before a request leaves, or just after its answer came.
struct MortalService: UserService {
    let service: any UserService
    let mortality: Mortality

    private func call<Value>(
        _ name: String, _ body: () async throws(ServiceError) -> Value
    ) async throws(ServiceError) -> Value {
        do { try mortality.reach(.beforeRequest(name)) } catch { throw Self.nobodyIsThere }
        let answer = await attempt(body)
        do { try mortality.reach(.afterRequest(name)) } catch { throw Self.nobodyIsThere }
        return try answer.get()
    }

    private func attempt<Value>(
        _ body: () async throws(ServiceError) -> Value
    ) async -> Result<Value, ServiceError> {
        do { return .success(try await body()) } catch { return .failure(error) }
    }

    private static let nobodyIsThere = ServiceError.outcomeUnknown(.init(reason: "the process has ended"))

    func registerUser(
        _ username: String, password: Secret, as registration: Registration
    ) async throws(ServiceError) -> User {
        try await call("register \(username)") { () async throws(ServiceError) in
            try await service.registerUser(username, password: password, as: registration)
        }
    }

    func activateUser(_ id: UserID) async throws(ServiceError) -> User {
        try await call("activate") { () async throws(ServiceError) in try await service.activateUser(id) }
    }

    func listUsers(query: String?) async throws(ServiceError) -> [User] {
        try await call("list") { () async throws(ServiceError) in try await service.listUsers(query: query) }
    }

    func loginUser(_ username: String, password: Secret) async throws(ServiceError) -> Login {
        try await service.loginUser(username, password: password)
    }

    func logoutUser(_ token: AccessToken?) async throws(ServiceError) -> User { try await service.logoutUser(token) }

    func requestPasswordReset(for username: String) async throws(ServiceError) -> ResetRequestID {
        try await call("invite \(username)") { () async throws(ServiceError) in
            try await service.requestPasswordReset(for: username)
        }
    }

    func resetPassword(_ request: ResetRequestID, to password: Secret) async throws(ServiceError) -> User {
        try await service.resetPassword(request, to: password)
    }

    func whoamiUser(_ token: AccessToken?) async throws(ServiceError) -> User { try await service.whoamiUser(token) }
}
