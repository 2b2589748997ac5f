import Accounts
import Foundation
import GRDB
import PowerCutDisk

@testable import FlowServ
@testable import Sandbox

/// Looks at everything after a process has ended, in other ways than the program does.
struct Observer {
    let world: World
    private var seen: Set<String> = []
    private var readReports: [String: Data] = [:]

    init(_ world: World) { self.world = world }

    /// Looks at the server and at what a process has left behind.
    mutating func look(after process: SimulatedProcess, _ ending: SimulatedProcess.Ending) throws -> Look {
        var look = Look()
        look.rows = world.server.model.accounts.dropFirst().map {
            Look.Row(name: $0.name.text, id: $0.id, isActive: $0.active)
        }
        look.wanted = Dictionary(uniqueKeysWithValues: world.people.present.map { ($0.name, $0.isPending) })
        let machine = process.machine
        if machine.names.contains("journal.sqlite") {
            // A copy: nothing that is read here changes what the next process finds.
            let disk = machine.disk?.copied().process("observer")
            try withExtendedLifetime(disk) {
                try read(disk?.uri(machine.journal) ?? machine.journal, into: &look, isCopy: disk != nil)
            }
        }
        for name in machine.names where name.hasPrefix("credentials") {
            if seen.insert("\(machine.number)/\(name)").inserted { look.delivered += credentials(in: machine, name) }
        }
        if ending.status != nil, let bytes = machine.contents(of: "report.json") {
            let data = Data(bytes)
            if readReports[machine.directory] != data, let report = Self.report(data) { look.reports.append(report) }
            readReports[machine.directory] = data
        }
        look.leaks = leaks(machine, ending)
        return look
    }

    // MARK: - The journal

    private func read(_ path: String, into look: inout Look, isCopy: Bool) throws {
        var configuration = Configuration()
        configuration.readonly = !isCopy
        let queue = try DatabaseQueue(path: path, configuration: configuration)
        try queue.read { database in
            guard try database.tableExists("hand_out") else { return }
            look.ids = Set(
                try Row.fetchAll(database, sql: Self.ids).map { Look.KnownID(name: $0[0], id: $0[1]) })
            if let run = try Row.fetchOne(database, sql: "SELECT id, status, gate FROM run ORDER BY id DESC LIMIT 1")
            {
                look.run = (run[0], run[1], run[2])
                look.actions = try Row.fetchAll(
                    database, sql: "SELECT username, kind, wanted, state FROM action_in_words WHERE run = ?",
                    arguments: [run[0] as Int64]
                ).map { Look.Planned(name: $0[0], kind: $0[1], wanted: $0[2], state: $0[3]) }
            }
            func names(_ sql: String) throws -> Set<String> { Set(try String.fetchAll(database, sql: sql)) }
            look.everPlanned = try names("SELECT username FROM action")
            look.owed = try names("SELECT username FROM hand_out")
            look.stranded = try names("SELECT username FROM account WHERE status = 3")
            look.unknown = try names(
                "SELECT username FROM account WHERE status = 2 UNION SELECT username FROM action WHERE state = 1")
        }
        try queue.close()
    }

    private static let ids = ["account", "former_id", "action"].map { table in
        """
        SELECT username, CASE typeof(user_id) WHEN 'blob' THEN lower(hex(user_id)) ELSE user_id END FROM \(table)
            WHERE user_id IS NOT NULL
        """
    }.joined(separator: " UNION ")

    // MARK: - Files

    private func credentials(in machine: Machine, _ name: String) -> [Look.Credential] {
        let text = String(decoding: machine.contents(of: name) ?? [], as: UTF8.self)
        return text.split(separator: "\n").dropFirst().map { line in
            let cells = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            let (username, password, request, id) = (cells[0], cells[1], cells[2], cells[6])
            let account = world.server.model.accounts.first { $0.name.text == username }
            let isGood: Bool? = account.flatMap { account in
                if !request.isEmpty { return account.resetRequest?.value == request }
                return password.isEmpty ? nil : account.password == (try? StoredPassword(password))
            }
            return Look.Credential(name: username, id: id, isGood: isGood)
        }
    }

    private static func report(_ data: Data) -> (counts: [String: Int], outcomes: [String: Int])? {
        guard let object = try? JSONSerialization.jsonObject(with: data) as? [String: Any],
            let summary = object["summary"] as? [String: Int], let accounts = object["accounts"] as? [[String: Any]]
        else { return nil }
        var outcomes = ["planned": accounts.count]
        for key in ["succeeded", "failed", "unknown", "stranded", "skipped"] {
            outcomes[key] = accounts.count { $0["outcome"] as? String == key }
        }
        return (summary, outcomes)
    }

    // MARK: - Secrets

    private func leaks(_ machine: Machine, _ ending: SimulatedProcess.Ending) -> [String] {
        var places: [(String, [UInt8])] = [
            ("standard output", Array(ending.output.utf8)), ("standard error", Array(ending.errors.utf8)),
        ]
        for name in machine.names where Self.isPublic(name) {
            places.append((name, machine.contents(of: name) ?? []))
        }
        let secrets = world.server.secrets.union(["Secret-"]).sorted()
        for (name, bytes) in machine.disk?.contents ?? [:] { places.append((name, bytes)) }
        return places.flatMap { name, bytes in
            secrets.filter { bytes.contains(text: $0) }.map { "\($0) in \(name)" }
        }
    }

    private static func isPublic(_ name: String) -> Bool {
        !name.hasPrefix("credentials") && !name.hasSuffix(".csv") && !name.contains(".secret-")
            && !name.hasSuffix(".draft")
    }
}

extension [UInt8] {
    fileprivate func contains(text: String) -> Bool {
        let needle = Array(text.utf8)
        return withUnsafeBufferPointer { bytes in
            guard let start = bytes.baseAddress.map(UnsafeRawPointer.init) else { return false }
            var place = 0
            while place + needle.count <= count,
                let found = memchr(start + place, Int32(needle[0]), count - needle.count + 1 - place)
            {
                if memcmp(found, needle, needle.count) == 0 { return true }
                place = UnsafeRawPointer(found) - start + 1
            }
            return false
        }
    }
}
