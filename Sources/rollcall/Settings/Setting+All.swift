extension Setting {
    /// Every setting, in the order in which `rollcall config` shows them.
    static let all: [Setting] = groups.flatMap(\.settings)

    /// The settings in groups, each with the title of its section in the help.
    static let groups: [(title: String, settings: [Setting])] = [
        (HelpSection.server, login + server), (HelpSection.journal, journal), (HelpSection.rosters, rosters),
        (HelpSection.safety, safety), (HelpSection.passwords, passwords), (HelpSection.speed, speed),
        (HelpSection.output, output), ("For one call", single),
    ]

    /// The flags that are not settings: they apply to one call, or refer to a secret.
    static let flagsOnly: Set<String> = ["help", "version", "config", "password-file", "request-id-file"]

    private static let user: Set<String> = [
        "user list", "user register", "user activate", "user login", "user logout", "user whoami",
        "user request-password-reset", "user reset-password",
    ]
    private static let readers: Set<String> = ["check", "plan", "apply"]
    private static let planners: Set<String> = ["plan", "apply"]
    private static let runners: Set<String> = ["apply", "resume"]
    private static let every: Set<String> = user.union(readers).union(runners).union([
        "status", "runs", "account adopt", "account retry", "journal backup", "journal merge",
        "journal rename-server",
        "config",
    ])

    private static let login = [
        Setting("access-token", of: [], isSecret: true, owner: "flowserv"), Setting("username", of: []),
        Setting("password-file", of: []), Setting("password", of: [], isSecret: true),
    ]

    private static let server = [
        Setting("server", of: user.union(planners).union(runners), standard: "FLOWSERV_API_*"),
        Setting("token-header", of: user.union(planners).union(runners), standard: "detected"),
        Setting("timeout", .integer, of: user.union(planners).union(runners), standard: "30"),
        Setting("insecure-http", .toggle, of: user.union(planners).union(runners)),
        Setting("cacert", of: user.union(planners).union(runners), standard: "the system's authorities"),
        Setting("logout", .toggle, of: planners.union(runners).union(["user list", "user whoami"])),
    ]

    private static let journal = [
        Setting(
            "journal",
            of: planners.union(runners).union([
                "status", "runs", "account adopt", "account retry", "journal backup", "journal rename-server",
                "user register",
            ]),
            standard: "$XDG_STATE_HOME/rollcall/journal.sqlite")
    ]

    private static let rosters = [
        Setting("column", .list, of: readers), Setting("xml-record", of: readers, standard: "user"),
        Setting("xml-field", .list, of: readers), Setting("encoding", of: readers, standard: "utf-8"),
        Setting("delimiter", of: readers, standard: "detected"), Setting("where", .list, of: readers),
        Setting("username-pattern", of: readers), Setting("state-word", .pairs, of: readers, otherKey: "stateWords"),
        Setting("skip-invalid", .toggle, of: readers), Setting("as-of", of: planners, standard: "today"),
        Setting("shard", of: planners),
    ]

    private static let safety = [
        Setting("protect", .list, of: planners), Setting("max-changes", of: planners),
        Setting("accept", .list, of: planners.union(runners)), Setting("two-phase", .toggle, of: planners),
        Setting("max-failures", of: runners), Setting("canary", .integer, of: runners),
        Setting("no-verify", .toggle, of: runners), Setting("yes", short: "y", .toggle, of: ["apply"]),
    ]

    private static let passwords = [
        Setting("generate-passwords", .toggle, of: planners), Setting("invite", .toggle, of: planners),
        Setting("password-length", .integer, of: planners, standard: "26"), Setting("credentials", of: runners),
        Setting("reset-url", of: runners),
    ]

    private static let speed = [
        Setting("concurrency", .integer, of: runners, standard: "8"), Setting("rate", of: runners),
        Setting("settle", .integer, of: runners.union(["account retry"]), standard: "35"),
    ]

    private static let output = [
        Setting("quiet", short: "q", .toggle, of: runners), Setting("log-level", of: every),
        Setting(
            "format", of: readers.union(runners).union(["runs", "user list", "config"]), standard: "text"),
        Setting("all", .toggle, of: ["check", "plan", "status"]), Setting("out", short: "o", of: ["plan"]),
        Setting("report", .list, of: runners.union(["runs"]), typedOnly: ["runs"]),
        Setting("metrics", of: runners), Setting("verbose", short: "v", .toggle, of: every),
        Setting("log-format", of: every, standard: "text"),
        Setting("detailed-exitcode", .toggle, of: ["plan"]),
    ]

    /// Flags for one call that have a variable like every other one.
    private static let single = [
        Setting("plan", of: ["apply"]), Setting("dry-run", .toggle, of: ["apply"]),
        Setting("activate-rest", .toggle, of: ["resume"]), Setting("prune", of: ["runs"]),
        Setting("keep-password", .toggle, of: ["account adopt"]),
        Setting("query", of: ["user list"]), Setting("pending", .toggle, of: ["user register"]),
        Setting("save", .toggle, of: ["user login"]),
    ]
}
