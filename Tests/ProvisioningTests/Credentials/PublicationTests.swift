import FlowServ
import Foundation
import GRDB
import TestSupport
import Testing

@testable import Provisioning

/// A credentials file on its way to its place, cut off in between.
struct PublicationTests {
    private let directory: TemporaryDirectory
    private let journal: Journal
    private let draft: CredentialsDraft
    private let path: String

    init() throws {
        directory = try TemporaryDirectory()
        journal = try Journal(path: directory.file("state/journal.sqlite"))
        path = directory.file("credentials.csv")
        draft = CredentialsDraft(for: path)
    }

    /// One account whose credential is owed.
    private func owe() throws {
        try journal.learn(.active(UserID(rawValue: "a1")), about: "ann")
        try journal.write { database in
            try database.execute(
                sql: """
                    INSERT INTO hand_out (username, state, source, run, file, line)
                    VALUES ('ann', 'created', 'roster', 1, 'team.csv', 2)
                    """)
        }
    }

    private var files: [String] {
        get throws { try FileManager.default.contentsOfDirectory(atPath: directory.path).filter { $0 != "state" } }
    }

    @Test func `nothing was under way`() throws {
        #expect(try journal.recoverPublication() == nil)
    }

    @Test func `a draft that may not be complete goes, and its credentials are owed`() throws {
        try owe()
        try journal.beginPublication(draft.publication)
        try draft.write(Array("half a fi".utf8))
        #expect(try journal.recoverPublication() == nil)
        #expect(try files == [] && journal.owedHandOuts() == 1)
        #expect(try journal.publication() == nil)
    }

    @Test func `a complete draft gets its place, once`() throws {
        try owe()
        try journal.beginPublication(draft.publication)
        try draft.write(Array("whole".utf8))
        try journal.publishing(["ann"])
        #expect(try journal.recoverPublication() == path)
        #expect(try files == ["credentials.csv"] && directory.read("credentials.csv") == "whole")
        #expect(try journal.owedHandOuts() == 0)
        #expect(try journal.recoverPublication() == nil)
    }

    @Test func `a file that had its place and was moved away meanwhile is not made again`() throws {
        try owe()
        try journal.beginPublication(draft.publication)
        try draft.write(Array("whole".utf8))
        try journal.publishing(["ann"])
        try draft.publish()
        try FileManager.default.moveItem(atPath: path, toPath: directory.file("handed-out.csv"))
        #expect(try journal.recoverPublication() == path)
        #expect(try files == ["handed-out.csv"] && journal.owedHandOuts() == 0)
    }

    @Test func `a place that somebody else has taken keeps its file, and the credentials are owed`() throws {
        try owe()
        try journal.beginPublication(draft.publication)
        try draft.write(Array("whole".utf8))
        try journal.publishing(["ann"])
        try directory.write("somebody else's", to: "credentials.csv")
        #expect(try journal.recoverPublication() == nil)
        #expect(try files == ["credentials.csv"] && directory.read("credentials.csv") == "somebody else's")
        #expect(try journal.owedHandOuts() == 1)
    }
}
