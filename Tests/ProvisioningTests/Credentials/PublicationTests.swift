import Accounts
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
        draft = CredentialsDraft(
            Journal.Publication(id: 1, draft: CredentialsDraft.name(for: path), path: path))
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
        #expect(try journal.recoverPublications() == PublicationRecovery())
    }

    @Test func `a draft that may not be complete goes, and its credentials are owed`() throws {
        try owe()
        _ = try journal.beginPublication(draft: draft.publication.draft, path: path)
        try draft.write(Array("half a fi".utf8))
        #expect(try journal.recoverPublications() == PublicationRecovery())
        #expect(try files == [] && journal.owedDeliveries() == 1)
        #expect(try journal.publications().isEmpty)
    }

    @Test func `a complete draft gets its place, once`() throws {
        try owe()
        _ = try journal.beginPublication(draft: draft.publication.draft, path: path)
        try draft.write(Array("whole".utf8))
        try journal.publishing(["ann"], in: draft.publication)
        #expect(try journal.recoverPublications().published == [path])
        #expect(try files == ["credentials.csv"] && directory.read("credentials.csv") == "whole")
        #expect(try journal.owedDeliveries() == 0)
        #expect(try journal.recoverPublications() == PublicationRecovery())
    }

    @Test func `a file that had its place and was moved away meanwhile is not made again`() throws {
        try owe()
        _ = try journal.beginPublication(draft: draft.publication.draft, path: path)
        try draft.write(Array("whole".utf8))
        try journal.publishing(["ann"], in: draft.publication)
        try draft.publish()
        try FileManager.default.moveItem(atPath: path, toPath: directory.file("handed-out.csv"))
        #expect(try journal.recoverPublications().published == [path])
        #expect(try files == ["handed-out.csv"] && journal.owedDeliveries() == 0)
    }

    @Test func `a place that somebody else has taken keeps its file, and the credentials are owed`() throws {
        try owe()
        _ = try journal.beginPublication(draft: draft.publication.draft, path: path)
        try draft.write(Array("whole".utf8))
        try journal.publishing(["ann"], in: draft.publication)
        try directory.write("somebody else's", to: "credentials.csv")
        #expect(try journal.recoverPublications() == PublicationRecovery())
        #expect(try files == ["credentials.csv"] && directory.read("credentials.csv") == "somebody else's")
        #expect(try journal.owedDeliveries() == 1)
    }

    @Test func `a draft that cannot be removed is not forgotten, whether it was delivered or not`() throws {
        try owe()
        _ = try journal.beginPublication(draft: draft.publication.draft, path: path)
        // A directory in its place cannot be unlinked, as a file on a read-only file system cannot.
        try FileManager.default.createDirectory(
            atPath: draft.publication.draft, withIntermediateDirectories: false)
        let recovery = try journal.recoverPublications()
        #expect(recovery.published == [] && recovery.unseen.map(\.path) == [draft.publication.draft])
        #expect(try journal.publications() == [draft.publication] && journal.owedDeliveries() == 1)
        try FileManager.default.removeItem(atPath: draft.publication.draft)
        #expect(try journal.recoverPublications() == PublicationRecovery())
        #expect(try journal.publications().isEmpty)
    }

    @Test func `a draft whose directory is away is neither delivered nor owed again`() throws {
        let path = directory.file("stick/credentials.csv")
        let name = CredentialsDraft.name(for: path)
        try FileManager.default.createDirectory(
            atPath: directory.file("stick"), withIntermediateDirectories: false)
        try owe()
        let publication = try journal.beginPublication(draft: name, path: path)
        try CredentialsDraft(publication).write(Array("whole".utf8))
        try journal.publishing(["ann"], in: publication)
        try FileManager.default.moveItem(atPath: directory.file("stick"), toPath: directory.file("away"))
        for place in ["nothing", "a file"] {
            let recovery = try journal.recoverPublications()
            #expect(recovery.unseen.map(\.path) == [name] && recovery.unseen.map(\.accounts) == [1], "\(place)")
            #expect(try journal.pendingDeliveries().map(\.state) == [.publishing])
            if place == "nothing" { try directory.write("not a directory", to: "stick") }
        }
        try FileManager.default.removeItem(atPath: directory.file("stick"))
        try FileManager.default.moveItem(atPath: directory.file("away"), toPath: directory.file("stick"))
        #expect(try journal.recoverPublications().published == [path])
        #expect(try journal.pendingDeliveries().isEmpty && journal.publications().isEmpty)
    }
}
