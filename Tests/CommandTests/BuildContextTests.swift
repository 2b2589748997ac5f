import Foundation
import TestSupport
import Testing

/// What the Dockerfile copies, through .dockerignore, is a package that Swift can load.
struct BuildContextTests {
    /// The files that the builder gets to see: the last line of .dockerignore that matches a path, or a directory above
    /// it, decides.
    private static func isVisible(_ path: String, _ ignore: [String]) -> Bool {
        var isVisible = true
        for line in ignore {
            let pattern = line.hasPrefix("!") ? String(line.dropFirst()) : line
            if pattern == "*" || path == pattern || path.hasPrefix(pattern + "/") {
                isVisible = line.hasPrefix("!")
            }
        }
        return isVisible
    }

    private static func lines(_ file: String) throws -> [String] {
        try String(contentsOfFile: PackageFiles.root + "/" + file, encoding: .utf8).split(separator: "\n")
            .map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty && !$0.hasPrefix("#") }
    }

    @Test func `what the Dockerfile copies is a whole package`() async throws {
        let ignore = try Self.lines(".dockerignore")
        // Other patterns have rules of their own, which nothing here knows.
        let wildcards = CharacterSet(charactersIn: "*?[")
        #expect(ignore.allSatisfy { $0 == "*" || $0.rangeOfCharacter(from: wildcards) == nil })
        let files = try await Program("/usr/bin/git", ["-C", PackageFiles.root, "ls-files"]).run()
        files.expect(0)
        let visible = files.output.split(separator: "\n").map(String.init).filter { Self.isVisible($0, ignore) }
        let context = try TemporaryDirectory()
        for line in try Self.lines("Dockerfile") where line.hasPrefix("COPY ") && !line.hasPrefix("COPY --from") {
            let words = line.split(separator: " ").dropFirst().map(String.init)
            let (source, target) = (words[0], words[1] == "./" ? words[0] : words[1])
            let copied = visible.filter { $0 == source || $0.hasPrefix(source + "/") }
            #expect(!copied.isEmpty, "COPY finds no \(source)")
            for file in copied {
                let place = URL(fileURLWithPath: context.file(target + file.dropFirst(source.count)))
                try FileManager.default.createDirectory(
                    at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
                try FileManager.default.copyItem(
                    at: URL(fileURLWithPath: PackageFiles.root + "/" + file), to: place)
            }
        }
        let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
        let loaded = try await Program(
            "/usr/bin/env", ["swift", "package", "--package-path", context.path, "describe"],
            environment: ["PATH": path, "HOME": context.path]
        ).run()
        loaded.expect(0)
        #expect(loaded.output.contains("rollcall-unjournaled"))
    }
}
