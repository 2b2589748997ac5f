//! Creates an account that can log in at once, and distinguishes a taken name from other errors.

// snippet.hide
import Accounts
import FlowServ
import Foundation

let url = ProcessInfo.processInfo.environment["ROLLCALL_SERVER"] ?? "http://127.0.0.1:8080/flowserv/api/v1"
let service = try await RemoteUserService.connect(to: ServerAddress(url))

// snippet.show
do throws(ServiceError) {
    let user = try await service.registerUser("ann", password: Secret("correct horse"), as: .active)
    print("\(user.username) is active.")
} catch {
    guard error.isDuplicateUser else { throw error }
    print("The name is taken: \(error)")
}
// snippet.hide
await service.shutdown()
