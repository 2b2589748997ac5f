import Foundation
import Provisioning

extension RunOrigin {
    /// The user, machine and directory of this process.
    static var here: RunOrigin {
        RunOrigin(
            user: NSUserName(), host: ProcessInfo.processInfo.hostName,
            directory: FileManager.default.currentDirectoryPath, version: Version.text)
    }
}
