import TestSupport
import Testing

struct JournalPathTests {
    let home: TemporaryDirectory

    init() throws {
        home = try TemporaryDirectory()
    }

    private func path(_ settings: [String: String], _ arguments: String...) async throws -> String {
        var environment = ["HOME": home.path]
        environment.merge(settings) { $1 }
        let ending = try await Program(
            try PackageFiles.program("rollcall"), ["status"] + arguments, environment: environment
        ).run()
        let prefix = "There is no journal at "
        let suffix = " yet.  Nothing has been applied.\n"
        try #require(ending.output.hasPrefix(prefix) && ending.output.hasSuffix(suffix))
        return String(ending.output.dropFirst(prefix.count).dropLast(suffix.count))
    }

    @Test func `the journal is below HOME, whoever's home that is`() async throws {
        #expect(try await path([:]) == home.file(".local/state/rollcall/journal.sqlite"))
    }

    @Test func `XDG_STATE_HOME, ROLLCALL_JOURNAL and --journal win, the last most of all`() async throws {
        var settings = ["XDG_STATE_HOME": home.file("state")]
        #expect(try await path(settings) == home.file("state/rollcall/journal.sqlite"))
        settings["ROLLCALL_JOURNAL"] = home.file("of-environment.sqlite")
        #expect(try await path(settings) == home.file("of-environment.sqlite"))
        #expect(
            try await path(settings, "--journal", home.file("of-flag.sqlite"))
                == home.file("of-flag.sqlite"))
    }
}
