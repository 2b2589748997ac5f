//! Sets a new password with the id of a reset request.

// snippet.hide
import Accounts
import FlowServ
import Foundation

let url = ProcessInfo.processInfo.environment["ROLLCALL_SERVER"] ?? "http://127.0.0.1:8080/flowserv/api/v1"
let service = try await RemoteUserService.connect(to: ServerAddress(url))

// snippet.show
let request = try await service.requestPasswordReset(for: "admin")
_ = try await service.resetPassword(request, to: Secret("battery staple"))
let login = try await service.loginUser("admin", password: Secret("battery staple"))
print("\(login.user.username) has a new password.")
// snippet.hide
await service.shutdown()
