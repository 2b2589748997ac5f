import TestSupport
import Testing

/// What a command line that is not right is answered with: what was probably meant.
struct UsageRemedyTests {
    private func refused(_ arguments: [String]) async throws -> String {
        let rollcall = try Command(server: "http://127.0.0.1:1")
        try rollcall.home.write("username,password\nann,secret\n", to: "team.csv")
        let ending = try await rollcall.run(arguments)
        ending.expect(64)
        #expect(ending.output == "")
        return ending.errors.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    @Test(arguments: [
        ("aply team.csv", "rollcall apply"), ("paln team.csv", "rollcall plan"), ("statsu", "rollcall status"),
        ("run 1", "rollcall runs"), ("chekc team.csv", "rollcall check"), ("resum", "rollcall resume"),
        // A command without its group, or in the wrong one.
        ("adopt b.lumen 0123456789abcdef0123456789abcdef", "rollcall account adopt"),
        ("retry b.lumen", "rollcall account retry"), ("merge out a b", "rollcall journal merge"),
        ("rename-server a b", "rollcall journal rename-server"), ("backup file", "rollcall journal backup"),
        ("whoami", "rollcall user whoami"), ("user adopt x", "rollcall account adopt"),
        // A slip in a group, or in what follows it.
        ("journal bakup file", "rollcall journal backup"), ("jounral backup file", "rollcall journal backup"),
        ("user logn admin", "rollcall user login"), ("acount", "rollcall account"),
        // A request for help.
        ("help aply", "rollcall apply"), ("aply --help", "rollcall apply"), ("hepl", "rollcall help"),
        ("help account adpt", "rollcall account adopt"), ("account adpt --help", "rollcall account adopt"),
    ])
    func `an unknown command is answered with the one that was meant`(line: String, call: String) async throws {
        let errors = try await refused(line.split(separator: " ").map(String.init))
        #expect(errors.hasSuffix("Did you mean: " + call), "\(errors)")
    }

    @Test(arguments: [
        ("nonsense", "type: rollcall --help"), ("journal nonsense", "type: rollcall journal --help"),
        ("xy", "type: rollcall --help"),
    ])
    func `where none is near, the list of commands is named`(line: String, remedy: String) async throws {
        let errors = try await refused(line.split(separator: " ").map(String.init))
        #expect(errors.hasSuffix(remedy), "\(errors)")
    }

    @Test func `every command is found without its group, and with one wrong letter`() async throws {
        for command in try await HelpDocument.ofBinary().flags.keys.sorted() {
            let words = command.split(separator: " ").map(String.init)
            if words.count == 2 {
                let errors = try await refused([words[1]])
                #expect(errors.hasSuffix(": rollcall \(command)"), "\(errors)")
            }
            let errors = try await refused(words.dropLast() + [words[words.count - 1] + "x"])
            #expect(errors.contains("rollcall \(command)"), "\(errors)")
        }
    }

    @Test(arguments: [
        ("check team.csv --yes", "--yes belongs to apply, not to check."),
        ("check --yes", "--yes belongs to apply, not to check."),
        ("check team.csv -y", "-y (--yes) belongs to apply, not to check."),
        ("check team.csv -vy", "-y (--yes) belongs to apply, not to check."),
        ("check team.csv --out=plan.json", "--out belongs to plan, not to check."),
        ("plan team.csv --concurrency 4", "--concurrency belongs to apply and resume, not to plan."),
        ("status --server https://x", "--server belongs to plan, apply, resume and user, not to status."),
        ("journal merge out a --journal j", "not to journal merge."),
        ("journal --journal j backup x", "not to journal."),
        (
            "apply team.csv --password-file x",
            "--password-file belongs to user register, user login and user reset-password, not to apply."
        ),
        ("user list --save", "--save belongs to user login, not to user list."),
    ])
    func `a flag of another command is named as such`(line: String, remedy: String) async throws {
        let errors = try await refused(line.split(separator: " ").map(String.init))
        #expect(errors.contains(remedy), "\(errors)")
    }

    @Test(arguments: [
        ("check team.csv --nonsense", "Unknown option '--nonsense'"),
        ("check team.csv --colum a=b", "Did you mean: --column"),
        ("apply team.csv --concurency 3", "Did you mean: --concurrency"),
        ("apply team.csv -yes", "Did you mean: --yes"),
        // What is wrong is a value, and the variables of other commands are nobody's flags.
        ("plan team.csv --format yaml", "The value 'yaml' is invalid"),
        ("plan", "Missing expected argument"),
    ])
    func `whatever else is wrong is said as before`(line: String, words: String) async throws {
        let errors = try await refused(line.split(separator: " ").map(String.init))
        #expect(errors.contains(words), "\(errors)")
        #expect(!errors.contains("belongs to"))
    }

    @Test(arguments: [
        ("-q apply team.csv", "rollcall apply -q"),
        ("--journal j.sqlite account retry x", "rollcall account retry --journal"),
    ])
    func `a flag before the command is put behind it`(line: String, call: String) async throws {
        let errors = try await refused(line.split(separator: " ").map(String.init))
        #expect(errors.hasSuffix(": " + call), "\(errors)")
    }

    @Test func `after -- there are no flags`() async throws {
        let rollcall = try Command(server: "http://127.0.0.1:1")
        try rollcall.home.write("username,password\nann,secret\n", to: "--yes")
        try await rollcall("check", "--", "--yes").expect(0)
    }

    @Test func `help is help, whatever stands beside it`() async throws {
        let rollcall = try Command(server: "http://127.0.0.1:1")
        for arguments in [["check", "--yes", "--help"], ["check", "-h"], ["help", "check"], ["journal"], []] {
            let ending = try await rollcall.run(arguments)
            ending.expect(0)
            #expect(ending.output.hasPrefix("OVERVIEW: ") && ending.errors == "")
        }
    }
}
