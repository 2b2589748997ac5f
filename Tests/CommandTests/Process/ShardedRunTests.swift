import Foundation
import TestSupport
import Testing

/// A roster that several processes take together, each with its shard and its journal, on a real flowServ.
struct ShardedRunTests {
    private static let count = 3
    private static let journals = (0..<count).map { "shard-\($0).sqlite" }
    private static let allJournals = journals.flatMap { ["--journal", $0] }
    private let settle = ["--settle", "6"]

    private func apply(_ index: Int) -> [String] {
        [
            "apply", "team.csv", "--yes", "--shard", "\(index)/\(Self.count)", "--journal", Self.journals[index],
            "--concurrency", "2",
        ]
    }

    @Test func `shards that run at the same time, one of them killed and resumed, make everybody once`() async throws
    {
        let people = People(90) { _ in false }
        try await Command.onRealServer { rollcall, server in
            try await MisbehavingProxy.run(before: server.url) { proxy in
                let rollcall = rollcall.with(["ROLLCALL_SERVER": proxy.url])
                try rollcall.home.write(people.csv(), to: "team.csv")
                try await runAll(rollcall, proxy)
                let status = try await rollcall.run(["status"] + Self.allJournals)
                status.expect(0)
                #expect(status.output.contains("== shard 1/3, shard-1.sqlite\nRun 1, running, at "))
                #expect(status.output.components(separatedBy: "Run 1 is not finished.").count == 2)
                #expect(status.output.contains("type: rollcall resume --journal shard-1.sqlite\n"))

                try await rollcall.run(["resume", "--journal", Self.journals[1]] + settle).expect(0)
                let names = try server.accounts().map(\.name).filter { $0 != "admin" }
                #expect(names.count == 90 && Set(names) == people.usernames)
                try await lookAtAll(rollcall)
            }
        }
    }

    /// Lets every shard apply at once, and kills the second one in the midst of it.
    private func runAll(_ rollcall: Command, _ proxy: MisbehavingProxy) async throws {
        let victim = Handover<pid_t>()
        proxy.set(ProxyTrap([.register], .carriedOut, number: 25) { kill(await victim.take(), SIGKILL) })
        try await withThrowingTaskGroup { group in
            for index in 0..<Self.count {
                group.addTask {
                    let ending = try await rollcall.run(apply(index)) { if index == 1 { await victim.give($0) } }
                    if index == 1 { #expect(ending.code == nil) } else { ending.expect(0) }
                }
            }
            try await group.waitForAll()
        }
    }

    /// The check at the end, over all journals, and then over the one that is made of them.
    private func lookAtAll(_ rollcall: Command) async throws {
        let plan = try await rollcall.run(["plan", "team.csv", "--detailed-exitcode"] + Self.allJournals)
        plan.expect(0)
        #expect(plan.output.contains("90 unchanged"))
        let some = try await rollcall.run(
            ["plan", "team.csv", "--journal", Self.journals[0], "--journal", Self.journals[2]])
        some.expect(1)
        #expect(some.errors.contains("the journal of the shard 1/3 is missing"))

        let merged = try await rollcall.run(["journal", "merge", "whole.sqlite"] + Self.journals)
        merged.expect(0)
        #expect(merged.errors.contains("whole.sqlite holds 3 runs and 90 accounts."))
        try await rollcall("plan", "team.csv", "--detailed-exitcode", "--journal", "whole.sqlite").expect(0)
        try await rollcall("apply", "team.csv", "--yes", "--journal", "whole.sqlite").expect(0)
        try await rollcall("status", "--journal", "whole.sqlite").expect(0)
    }
}
