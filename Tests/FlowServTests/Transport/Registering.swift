import Accounts
import TestSupport

@testable import FlowServ

/// One registration against a server that does as the test says, and what came of it.
struct Registering {
    /// A time-out that only a server that stays silent can reach, while many other tests want the same two cores.
    static let patience: Duration = .seconds(15)

    let outcome: Result<User, ServiceError>
    let log: WireLog

    init(timeout: Duration = .seconds(30), script: @escaping RawServer.Script) async throws {
        let log = WireLog()
        outcome = try await RawServer.run(log, script: script) { server in
            let service = try Registering.service(server.url, timeout: timeout)
            let outcome = await Registering.register("ann", on: service)
            await service.shutdown()
            return outcome
        }
        self.log = log
    }

    /// The error, or nil when the registration succeeded.
    var error: ServiceError? {
        if case .failure(let error) = outcome { error } else { nil }
    }

    static func service(
        _ url: String, timeout: Duration = .seconds(30), certificateAuthorities: String? = nil
    ) throws -> RemoteUserService {
        var settings = ConnectionSettings()
        settings.timeout = timeout
        settings.certificateAuthorities = certificateAuthorities.map { [$0] } ?? []
        settings.idleTimeout = .seconds(60)
        return try RemoteUserService(
            descriptor: ServiceDescriptor(address: try ServerAddress(url)), settings: settings)
    }

    static func register(_ name: String, on service: RemoteUserService) async -> Result<User, ServiceError> {
        do {
            return .success(try await service.registerUser(name, password: Secret("pw"), as: .active))
        } catch {
            return .failure(error)
        }
    }
}

extension ServiceError {
    /// Whether the request may have been carried out.
    var isUnknown: Bool { leavesOutcomeUnknown }
    /// Whether the request surely was not carried out.
    var isRefused: Bool { if case .refusedBeforeProcessing = self { true } else { false } }
}
