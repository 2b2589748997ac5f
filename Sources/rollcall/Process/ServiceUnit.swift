import Accounts
import Foundation
import Provisioning

/// The systemd unit that has started this process.
///
/// Whoever reads a remedy in its log has neither its user nor its credentials, so a remedy starts the unit again or goes
/// through `rollcall-service`, which does as the unit does.
struct ServiceUnit: Hashable, Sendable {
    /// The name that systemctl takes, without `.service`.
    let name: String
    /// Whether it is one of a user's own systemd.
    var isUsers = false
    /// Whether `rollcall-service` has started us in the unit's place.
    var isStandIn = false

    /// The unit of this process, if one has started it.
    static let current = ServiceUnit(
        Environment.all, processes: [getpid(), getppid()],
        groups: (try? String(contentsOfFile: "/proc/self/cgroup", encoding: .utf8)) ?? "")

    /// What systemd and `rollcall-service` say in the environment.
    ///
    /// - Parameters:
    ///   - processes: This process and its parent.  A unit's variables are inherited by everything below it, a desktop's
    ///     terminals and the jobs of a build server included; only what the unit itself has started is its own, or is run
    ///     by the shell of its command line.
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

    /// The call that starts it once more.
    var start: String { "systemctl \(isUsers ? "--user " : "")start " + word }

    /// What stands in for the program's name in a call as the unit would make it; nil where there is no such thing.
    var program: String? {
        guard !isUsers, Self.hasStandIn else { return nil }
        return "rollcall-service" + (name == "rollcall" ? "" : " --unit " + word)
    }

    /// The rosters among its credentials, by the names that `rollcall-service` takes; nil when there are none.
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

    /// Whether a journal is in the state directory of a service whose user systemd makes for the time of a run, so that nobody
    /// else, root included, can be its owner.
    static func keeps(_ journal: String) -> Bool {
        let path = URL(fileURLWithPath: journal).resolvingSymlinksInPath().path
        return current == nil && hasStandIn && path.hasPrefix("/var/lib/private/")
    }
}
