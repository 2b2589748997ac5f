//! Requests the id with which a user can choose a new password.

// snippet.hide
import FlowServ
import Foundation

let url = ProcessInfo.processInfo.environment["ROLLCALL_SERVER"] ?? "http://127.0.0.1:8080/flowserv/api/v1"
let service = try await RemoteUserService.connect(to: ServerAddress(url))

// snippet.show
let request = try await service.requestPasswordReset(for: "admin")
print("\(request) lets admin choose a new password within 24 hours.")
// snippet.hide
await service.shutdown()
