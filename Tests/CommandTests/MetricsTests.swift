import FlowServ
import Foundation
import Sandbox
import TestSupport
import Testing

/// `--metrics`, as the Prometheus client's own parser reads it.
struct MetricsTests {
    private struct Family: Decodable {
        let type: String
        let help: String
        let samples: [Sample]

        struct Sample: Decodable {
            let name: String
            let labels: [String: String]
            let value: Double
        }

        /// The value with these labels.
        func value(_ name: String? = nil, _ labels: [String: String] = [:]) -> Double? {
            samples.first { (name == nil || $0.name == name) && $0.labels == labels }?.value
        }
    }

    private func read(_ rollcall: Command) async throws -> [String: Family] {
        let reader = Program(
            try PackageFiles.python(.prometheus, "python"), [PackageFiles.root + "/Tests/python/read_metrics.py"],
            input: try rollcall.home.read("rollcall.prom"))
        let ending = try await reader.run()
        ending.expect(0)
        return try ending.decoded(as: [String: Family].self)
    }

    @Test func `a run writes what became of it, whole and for the collector to read`() async throws {
        try await TroubledServer.run { rollcall, sandbox in
            await sandbox.inject(Fault(.register, username: "new", .statusBefore(429, retryAfter: "0")))
            try rollcall.home.write("username,password\nnew,secret\nann,secret\n", to: "new.csv")
            let applied = try await rollcall.run(
                ["apply", "new.csv", "--yes", "--settle", "0", "--metrics", "rollcall.prom"])
            applied.expect(0)
            let metrics = try await read(rollcall)
            let accounts = try #require(metrics["rollcall_accounts"])
            #expect(accounts.value(nil, ["outcome": "planned"]) == 1)
            #expect(accounts.value(nil, ["outcome": "succeeded"]) == 1)
            #expect(accounts.value(nil, ["outcome": "unknown"]) == 0)
            #expect(metrics["rollcall_unmanaged_accounts"]?.value() == 1)
            let requests = try #require(metrics["rollcall_requests"])
            #expect(requests.type == "counter")
            #expect(requests.value(nil, ["route": "users:register", "status": "429"]) == 1)
            #expect(requests.value(nil, ["route": "users:register", "status": "201"]) == 1)
            #expect(metrics["rollcall_retries"]?.value() == 1)
            let began = try #require(metrics["rollcall_last_run_timestamp_seconds"]?.value())
            #expect(abs(Date().timeIntervalSince1970 - began) < 600)
            #expect(try #require(metrics["rollcall_last_success_timestamp_seconds"]?.value()) >= began)
            #expect(metrics["rollcall_last_run_success"]?.value() == 1)
            let names = try FileManager.default.contentsOfDirectory(atPath: rollcall.home.path)
            #expect(names.filter { $0.contains("rollcall.prom") } == ["rollcall.prom"])
            let attributes = try FileManager.default.attributesOfItem(atPath: rollcall.home.file("rollcall.prom"))
            #expect(attributes[.posixPermissions] as? Int == 0o644)
        }
    }

    @Test func `latencies are a histogram for each route`() async throws {
        try await Command.onSandbox { rollcall, _ in
            try rollcall.home.write(People(5).csv(), to: "team.csv")
            try await rollcall("apply", "team.csv", "--yes", "--metrics", "rollcall.prom").expect(0)
            let name = "rollcall_request_duration_seconds"
            let family = try #require(try await read(rollcall)[name])
            #expect(family.type == "histogram")
            for (route, number) in [("users:register", 5.0), ("users:list", 2), ("users:login", 1)] {
                let buckets = family.samples.filter { $0.name == name + "_bucket" && $0.labels["route"] == route }
                #expect(buckets.map(\.value) == buckets.map(\.value).sorted() && buckets.count == 13)
                #expect(buckets.last?.labels["le"] == "+Inf" && buckets.last?.value == number)
                #expect(family.value(name + "_count", ["route": route]) == number)
                #expect(try #require(family.value(name + "_sum", ["route": route])) > 0)
            }
        }
    }

    /// What goes wrong before a run begins.
    private static let failures:
        [(status: Int32, setUp: @Sendable (Command, SandboxBackend) async throws -> [String])] = [
            (
                1,
                { rollcall, _ in
                    try rollcall.home.write("no journal", to: "other.sqlite")
                    return ["--journal", "other.sqlite"]
                }
            ),
            (
                4,
                { rollcall, _ in
                    try rollcall.home.write("username,password\n,secret\n", to: "team.csv")
                    return []
                }
            ),
            (
                5,
                { _, sandbox in
                    await sandbox.inject(
                        Fault(.login, times: nil, .statusBefore(404, message: "unknown user 'admin'")))
                    return []
                }
            ),
            (
                6,
                { rollcall, _ in
                    try rollcall.home.write("username,password\n", to: "team.csv")
                    return []
                }
            ),
            (64, { _, _ in ["--concurrency", "0"] }),
        ]

    @Test(arguments: [1, 4, 5, 6, 64] as [Int32])
    func `a night that fails says so, and what was known of the last run stays`(status: Int32) async throws {
        let failure = try #require(Self.failures.first { $0.status == status })
        try await Command.onSandbox { rollcall, sandbox in
            try rollcall.home.write(People(2) { _ in false }.csv(), to: "team.csv")
            let apply = ["apply", "team.csv", "--yes", "--metrics", "rollcall.prom"]
            try await rollcall.run(apply).expect(0)
            let before = try await read(rollcall)
            let flags = try await failure.setUp(rollcall, sandbox)
            try await rollcall.run(apply + flags).expect(status)
            let after = try await read(rollcall)
            #expect(after["rollcall_last_attempt_exit_status"]?.value() == Double(status))
            #expect(after["rollcall_last_run_success"]?.value() == 0)
            for name in ["rollcall_last_success_timestamp_seconds", "rollcall_last_run_timestamp_seconds"] {
                #expect(before[name]?.value() != nil && after[name]?.value() == before[name]?.value())
            }
            #expect(after["rollcall_accounts"]?.value(nil, ["outcome": "succeeded"]) == 2)
            #expect(after["rollcall_owed_credentials"]?.value() == 0)
            await sandbox.clearFaults()
            try rollcall.home.write(People(2) { _ in false }.csv(), to: "team.csv")
            try await rollcall.run(apply).expect(0)
            let good = try await read(rollcall)
            #expect(good["rollcall_last_attempt_exit_status"]?.value() == 0)
            #expect(good["rollcall_last_run_success"]?.value() == 1)
        }
    }

    @Test func `a night whose settings are wrong says so`() async throws {
        try await Command.onSandbox { rollcall, _ in
            try rollcall.home.write(People(2) { _ in false }.csv(), to: "team.csv")
            try rollcall.home.write("concurrency: [", to: "broken.yaml")
            let broken = try await rollcall(
                "apply", "team.csv", "--metrics", "rollcall.prom", "--config", "broken.yaml")
            #expect(broken.code != 0)
            #expect(
                try await read(rollcall)["rollcall_last_attempt_exit_status"]?.value() == broken.code.map(Double.init)
            )
            let variables = ["ROLLCALL_METRICS": "rollcall.prom", "ROLLCALL_CONCURRENCY": "many"]
            try await rollcall.with(variables)("resume").expect(64)
            #expect(try await read(rollcall)["rollcall_last_attempt_exit_status"]?.value() == 64)
            try await rollcall("apply", "team.csv", "--yes", "--metrics", "rollcall.prom").expect(0)
            try rollcall.home.write("server: x\nmetrics: rollcall.prom  # there\nmaxChange: 5%\n", to: "typo.yaml")
            try await rollcall("apply", "team.csv", "--yes", "--config", "typo.yaml").expect(64)
            #expect(try await read(rollcall)["rollcall_last_attempt_exit_status"]?.value() == 64)
        }
    }

    @Test(arguments: [SIGTERM, SIGHUP])
    func `a run that is stopped says so`(number: Int32) async throws {
        try await Command.onSandbox { rollcall, sandbox in
            try rollcall.home.write(People(60) { _ in false }.csv(), to: "team.csv")
            let apply = ["apply", "team.csv", "--yes", "--metrics", "rollcall.prom", "--rate", "10/s"]
            let stopped = try await rollcall.run(apply) { pid in
                try await eventually("the run is under way") { await sandbox.callCounts()[.register] ?? 0 > 5 }
                kill(pid, number)
            }
            stopped.expect(128 + number)
            #expect(await sandbox.registers().count < 60)
            #expect(try await read(rollcall)["rollcall_last_attempt_exit_status"]?.value() == Double(128 + number))
            #expect(try await read(rollcall)["rollcall_last_run_success"]?.value() == 0)
        }
    }

    @Test(arguments: [SIGINT, SIGTERM, SIGHUP])
    func `a night that is stopped before its run begins says so`(number: Int32) async throws {
        try await Command.onSandbox { rollcall, sandbox in
            try rollcall.home.write(People(2) { _ in false }.csv(), to: "team.csv")
            let apply = ["apply", "team.csv", "--yes", "--metrics", "rollcall.prom"]
            try await rollcall.run(apply).expect(0)
            let before = try await read(rollcall)
            for call in [Route.login, .list] {
                await sandbox.clearFaults()
                await sandbox.inject(Fault(call, times: nil, .delay(.seconds(600))))
                let calls = await sandbox.callCounts()[call] ?? 0
                let stopped = try await rollcall.run(apply) { pid in
                    try await eventually("it waits") { await sandbox.callCounts()[call] ?? 0 > calls }
                    kill(pid, number)
                }
                #expect(stopped.shellCode == 128 + number, "\(stopped)")
                #expect(stopped.errors == "rollcall: Interrupted before the run began.  Nothing was sent.\n")
                let after = try await read(rollcall)
                #expect(after["rollcall_last_attempt_exit_status"]?.value() == Double(128 + number))
                #expect(after["rollcall_last_run_success"]?.value() == 0)
                let success = "rollcall_last_success_timestamp_seconds"
                #expect(before[success]?.value() != nil && after[success]?.value() == before[success]?.value())
            }
        }
    }

    @Test(arguments: [SIGINT, SIGTERM, SIGHUP])
    func `a question that a signal ends is told`(number: Int32) async throws {
        try await Command.onSandbox { rollcall, sandbox in
            try rollcall.home.write(People(2) { _ in false }.csv(), to: "team.csv")
            let program = Program(
                try PackageFiles.program("rollcall"), ["apply", "team.csv", "--metrics", "rollcall.prom"],
                environment: rollcall.environment, directory: rollcall.home.path)
            let ending = try await Terminal.run(program, answering: [.init(", type ", signal: number)])
            #expect(ending.code == 128 + number, "\(ending.status)")
            #expect(await sandbox.registers().isEmpty)
            #expect(try await read(rollcall)["rollcall_last_attempt_exit_status"]?.value() == Double(128 + number))
        }
    }

    @Test func `a resume that finds nothing to finish makes no failed night good`() async throws {
        try await Command.onSandbox { rollcall, _ in
            try rollcall.home.write(People(2) { _ in false }.csv(), to: "team.csv")
            let resume = ["resume", "--metrics", "rollcall.prom"]
            try await rollcall.run(resume).expect(0)
            #expect(try await read(rollcall)["rollcall_last_attempt_exit_status"]?.value() == 0)
            try await rollcall("apply", "nowhere.csv", "--yes", "--metrics", "rollcall.prom").expect(4)
            let failed = try rollcall.home.read("rollcall.prom")
            // Without a journal, and with one that has no unfinished run.
            try await rollcall.run(resume).expect(0)
            #expect(try rollcall.home.read("rollcall.prom") == failed)
            try await rollcall("apply", "team.csv", "--yes").expect(0)
            try await rollcall.run(resume).expect(0)
            #expect(try rollcall.home.read("rollcall.prom") == failed)
            #expect(failed.contains("\nrollcall_last_run_success 0\n"))
            // What is in the file may be anybody's.
            for number in ["NaN", "1e300", "-Inf"] {
                let odd = "rollcall_last_attempt_exit_status 143\nrollcall_last_attempt_run \(number)\n"
                try rollcall.home.write(odd, to: "rollcall.prom")
                try await rollcall.run(resume).expect(0)
                #expect(try rollcall.home.read("rollcall.prom") == odd)
            }
        }
    }

    @Test func `a run that is ended at once, by a second signal, says so`() async throws {
        try await Command.onSandbox { rollcall, sandbox in
            try rollcall.home.write(People(2) { _ in false }.csv(), to: "team.csv")
            let apply = ["apply", "team.csv", "--yes", "--metrics", "rollcall.prom"]
            try await rollcall.run(apply).expect(0)
            try rollcall.home.write(People(4) { _ in false }.csv(), to: "team.csv")
            await sandbox.inject(Fault(.register, times: nil, .delay(.seconds(600))))
            let stopped = try await rollcall.run(apply, errorsTo: "errors.txt") { pid in
                try await eventually("it registers") { await sandbox.callCounts()[.register] ?? 0 > 2 }
                await rollcall.signal(pid, SIGTERM, errorsIn: "errors.txt")
                try await eventually("the first one is told") {
                    try await read(rollcall)["rollcall_last_attempt_exit_status"]?.value() == 143
                }
                kill(pid, SIGTERM)
            }
            stopped.expect(143)
            #expect(try await read(rollcall)["rollcall_last_run_success"]?.value() == 0)
        }
    }

    @Test func `a run that was stopped when all was sent is good once resume finds nothing left`() async throws {
        try await Command.onSandbox { rollcall, sandbox in
            try rollcall.home.write(People(3) { _ in false }.csv(), to: "team.csv")
            await sandbox.inject(Fault(.list, nth: 2, times: nil, .delay(.seconds(600))))
            let apply = ["apply", "team.csv", "--yes", "--metrics", "rollcall.prom"]
            let stopped = try await rollcall.run(apply) { pid in
                try await eventually("the listing is under way") { await sandbox.callCounts()[.list] == 2 }
                kill(pid, SIGINT)
            }
            stopped.expect(130)
            #expect(try await read(rollcall)["rollcall_last_attempt_exit_status"]?.value() == 130)
            await sandbox.clearFaults()
            try await rollcall("resume", "--metrics", "rollcall.prom").expect(0)
            #expect(try await read(rollcall)["rollcall_last_attempt_exit_status"]?.value() == 0)
            // What is stopped before its run began is not made good by an older run.
            await sandbox.inject(Fault(.login, times: nil, .delay(.seconds(600))))
            let logins = await sandbox.callCounts()[.login] ?? 0
            _ = try await rollcall.run(apply) { pid in
                try await eventually("it waits") { await sandbox.callCounts()[.login] ?? 0 > logins }
                kill(pid, SIGINT)
            }
            await sandbox.clearFaults()
            try await rollcall("resume", "--metrics", "rollcall.prom").expect(0)
            #expect(try await read(rollcall)["rollcall_last_attempt_exit_status"]?.value() == 130)
        }
    }

    @Test func `the last success is the journal's where the file is gone, and without a journal nothing is owed`()
        async throws
    {
        try await Command.onSandbox { rollcall, _ in
            let failing = ["apply", "nowhere.csv", "--yes", "--metrics", "rollcall.prom"]
            try await rollcall.run(failing).expect(4)
            #expect(try await read(rollcall)["rollcall_owed_credentials"]?.value() == 0)
            try rollcall.home.write(People(2) { _ in false }.csv(), to: "team.csv")
            try await rollcall("apply", "team.csv", "--yes", "--metrics", "rollcall.prom").expect(0)
            let name = "rollcall_last_success_timestamp_seconds"
            let before = try await read(rollcall)[name]?.value()
            try FileManager.default.removeItem(atPath: rollcall.home.file("rollcall.prom"))
            try await rollcall.run(failing).expect(4)
            let after = try await read(rollcall)[name]?.value()
            #expect(before != nil && after == before)
        }
    }

    @Test func `a success counts only when all of its call went well`() async throws {
        try await Command.onSandbox { rollcall, _ in
            try rollcall.home.write(People(2) { _ in false }.csv(), to: "team.csv")
            let apply = ["apply", "team.csv", "--yes", "--metrics", "rollcall.prom"]
            try await rollcall.run(apply).expect(0)
            let name = "rollcall_last_success_timestamp_seconds"
            let before = try #require(try await read(rollcall)[name]?.value())
            try await Task.sleep(for: .milliseconds(1_100))
            try await rollcall.run(apply + ["--report", "nowhere/r.json"]).expect(1)
            #expect(try await read(rollcall)[name]?.value() == before)
            #expect(try await read(rollcall)["rollcall_last_run_success"]?.value() == 0)
        }
    }

    @Test func `a night in which another run has the journal says so`() async throws {
        try await Command.onSandbox { rollcall, sandbox in
            try rollcall.home.write(People(2) { _ in false }.csv(), to: "team.csv")
            await sandbox.inject(Fault(.register, nth: 1, .delay(.seconds(3))))
            let first = try await rollcall.run(["apply", "team.csv", "--yes"]) { _ in
                try await eventually("the first one is under way") { await sandbox.callCounts()[.register] ?? 0 > 0 }
                try await rollcall("resume", "--metrics", "rollcall.prom").expect(7)
                #expect(try await read(rollcall)["rollcall_last_attempt_exit_status"]?.value() == 7)
            }
            first.expect(0)
            try await rollcall("apply", "team.csv", "--yes", "--metrics", "rollcall.prom").expect(0)
            #expect(try await read(rollcall)["rollcall_last_run_success"]?.value() == 1)
        }
    }

    @Test func `what is owed is in the metrics of every run`() async throws {
        try await Command.onSandbox { rollcall, _ in
            try rollcall.home.write("username\nann\nbob\n", to: "team.csv")
            try await rollcall(
                "apply", "team.csv", "--yes", "--generate-passwords", "--credentials", "|false", "--metrics",
                "rollcall.prom"
            ).expect(3)
            #expect(try await read(rollcall)["rollcall_owed_credentials"]?.value() == 2)
            #expect(try await read(rollcall)["rollcall_last_attempt_exit_status"]?.value() == 3)
            // The journal knows it, whatever became of the file.
            try FileManager.default.removeItem(atPath: rollcall.home.file("rollcall.prom"))
            try await rollcall("apply", "nowhere.csv", "--yes", "--metrics", "rollcall.prom").expect(4)
            #expect(try await read(rollcall)["rollcall_owed_credentials"]?.value() == 2)
        }
    }

    @Test func `a run that stops writes too, and the last success stays what it was`() async throws {
        try await Command.onSandbox { rollcall, sandbox in
            try rollcall.home.write(People(2).csv(), to: "team.csv")
            try await rollcall("apply", "team.csv", "--yes", "--metrics", "rollcall.prom").expect(0)
            let before = try await read(rollcall)["rollcall_last_success_timestamp_seconds"]?.value()
            try rollcall.home.write(People(4).csv(), to: "team.csv")
            await sandbox.inject(Fault(.register, times: nil, .statusBefore(400, message: "no")))
            let stopped = try await rollcall(
                "apply", "team.csv", "--yes", "--max-failures", "0", "--concurrency", "1", "--metrics",
                "rollcall.prom")
            stopped.expect(3)
            let after = try await read(rollcall)
            #expect(before != nil && after["rollcall_last_success_timestamp_seconds"]?.value() == before)
            #expect(after["rollcall_last_run_success"]?.value() == 0)
            #expect(after["rollcall_accounts"]?.value(nil, ["outcome": "failed"]) == 1)
            #expect(after["rollcall_accounts"]?.value(nil, ["outcome": "remaining"]) == 1)
        }
    }
}
