internal import Foundation

/// Where the files of the package are that tests need.
package enum PackageFiles {
    /// The directory of Package.swift.
    package static let root: String = {
        var url = URL(fileURLWithPath: #filePath)
        for _ in 0..<3 { url.deleteLastPathComponent() }
        return url.path
    }()

    /// A program that this package builds; it is beside the test runner.
    package static func program(_ name: String) throws -> String {
        let runner = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        let path = URL(fileURLWithPath: runner).deletingLastPathComponent().appendingPathComponent(name).path
        guard FileManager.default.isExecutableFile(atPath: path) else {
            throw MissingFile(path: path, remedy: "swift build --build-tests")
        }
        return path
    }

    /// A program of one of the Python environments that `make venvs` makes.
    package static func python(_ environment: PythonEnvironment, _ name: String) throws -> String {
        let path = "\(root)/.venv-\(environment.rawValue)/bin/\(name)"
        guard FileManager.default.isExecutableFile(atPath: path) else {
            throw MissingFile(path: path, remedy: "make venvs")
        }
        return path
    }

    package enum PythonEnvironment: String {
        /// The real flowServ.
        case server = "flowserv-server"
        /// The reference client.
        case client = "flowserv-client"
        /// The Prometheus client, which reads metrics.
        case prometheus
        /// The readers that ours are compared with.
        case oracles
    }
}

/// Something that the tests cannot do without.  It is never a reason to skip one.
package struct MissingFile: Error, CustomStringConvertible {
    let path: String
    let remedy: String

    package init(path: String, remedy: String) {
        self.path = path
        self.remedy = remedy
    }

    package var description: String { "\(path) is missing.  Type: \(remedy)" }
}
