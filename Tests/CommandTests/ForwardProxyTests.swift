import Foundation
import TestSupport
import Testing

/// The way out of a network, through a real proxy.
struct ForwardProxyTests {
    private static let authority = Result { try TestAuthority() }

    /// A server that only the proxy can find, under the name `flowserv.test`.
    private func behindProxy(
        login: (username: String, password: String)? = nil,
        _ body: @escaping @Sendable (Command, Squid, WireLog) async throws -> Void
    ) async throws {
        let log = WireLog()
        try await Squid.run(knowing: ["flowserv.test"], login: login) { squid in
            let context = try Self.authority.get().server(for: "flowserv.test")
            try await RawServer.run(log, tls: context, script: CannedFlowServ.answer) { server in
                let rollcall = try Command(
                    server: "https://flowserv.test:\(server.port)/api", login: ("admin", "admin secret"))
                try rollcall.home.write(Self.authority.get().pem, to: "ca.pem")
                try await body(rollcall.with(["SSL_CERT_FILE": rollcall.home.file("ca.pem")]), squid, log)
            }
        }
    }

    private static let ask = ["user", "request-password-reset", "ann"]

    @Test(arguments: ["HTTPS_PROXY", "https_proxy"])
    func `a server is reached through the proxy that the environment names`(variable: String) async throws {
        try await behindProxy { rollcall, squid, log in
            let ending = try await rollcall.with([variable: "http://\(squid.address)"]).run(Self.ask)
            ending.expect(0)
            #expect(ending.output == "r1\n")
            #expect(squid.log.contains("CONNECT flowserv.test:"))
            #expect(!squid.log.contains("/api"))
        }
    }

    @Test func `a whole run goes through the proxy`() async throws {
        try await behindProxy { rollcall, squid, log in
            try rollcall.home.write("username,password\nann,secret\n", to: "team.csv")
            let ending = try await rollcall.with(["HTTPS_PROXY": squid.address])
                .run(["apply", "team.csv", "--yes", "--no-verify"])
            ending.expect(0)
            #expect(log.requests.contains { $0.target.hasSuffix("/register") })
        }
    }

    @Test(arguments: ["flowserv.test", ".test", "example.org, flowserv.test", "*", "TEST", "FlowServ.Test.", "test."])
    func `what NO_PROXY names is reached without it`(exception: String) async throws {
        try await behindProxy { rollcall, squid, log in
            let ending = try await rollcall.with(["HTTPS_PROXY": squid.address, "NO_PROXY": exception]).run(Self.ask)
            ending.expect(5)
            #expect(ending.errors.contains("the host name flowserv.test cannot be resolved"), "\(ending.errors)")
            #expect(squid.log.isEmpty && log.requests.isEmpty)
        }
    }

    @Test(arguments: ["serv.test", "flowserv.test:1", "10.0.0.0/8", ""])
    func `what NO_PROXY does not name goes through it`(exception: String) async throws {
        try await behindProxy { rollcall, squid, _ in
            try await rollcall.with(["HTTPS_PROXY": squid.address, "NO_PROXY": exception]).run(Self.ask).expect(0)
        }
    }

    @Test(
        arguments: [
            ("http://127.0.0.1:9/api", "the server is on this machine", "plain http has none"),
            ("https://localhost.:9/api", "the server is on this machine", nil),
            ("https://rob.example.org/api", "noProxy names the server", nil),
            ("https://rob.example.com/api", nil, nil),
        ] as [(String, String?, String?)])
    func `config says what has no effect for the server`(server: String, proxy: String?, authorities: String?)
        async throws
    {
        let rollcall = try Command(server: server, login: ("admin", "admin secret")).with([
            "HTTPS_PROXY": "proxy.example.net:3128", "NO_PROXY": "example.org.", "SSL_CERT_FILE": "/ca.pem",
        ])
        let lines = try await rollcall("config").output.split(separator: "\n")
        let expected = [("proxy ", "HTTPS_PROXY", proxy), ("certificates ", "SSL_CERT_FILE", authorities)]
        for (key, variable, reason) in expected {
            let line = try #require(lines.first { $0.hasPrefix("  " + key) })
            #expect(line.hasSuffix(reason.map { "\(variable) (without effect: \($0))" } ?? variable), "\(line)")
        }
        let pinned = try await rollcall.with(["ROLLCALL_CACERT": "/own.pem"])("config").output
        #expect(pinned.contains("SSL_CERT_FILE (without effect: "))
    }

    /// Its certificate would be held against the proxy's address, so anybody with a certificate for that could stand in for it.
    @Test(arguments: ["192.0.2.7", "[2001:db8::7]"])
    func `a server that is named by its address is not reached through a proxy`(host: String) async throws {
        try await behindProxy { rollcall, squid, _ in
            let ending = try await rollcall.with([
                "HTTPS_PROXY": squid.address, "ROLLCALL_SERVER": "https://\(host)/api",
            ]).run(Self.ask)
            ending.expect(64)
            #expect(ending.errors.contains("host name in --server"), "\(ending.errors)")
            #expect(squid.log.isEmpty)
        }
    }

    @Test func `a certificate for another name is refused through the proxy, too`() async throws {
        let authority = try TestAuthority()
        let log = WireLog()
        try await Squid.run(knowing: ["flowserv.test"]) { squid in
            // One that would do for the proxy.
            let context = try authority.server(for: "localhost")
            try await RawServer.run(log, tls: context, script: CannedFlowServ.answer) { server in
                let rollcall = try Command(
                    server: "https://flowserv.test:\(server.port)/api", login: ("admin", "admin secret"))
                let file = try rollcall.home.write(authority.pem, to: "ca.pem")
                let ending = try await rollcall.with(["SSL_CERT_FILE": file, "HTTPS_PROXY": squid.address]).run(
                    Self.ask)
                ending.expect(5)
                #expect(ending.errors.contains("for another host.  Nothing was sent"), "\(ending.errors)")
                #expect(ending.errors.contains("Name the server as its certificate does"))
                #expect(log.requests.isEmpty)
            }
        }
    }

    @Test(
        arguments: [
            "https://u:se%63ret@p.example:3128", "socks5://p.example", "http://u:se/cret@p.example:3128",
            "http://p.example:3128/path", "http://p.example:port",
        ])
    func `what names no proxy is refused, and shown as such without a password`(setting: String) async throws {
        let rollcall = try Command(server: "https://flowserv.example.org/api", login: ("admin", "admin secret"))
            .with(["HTTPS_PROXY": setting])
        let refused = try await rollcall("user", "list")
        refused.expect(64)
        #expect(refused.errors.contains("HTTPS_PROXY does not name a proxy."))
        let config = try await rollcall("config")
        #expect(config.output.contains(/proxy +not a proxy +HTTPS_PROXY\n/), "\(config.output)")
        for text in [refused.everything, config.everything] { #expect(!text.contains("cret")) }
    }

    @Test func `a proxy that is gone is what is to be corrected`() async throws {
        let rollcall = try Command(server: "https://flowserv.example.org/api", login: ("admin", "admin secret"))
            .with(["HTTPS_PROXY": "127.0.0.1:9"])
        let ending = try await rollcall("user", "list")
        ending.expect(5)
        #expect(ending.errors.contains("Correct HTTPS_PROXY, or name the server in NO_PROXY"), "\(ending.errors)")
    }

    @Test func `authorities that cannot be read are what is to be corrected`() async throws {
        let rollcall = try Command(server: "https://flowserv.example.org/api", login: ("admin", "admin secret"))
            .with(["SSL_CERT_FILE": "/nonexistent.pem"])
        let ending = try await rollcall("user", "list")
        ending.expect(5)
        #expect(ending.errors.contains("Check the file that --cacert, or else SSL_CERT_FILE"), "\(ending.errors)")
    }

    @Test func `a proxy that wants a login gets it, and nobody else does`() async throws {
        try await behindProxy(login: ("lab", "pass:word")) { rollcall, squid, log in
            let without = try await rollcall.with(["HTTPS_PROXY": squid.address]).run(Self.ask)
            without.expect(5)
            #expect(without.errors.contains("requires a login"), "\(without.errors)")
            let wrong = try await rollcall.with(["HTTPS_PROXY": "http://lab:wrong@\(squid.address)"]).run(Self.ask)
            wrong.expect(5)
            #expect(!wrong.everything.contains("wrong@"))
            let proxy = rollcall.with(["HTTPS_PROXY": "http://lab:pass%3Aword@\(squid.address)"])
            try await proxy.run(Self.ask).expect(0)
            for request in log.requests { #expect(request.values("proxy-authorization").isEmpty) }
            let config = try await proxy("config")
            #expect(config.output.contains(squid.address) && config.output.contains("HTTPS_PROXY"))
            #expect(!config.output.contains("pass:word") && !config.output.contains("pass%3A"))
        }
    }

    @Test func `a proxy that is gone, or that refuses, is told from the server`() async throws {
        try await behindProxy { rollcall, squid, _ in
            let gone = try await rollcall.with(["HTTPS_PROXY": "http://127.0.0.1:1"]).run(Self.ask)
            gone.expect(5)
            #expect(gone.errors.contains("no connection to the proxy 127.0.0.1:1"), "\(gone.errors)")
            let refused = try await rollcall.with(["HTTPS_PROXY": squid.address])
                .run(Self.ask + ["--server", "https://nowhere.test/api"])
            refused.expect(5)
            #expect(refused.errors.contains("refuses to connect to the server"), "\(refused.errors)")
        }
    }

    @Test(arguments: ["https://proxy.test:3128", "socks5://proxy.test", "http://", "http://user:secret@"])
    func `what names no proxy is refused without being shown`(value: String) async throws {
        let rollcall = try Command(server: "https://flowserv.test/api")
        let ending = try await rollcall.with(["HTTPS_PROXY": value]).run(Self.ask)
        ending.expect(64)
        #expect(ending.errors.contains("HTTPS_PROXY does not name a proxy"))
        #expect(!ending.errors.contains("secret"))
    }

    @Test func `this machine, and plain http, are reached without a proxy`() async throws {
        try await Command.onSandbox { rollcall, _ in
            try await rollcall.with(["HTTPS_PROXY": "http://127.0.0.1:1", "HTTP_PROXY": "http://127.0.0.1:1"])
                .run(["user", "list"]).expect(0)
        }
    }

    @Test func `the system's variables name the authorities, and the flag counts before them`() async throws {
        let context = try Self.authority.get().server(for: "localhost")
        try await RawServer.run(WireLog(), tls: context, script: CannedFlowServ.answer) { server in
            let rollcall = try Command(server: "https://localhost:\(server.port)/api")
            let known = try rollcall.home.write(Self.authority.get().pem, to: "ca.pem")
            let stranger = try rollcall.home.write(try TestAuthority("somebody else").pem, to: "other.pem")
            let directory = rollcall.home.file("certs")
            try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: false)
            try FileManager.default.copyItem(atPath: known, toPath: directory + "/ours.pem")
            try "read me".write(toFile: directory + "/README", atomically: false, encoding: .utf8)
            try await rollcall.run(Self.ask).expect(5)
            try await rollcall.with(["SSL_CERT_FILE": known]).run(Self.ask).expect(0)
            try await rollcall.with(["SSL_CERT_DIR": "/none:" + directory]).run(Self.ask).expect(0)
            try await rollcall.with(["SSL_CERT_FILE": stranger]).run(Self.ask).expect(5)
            try await rollcall.with(["SSL_CERT_FILE": stranger]).run(Self.ask + ["--cacert", known]).expect(0)
            try await rollcall.with(["SSL_CERT_FILE": known]).run(Self.ask + ["--cacert", stranger]).expect(5)
        }
    }
}
