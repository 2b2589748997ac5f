//! Creates a pending account and activates it by its id, which only the answer to the registration contains.

// snippet.hide
import Accounts
import FlowServ
import Foundation

let url = ProcessInfo.processInfo.environment["ROLLCALL_SERVER"] ?? "http://127.0.0.1:8080/flowserv/api/v1"
let service = try await RemoteUserService.connect(to: ServerAddress(url))

// snippet.show
let pending = try await service.registerUser("ann", password: Secret("correct horse"), as: .pending)
let user = try await service.activateUser(pending.id)
print("\(user.username) is active.")
// snippet.hide
await service.shutdown()
