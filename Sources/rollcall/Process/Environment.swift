import Foundation
import Synchronization

/// The variables of the environment, completed by those of the configuration file that are no flags.
enum Environment {
    private static let additions = Mutex<[String: String]>([:])

    /// The variable's value; an empty one counts as not set.
    static func value(_ name: String) -> String? {
        if let value = ProcessInfo.processInfo.environment[name], !value.isEmpty { return value }
        return additions.withLock { $0[name] }
    }

    /// Gives variables that are not set a value.
    static func complete(with variables: [String: String]) {
        additions.withLock { $0.merge(variables) { $1 } }
    }

    /// Everything, for flowServ's own settings.
    static var all: [String: String] { ProcessInfo.processInfo.environment }
}
