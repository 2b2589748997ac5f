import FlowServ
import Foundation
import TestSupport
import Testing

/// `kill -9` in runs that hand out credentials, on a real flowServ.
struct KilledDeliveryTests {
    /// As in ``KilledRunTests``: the server is idle on loopback, and lets no register wait longer than 5 s.
    private static let settle = ["--settle", "6"]

    private func onServer(
        _ count: Int, _ body: @Sendable (Command, RealFlowServ, MisbehavingProxy) async throws -> Void
    ) async throws {
        try await Command.onRealServer { rollcall, server in
            try await MisbehavingProxy.run(before: server.url) { proxy in
                let rows = (1...count).map { "user\($0)\n" }.joined()
                try rollcall.home.write("username\n" + rows, to: "team.csv")
                try await body(rollcall.with(["ROLLCALL_SERVER": proxy.url]), server, proxy)
            }
        }
    }

    @Test func `30 generated passwords log in after a run that was killed twice`() async throws {
        try await onServer(30) { rollcall, server, proxy in
            let apply = [
                "apply", "team.csv", "--yes", "--generate-passwords", "--credentials", "credentials.csv",
                "--concurrency", "4",
            ]
            try await rollcall.killed(apply + Self.settle, behind: proxy, at: .carriedOut, of: .register, number: 11)
            try await rollcall.killed(
                ["resume"] + Self.settle, behind: proxy, at: .carriedOut, of: .register, number: 9)
            #expect(!FileManager.default.fileExists(atPath: rollcall.home.file("credentials.csv")))
            let resumed = try await rollcall.run(["resume"] + Self.settle)
            resumed.expect(0)
            let file = try rollcall.credentials()
            #expect(file.names == (1...30).map { "user\($0)" })
            for row in file.rows {
                let logsIn = try await rollcall.logsIn(row["username"] ?? "", row["password"] ?? "")
                #expect(logsIn, "\(row["username"] ?? "")")
            }
            let accounts = try server.accounts().filter { $0.name != "admin" }
            #expect(
                accounts.count == 30
                    && file.values("flowserv_id") == accounts.reduce(into: [:]) { $0[$1.name] = $1.id })
            #expect(try rollcall.secretFiles == [])
        }
    }

    @Test func `invitations of a killed run are asked for again, and the ones that are handed out work`() async throws
    {
        try await onServer(4) { rollcall, _, proxy in
            let apply = ["apply", "team.csv", "--yes", "--invite", "--credentials", "credentials.csv"]
            // Descriptor, login, and then the resets: the kill meets the second of them.
            try await rollcall.killed(apply + Self.settle, behind: proxy, at: .carriedOut, of: .other, number: 4)
            try await rollcall.run(["resume"] + Self.settle).expect(0)
            let file = try rollcall.credentials()
            #expect(file.names == (1...4).map { "user\($0)" })
            for row in file.rows {
                let both = ["user", "reset-password", "--request-id-file", "-", "--password-file", "-"]
                try await rollcall.run(both, input: "\(row["request_id"] ?? "")\nchosen\n").expect(0)
                let logsIn = try await rollcall.logsIn(row["username"] ?? "", "chosen")
                #expect(logsIn)
            }
        }
    }

    @Test func `what a killed run created and did not deliver is in the next run's file`() async throws {
        try await onServer(6) { rollcall, _, proxy in
            let apply = ["apply", "team.csv", "--yes", "--generate-passwords", "--credentials"]
            try await rollcall.killed(
                apply + ["first.csv"] + Self.settle, behind: proxy, at: .arrived, of: .list, number: 2)
            // Today's roster names other people; the first six are owed theirs all the same.
            try rollcall.home.write("username\nnew\nuser1\n", to: "team.csv")
            try await rollcall.run(apply + ["second.csv"] + Self.settle).expect(0)
            #expect(!FileManager.default.fileExists(atPath: rollcall.home.file("first.csv")))
            let file = try rollcall.credentials("second.csv")
            #expect(file.names == (1...6).map { "user\($0)" } + ["new"])
            for row in file.rows {
                let logsIn = try await rollcall.logsIn(row["username"] ?? "", row["password"] ?? "")
                #expect(logsIn)
            }
        }
    }
}
