//! Lists all active accounts, and those whose names begin with a prefix.

// snippet.hide
import Accounts
import FlowServ
import Foundation

let url = ProcessInfo.processInfo.environment["ROLLCALL_SERVER"] ?? "http://127.0.0.1:8080/flowserv/api/v1"
let service = try await RemoteUserService.connect(to: ServerAddress(url))

// snippet.show
_ = try await service.loginUser("admin", password: Secret("sandbox"))
for user in try await service.listing() { print(user.username) }
for user in try await service.listUsers(query: "ad") { print("ad: \(user.username)") }
// snippet.hide
await service.shutdown()
