import Foundation
import Synchronization

/// The environment variables, completed by the variables in the configuration file that are not flags.
enum Environment {
    private static let additions = Mutex<[String: String]>([:])

    /// Returns the variable's value; an empty one counts as not set.
    static func value(_ name: String) -> String? {
        if let value = all[name], !value.isEmpty { return value }
        return additions.withLock { $0[name] }
    }

    /// Sets variables that are not set yet.
    static func complete(with variables: [String: String]) {
        additions.withLock { $0.merge(variables) { $1 } }
    }

    /// All variables, for flowServ's own settings.
    static var all: [String: String] { Surroundings.current.variables() }
}
