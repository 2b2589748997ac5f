import Foundation
import Provisioning

extension RunOrigin {
    /// Who is running this process, and where.
    static var here: RunOrigin {
        RunOrigin(
            user: NSUserName(), host: ProcessInfo.processInfo.hostName,
            directory: FileManager.default.currentDirectoryPath, version: Version.text)
    }
}
