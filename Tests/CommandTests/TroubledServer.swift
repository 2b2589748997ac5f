import FlowServ
import Sandbox
import TestSupport
import Testing

/// A server and a journal that have seen one apply in which everything happened that can.
///
/// Afterwards `ann` is active, `bob` and `gil` are pending, `dora` is unknown (two answers were lost), `erik` is
/// stranded (he signed up by himself and is not active), `fred` was refused, and `carl` was blocked.
enum TroubledServer {
    static let roster = """
        username,password,state
        ann,secret of ann,active
        bob,secret of bob,pending
        carl,,active
        dora,secret of dora,pending
        erik,secret of erik,active
        fred,secret of fred,active
        gil,secret of gil,pending

        """

    /// One request at a time, so that ids are given out in the same order every time; and no time to settle is
    /// needed, because no request outlives its answer here.
    static let apply = [
        "apply", "team.csv", "--yes", "--concurrency", "1", "--settle", "0", "--as-of", "2026-03-01",
    ]

    static func run<Value>(
        _ body: (Command, SandboxBackend) async throws -> Value
    ) async throws -> Value {
        try await Command.onSandbox { rollcall, sandbox in
            try await prepare(rollcall, sandbox)
            let applied = try await rollcall.run(apply + ["--report", "report.json"])
            applied.expect(3)
            try rollcall.home.write(applied.output, to: "report.txt")
            return try await body(rollcall, sandbox)
        }
    }

    /// Makes the server what it is before the apply.
    static func prepare(_ rollcall: Command, _ sandbox: SandboxBackend) async throws {
        await sandbox.addAccount("erik", password: "his own", active: false)
        await sandbox.inject(
            Fault(.register, username: "dora", times: nil, .statusAfter(502, message: "Bad Gateway")),
            Fault(.register, username: "fred", .statusBefore(400, message: "weak password")))
        try rollcall.home.write(roster, to: "team.csv")
    }
}
