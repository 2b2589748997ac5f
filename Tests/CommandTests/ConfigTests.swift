import TestSupport
import Testing

/// `rollcall config` against what the commands take.
struct ConfigTests {
    private func config(_ variables: [String: String]) async throws -> Program.Ending {
        let command = try Command(server: "http://127.0.0.1:1/api", login: ("admin", "admin secret"))
        return try await command.with(variables.mapValues { $0 })("config")
    }

    @Test(arguments: [
        ("ROLLCALL_RATE", "quick"), ("ROLLCALL_AS_OF", "tomorrow"), ("ROLLCALL_MAX_CHANGES", "some"),
        ("ROLLCALL_DELIMITER", "ab"), ("ROLLCALL_ENCODING", "klingon"), ("ROLLCALL_USERNAME_PATTERN", "[a"),
        ("ROLLCALL_ACCEPT", "everything"), ("ROLLCALL_CANARY", "0"), ("ROLLCALL_TIMEOUT", "0"),
        ("ROLLCALL_SERVER", "ftp://example.org"), ("ROLLCALL_SHARD", "4/4"), ("ROLLCALL_REPORT", "report.doc"),
        ("ROLLCALL_RESET_URL", "https://example.org/reset"), ("ROLLCALL_PRUNE", "90"), ("ROLLCALL_LOG_LEVEL", "loud"),
        ("ROLLCALL_FORMAT", "pdf"), ("ROLLCALL_STATE_WORD", "aktiv=on"), ("ROLLCALL_WHERE", "wave"),
        ("ROLLCALL_PASSWORD_LENGTH", "3"), ("ROLLCALL_QUIET", "perhaps"), ("ROLLCALL_XML_RECORD", "a b"),
    ])
    func `a value that no command takes is refused and named`(variable: String, value: String) async throws {
        let ending = try await config([variable: value])
        ending.expect(64)
        #expect(ending.errors.contains(variable), "\(ending.errors)")
        #expect(ending.errors.contains(value), "\(ending.errors)")
    }

    @Test func `what holds is shown where nothing is set`() async throws {
        let ending = try await config(["XDG_STATE_HOME": "/var/state", "ROLLCALL_TIMEOUT": "60"])
        ending.expect(0)
        let lines = ending.output.split(separator: "\n").map {
            $0.split(separator: " ").prefix(2).joined(separator: " ")
        }
        #expect(lines.contains("journal /var/state/rollcall/journal.sqlite"))
        // Settling never begins earlier than five seconds after the time-out.
        #expect(lines.contains("settle 65"))
    }

    @Test(arguments: ["ROLLCALL_CACERT", "ROLLCALL_PASSWORD_FILE"])
    func `a file that cannot be read is warned of, because somebody else may be able to`(variable: String)
        async throws
    {
        let ending = try await config([variable: "missing.pem"])
        ending.expect(0)
        #expect(ending.errors.hasPrefix("warning: \(variable): "), "\(ending.errors)")
        #expect(ending.errors.contains("missing.pem"))
    }

    @Test func `good values of every kind pass`() async throws {
        let ending = try await config([
            "ROLLCALL_RATE": "50/s", "ROLLCALL_AS_OF": "2026-03-01", "ROLLCALL_MAX_CHANGES": "5%",
            "ROLLCALL_DELIMITER": ";", "ROLLCALL_ENCODING": "windows-1252", "ROLLCALL_ACCEPT": "new-journal",
            "ROLLCALL_GENERATE_PASSWORDS": "yes", "ROLLCALL_REPORT": "report.html",
            "ROLLCALL_STATE_WORD": "aktiv=active",
        ])
        ending.expect(0)
        #expect(ending.errors == "")
    }
}
