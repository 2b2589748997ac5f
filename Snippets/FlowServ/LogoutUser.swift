//! Ends every session of an account.  All holders of its token are logged out.

// snippet.hide
import Accounts
import FlowServ
import Foundation

let url = ProcessInfo.processInfo.environment["ROLLCALL_SERVER"] ?? "http://127.0.0.1:8080/flowserv/api/v1"
let service = try await RemoteUserService.connect(to: ServerAddress(url))

// snippet.show
let token = try await service.loginUser("admin", password: Secret("sandbox")).token
_ = try await service.logoutUser()
do throws(ServiceError) {
    _ = try await service.whoamiUser(token)
} catch {
    print("The token has ended: \(error)")
}
// snippet.hide
await service.shutdown()
