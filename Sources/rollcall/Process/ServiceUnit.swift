import Accounts
import Foundation
import Provisioning

/// The systemd unit that has started this process.
///
/// The reader of a suggested command in its log has neither its user nor its credentials, so the command starts the
/// unit again or uses `rollcall-service`, which acts like the unit.
struct ServiceUnit: Hashable, Sendable {
    /// The name for systemctl, without `.service`.
    let name: String
    /// Whether it is a unit of a user's own systemd.
    var isUsers = false
    /// Whether `rollcall-service` has started this process in place of the unit.
    var isStandIn = false

    /// The unit of this process, if one has started it.
    static let current = ServiceUnit(
        Environment.all, processes: [getpid(), getppid()],
        groups: (try? String(contentsOfFile: "/proc/self/cgroup", encoding: .utf8)) ?? "")

    /// Detects the unit from the variables that systemd and `rollcall-service` set.
    ///
    /// - Parameters:
    ///   - processes: This process and its parent.  A unit's variables are inherited by all processes below it,
    ///     including a desktop's terminals and the jobs of a build server; only a process that the unit itself has
    ///     started, or the shell of its command line, belongs to the unit.
    ///   - groups: The control groups of the process, as in `/proc/self/cgroup`.
    init?(_ environment: [String: String], processes: [pid_t], groups: String) {
        guard environment["INVOCATION_ID"]?.isEmpty == false,
            environment["SYSTEMD_EXEC_PID"].map({ processes.map(String.init).contains($0) }) ?? true
        else { return nil }
        if let name = environment["ROLLCALL_UNIT"], !name.isEmpty {
            self.init(name: name, isStandIn: true)
            return
        }
        let paths = groups.split(separator: "\n").map { $0.split(separator: ":", maxSplits: 2).last ?? "" }
        guard let path = paths.first(where: { $0.hasSuffix(".service") }) else {
            self.init(name: "rollcall")
            return
        }
        let unit = path.split(separator: "/").last ?? ""
        self.init(name: String(unit.dropLast(".service".count)), isUsers: path.contains("/user@"))
    }

    private init(name: String, isUsers: Bool = false, isStandIn: Bool = false) {
        self.name = name
        self.isUsers = isUsers
        self.isStandIn = isStandIn
    }

    /// The command that starts it again.
    var start: String { "systemctl \(isUsers ? "--user " : "")start " + word }

    /// The replacement of the program's name in a command as the unit would run it; nil if there is none.
    var program: String? {
        guard !isUsers, Self.hasStandIn else { return nil }
        return "rollcall-service" + (name == "rollcall" ? "" : " --unit " + word)
    }

    /// The rosters among its credentials, by the names that `rollcall-service` accepts; nil if there are none.
    var rosters: String? {
        guard let directory = Environment.value("CREDENTIALS_DIRECTORY") else { return nil }
        let names = (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []
        let rosters = names.filter { name in [".csv", ".tsv", ".xml"].contains { name.lowercased().hasSuffix($0) } }
        return rosters.isEmpty
            ? nil
            : rosters.sorted().map { PrintableText.escaped(AccountName($0).shellWord) }.joined(separator: " ")
    }

    private var word: String { PrintableText.escaped(AccountName(name).shellWord) }

    private static let hasStandIn = (Environment.value("PATH") ?? "").split(separator: ":").contains {
        access("\($0)/rollcall-service", X_OK) == 0
    }

    /// Returns whether a journal is in the state directory of a service with a dynamic user, so that no other user,
    /// not even root, can be its owner.
    static func keeps(_ journal: String) -> Bool {
        let path = URL(fileURLWithPath: journal).resolvingSymlinksInPath().path
        return current == nil && hasStandIn && path.hasPrefix("/var/lib/private/")
    }
}
