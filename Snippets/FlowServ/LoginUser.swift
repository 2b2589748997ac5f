//! Logs in, and shows that neither the password nor the token can be printed by accident.

// snippet.hide
import Accounts
import FlowServ
import Foundation

let url = ProcessInfo.processInfo.environment["ROLLCALL_SERVER"] ?? "http://127.0.0.1:8080/flowserv/api/v1"
let service = try await RemoteUserService.connect(to: ServerAddress(url))

// snippet.show
let login = try await service.loginUser("admin", password: Secret("sandbox"))
print("\(login.user.username) has the token \(login.token).")
// snippet.hide
await service.shutdown()
