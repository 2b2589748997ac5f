internal import Foundation
internal import Subprocess
internal import SystemPackage

/// A real proxy of a network, Debian's squid, on the loopback interface, which knows some names that nobody else does.
package struct Squid: Sendable {
    /// Its address, as `HOST:PORT`.
    package let address: String
    private let directory: TemporaryDirectory

    /// Starts it, does something with it and ends it, whatever happens.
    ///
    /// - Parameters:
    ///   - names: Names that lead to this machine.
    ///   - login: The name and password that it wants; nil when everybody may use it.
    package static func run<Value: Sendable>(
        knowing names: [String], login: (username: String, password: String)? = nil,
        _ body: @Sendable (Squid) async throws -> Value
    ) async throws -> Value {
        let directory = try TemporaryDirectory()
        let port = try freePort()
        // Started by root it goes on as a user of its own.
        try FileManager.default.setAttributes([.posixPermissions: 0o777], ofItemAtPath: directory.path)
        try directory.write(names.map { "127.0.0.1 \($0)\n" }.joined(), to: "hosts")
        var rules = "http_access allow all\n"
        if let login {
            let hash = try await Program("/usr/bin/openssl", ["passwd", "-apr1", login.password]).run()
            try directory.write("\(login.username):\(hash.output)", to: "users")
            rules = """
                auth_param basic program /usr/lib/squid/basic_ncsa_auth \(directory.file("users"))
                acl known proxy_auth REQUIRED
                http_access allow known
                http_access deny all

                """
        }
        try directory.write(
            """
            http_port 127.0.0.1:\(port)
            hosts_file \(directory.file("hosts"))
            pid_filename none
            access_log stdio:\(directory.file("access.log"))
            cache_log \(directory.file("cache.log"))
            cache deny all
            shutdown_lifetime 0 seconds
            \(rules)
            """, to: "squid.conf")
        let result = try await Subprocess.run(
            .path("/usr/sbin/squid"), arguments: ["-N", "-f", directory.file("squid.conf")], input: .none,
            output: .discarded, error: .discarded
        ) { execution in
            defer { try? execution.send(signal: .terminate) }
            let squid = Squid(address: "127.0.0.1:\(port)", directory: directory)
            try await squid.waitUntilItListens()
            return try await body(squid)
        }
        return result.closureResult
    }

    /// What it was asked for, a line each.
    package var log: String { (try? directory.read("access.log")) ?? "" }

    private func waitUntilItListens() async throws {
        for _ in 0..<300 {
            let said = (try? directory.read("cache.log")) ?? ""
            if said.contains("Accepting HTTP Socket connections") { return }
            try await Task.sleep(for: .milliseconds(100))
        }
        throw NotStarted(log: (try? directory.read("cache.log")) ?? "no log")
    }

    private struct NotStarted: Error {
        let log: String
    }

    /// A port that nobody has at this moment.
    private static func freePort() throws -> UInt16 {
        let socket = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(socket) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let status = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(socket, $0, length) == 0 ? getsockname(socket, $0, &length) : -1
            }
        }
        guard status == 0 else { throw POSIXError(POSIXError.Code(rawValue: errno) ?? .EADDRINUSE) }
        return UInt16(bigEndian: address.sin_port)
    }
}
