import Foundation
import TestSupport
import Testing

@testable import Provisioning

/// Files that must be ours alone.
struct PrivateFileTests {
    private let directory: TemporaryDirectory

    init() throws {
        directory = try TemporaryDirectory()
    }

    private func mode(_ name: String) throws -> Int {
        try #require(
            FileManager.default.attributesOfItem(atPath: directory.file(name))[.posixPermissions] as? Int)
    }

    @Test func `a new file is its owner's only, and one with a wider mode becomes so`() throws {
        _ = try PrivateFile(directory.file("new"))
        try directory.write("old", to: "old")
        #expect(chmod(directory.file("old"), 0o644) == 0)
        _ = try PrivateFile(directory.file("old"))
        #expect(try mode("new") == 0o600 && mode("old") == 0o600)
        #expect(try directory.read("old") == "old")
    }

    @Test func `a symbolic link is refused, wherever it leads`() throws {
        let target = try directory.write("target", to: "target")
        for destination in [target, directory.file("nothing")] {
            let link = directory.file("link")
            try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: destination)
            #expect(throws: PrivateFileError.self) { _ = try PrivateFile(link) }
            #expect(throws: PrivateFileError.self) { _ = try PrivateFile(link, mustBeNew: true) }
            #expect(throws: PrivateFileError.self) { _ = try PrivateFile.contents(of: link) }
            #expect(throws: PrivateFileError.self) { try PrivateFile.replace(link, with: []) }
            try FileManager.default.removeItem(atPath: link)
        }
        #expect(try directory.read("target") == "target")
        #expect(!FileManager.default.fileExists(atPath: directory.file("nothing")))
    }

    /// A file that belongs to somebody else: made so by root, and a well-known one for anybody else.
    private func foreignFile() throws -> String {
        guard geteuid() == 0 else { return "/etc/passwd" }
        let path = try directory.write("theirs", to: "theirs")
        try #require(chown(path, 65_534, 65_534) == 0)
        return path
    }

    @Test func `a file of another owner is refused`() throws {
        let path = try foreignFile()
        let error = #expect(throws: PrivateFileError.self) { try PrivateFile.check(path) }
        #expect(error?.reason.contains("belongs to another user") == true)
        #expect(throws: PrivateFileError.self) { _ = try PrivateFile(path) }
        #expect(throws: PrivateFileError.self) { _ = try PrivateFile.contents(of: path) }
    }

    @Test func `what is no plain file is refused, and does not block`() throws {
        let pipe = directory.file("pipe")
        try #require(mkfifo(pipe, 0o600) == 0)
        #expect(throws: PrivateFileError.self) { _ = try PrivateFile(pipe) }
        #expect(throws: PrivateFileError.self) { _ = try PrivateFile(directory.path) }
    }

    @Test func `a file that must be new is never one that is there`() throws {
        let path = try directory.write("there", to: "there")
        let error = #expect(throws: PrivateFileError.self) { _ = try PrivateFile(path, mustBeNew: true) }
        #expect(error?.exists == true)
        #expect(try directory.read("there") == "there")
    }

    @Test func `a file is replaced whole, by a new one, and nothing is left beside it`() throws {
        let path = try directory.write("before", to: "file")
        try FileManager.default.linkItem(atPath: path, toPath: directory.file("second name"))
        try PrivateFile.replace(path, with: Array("after".utf8))
        #expect(try directory.read("file") == "after" && mode("file") == 0o600)
        #expect(try directory.read("second name") == "before")
        #expect(try FileManager.default.contentsOfDirectory(atPath: directory.path).count == 2)
    }

    @Test func `a directory in which everybody may replace files is refused`() throws {
        #expect(chmod(directory.path, 0o777) == 0)
        let error = #expect(throws: PrivateFileError.self) { try PrivateFile.checkDirectory(directory.path) }
        #expect(error?.reason.contains("chmod o-w") == true)
        // As /tmp is: only the owner of a file may remove it.
        #expect(chmod(directory.path, 0o1777) == 0)
        try PrivateFile.checkDirectory(directory.path)
    }
}
