//! Shows the account of the token in use, and of another token.

// snippet.hide
import Accounts
import FlowServ
import Foundation

let url = ProcessInfo.processInfo.environment["ROLLCALL_SERVER"] ?? "http://127.0.0.1:8080/flowserv/api/v1"
let service = try await RemoteUserService.connect(to: ServerAddress(url))

// snippet.show
let token = try await service.loginUser("admin", password: Secret("sandbox")).token
print("We are \(try await service.whoamiUser().username).")

let stranger = service.withoutLogin()
print("The token is \(try await stranger.whoamiUser(token).username)'s.")
// snippet.hide
await service.shutdown()
