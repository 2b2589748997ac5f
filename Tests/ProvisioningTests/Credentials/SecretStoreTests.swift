import Foundation
import TestSupport
import Testing

@testable import Provisioning

/// The files of the secrets beside a journal.
struct SecretStoreTests {
    private let directory: TemporaryDirectory
    private let store: SecretStore

    init() throws {
        directory = try TemporaryDirectory()
        store = SecretStore(journal: directory.file("journal.sqlite"))
    }

    private var names: [String] {
        get throws { try FileManager.default.contentsOfDirectory(atPath: directory.path).sorted() }
    }

    @Test func `a secret that was made is there for the next process, for its owner only`() throws {
        let secret = try store.create()
        #expect(try names == ["journal.sqlite.secret-\(secret.id.rawValue)"])
        let attributes = try FileManager.default.attributesOfItem(atPath: directory.file(try names[0]))
        #expect(attributes[.posixPermissions] as? Int == 0o600 && attributes[.size] as? Int == 32)
        let loaded = try SecretStore(journal: directory.file("journal.sqlite")).load()
        #expect(loaded.keys.map(\.rawValue) == [secret.id.rawValue])
        #expect(loaded[secret.id]?.bytes == secret.bytes)
    }

    @Test(arguments: ["", "short"]) func `a file that was cut off while it was made is no secret`(rest: String) throws
    {
        try directory.write(rest, to: "journal.sqlite.secret-0123456789abcdef")
        #expect(try store.load().isEmpty)
    }

    @Test func `a file with other bytes than its name says is refused, and so is a link`() throws {
        let secret = try store.create()
        let path = directory.file("journal.sqlite.secret-\(secret.id.rawValue)")
        try Data(repeating: 7, count: 32).write(to: URL(fileURLWithPath: path))
        #expect(throws: JournalError.self) { try store.load() }

        try FileManager.default.removeItem(atPath: path)
        try FileManager.default.createSymbolicLink(
            atPath: path, withDestinationPath: try directory.write("elsewhere", to: "other"))
        let error = #expect(throws: JournalError.self) { try store.load() }
        #expect(error?.description.contains("symbolic link") == true)
    }

    @Test func `what nobody needs any more goes, and only that`() throws {
        let kept = try store.create()
        _ = try store.create()
        try directory.write("", to: "journal.sqlite")
        store.remove(except: [kept.id])
        #expect(try names == ["journal.sqlite", "journal.sqlite.secret-\(kept.id.rawValue)"])
    }
}
