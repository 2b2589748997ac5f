import Foundation
import TestSupport
import Testing

/// The main job on a real flowServ: sixty people in a CSV and a Latin-1 XML, twelve of them pending.
struct MainJobTests {
    private let first = People(40)
    private let second = People(20, stems: ["müller", "große", "øystein", "françois"])

    private var pending: Set<String> { Set((first.pending + second.pending).map(\.username)) }
    private var active: Set<String> { Set((first.active + second.active).map(\.username)) }

    private func write(flipped: Bool, in home: TemporaryDirectory) throws {
        try home.write(first.csv(flipped: flipped), to: "team.csv")
        try home.write(second.xml(flipped: flipped), to: "guests.xml", encoding: .isoLatin1)
    }

    @Test func `sixty people get their accounts, a second plan is empty, and flipping activates the pending`()
        async throws
    {
        try await Command.onRealServer { rollcall, server in
            try write(flipped: false, in: rollcall.home)
            try await planShowsSixty(rollcall)
            try await applyMakesSixty(rollcall, server)
            try await theActiveCanLogIn(rollcall)
            try await nothingIsLeftToDo(rollcall)
            try write(flipped: true, in: rollcall.home)
            try await flippingActivates(rollcall, server)
            try await nothingIsLeftToDo(rollcall)
        }
    }

    private func planShowsSixty(_ rollcall: Command) async throws {
        let text = try await rollcall("plan", "team.csv", "guests.xml")
        text.expect(0)
        #expect(text.output.contains("60 to register, 0 to activate, 0 unchanged, 0 blocked, 1 unmanaged"))
        let json = try await rollcall("plan", "team.csv", "guests.xml", "--format", "json", "--detailed-exitcode")
        json.expect(2)
        let plan = try json.decoded(as: PlanDocument.self)
        #expect(plan.schema == "rollcall.plan/1")
        #expect(plan.actions.count == 60 && plan.actions.allSatisfy { $0.action == "register" })
        #expect(Set(plan.actions.filter { $0.state == "pending" }.map(\.username)) == pending)
        #expect(Set(plan.actions.filter { $0.state == "active" }.map(\.username)) == active)
        #expect(plan.blocked.isEmpty && plan.unmanaged == ["admin"])
    }

    private func applyMakesSixty(_ rollcall: Command, _ server: RealFlowServ) async throws {
        let applied = try await rollcall(
            "apply", "team.csv", "guests.xml", "--yes", "--format", "json", "--report", "report.json")
        applied.expect(0)
        let report = try applied.decoded(as: ReportDocument.self)
        #expect(report.schema == "rollcall.report/1" && report.status == "completed")
        #expect(report.summary["succeeded"] == 60)
        #expect(try rollcall.home.read("report.json") == applied.output)
        let rows = try server.accounts().filter { $0.name != "admin" }
        #expect(rows.count == 60)
        #expect(Set(rows.filter(\.isActive).map(\.name)) == active)
        #expect(Set(rows.filter { !$0.isActive }.map(\.name)) == pending)
        #expect(
            Dictionary(uniqueKeysWithValues: report.accounts.map { ($0.username, $0.userID) })
                == Dictionary(uniqueKeysWithValues: rows.map { ($0.name, $0.id) }))
    }

    private func theActiveCanLogIn(_ rollcall: Command) async throws {
        for person in first.active + second.active {
            let arguments = ["user", "login", person.username, "--password-file", "-"]
            let login = try await rollcall.run(arguments, input: person.password + "\n")
            #expect(login.code == 0 && !login.output.isEmpty, "\(person.username): \(login.errors)")
        }
    }

    private func nothingIsLeftToDo(_ rollcall: Command) async throws {
        let again = try await rollcall("plan", "team.csv", "guests.xml", "--detailed-exitcode")
        again.expect(0)
        #expect(again.output.contains("0 to register, 0 to activate, 60 unchanged, 0 blocked, 1 unmanaged"))
        #expect(again.output.contains("\nNothing to do.\n"))
    }

    private func flippingActivates(_ rollcall: Command, _ server: RealFlowServ) async throws {
        let before = try server.accounts()
        let planned = try await rollcall("plan", "team.csv", "guests.xml", "--format", "json")
        let plan = try planned.decoded(as: PlanDocument.self)
        #expect(Set(plan.actions.map(\.username)) == pending)
        #expect(plan.actions.allSatisfy { $0.action == "activate" && $0.state == "active" })
        let applied = try await rollcall("apply", "team.csv", "guests.xml", "--yes", "--format", "json")
        applied.expect(0)
        let report = try applied.decoded(as: ReportDocument.self)
        #expect(Set(report.accounts.map(\.username)) == pending)
        #expect(report.accounts.allSatisfy { $0.action == "activate" && $0.outcome == "succeeded" })
        let after = try server.accounts()
        #expect(after.map(\.id) == before.map(\.id))
        #expect(after.allSatisfy { $0.isActive })
    }
}
