import Testing

@testable import FlowServ

struct ServiceDescriptorTests {
    private let address: ServerAddress

    init() throws { address = try ServerAddress("https://rob.example.org/proxy/api") }

    private func read(_ document: String) throws -> ServiceDescriptor {
        try ServiceDescriptor(address: address, document: Array(document.utf8))
    }

    private func reading(_ pattern: String) throws -> ServiceDescriptor {
        try read(#"{"routes": [{"id": "users:list", "pattern": "\#(pattern)"}]}"#)
    }

    @Test func `a document's patterns win over the defaults, and what it leaves out keeps them`() throws {
        let descriptor = try reading("v2/members")
        #expect(descriptor.url(for: .list) == "https://rob.example.org/proxy/api/v2/members")
        #expect(descriptor.url(for: .register) == "https://rob.example.org/proxy/api/users/register")
    }

    @Test func `the user's URL wins over the document's`() throws {
        let descriptor = try read(#"{"url": "http://localhost:5000/flowserv/api/v1", "routes": []}"#)
        #expect(descriptor.advertisedURL == "http://localhost:5000/flowserv/api/v1")
        for route in Route.allCases {
            #expect(descriptor.url(for: route) == "https://rob.example.org/proxy/api/\(route.defaultPattern)")
        }
    }

    @Test func `the document's name, version and user are kept`() throws {
        let descriptor = try read(#"{"name": "ROB", "version": "0.7.2", "username": "alice", "routes": []}"#)
        #expect(descriptor.name == "ROB")
        #expect(descriptor.version == "0.7.2")
        #expect(descriptor.username == "alice")
    }

    @Test func `routes that we do not call are ignored, whatever their pattern`() throws {
        let descriptor = try read(
            #"{"routes": [{"id": "runs:get", "pattern": "runs/{runId}"}, {"id": "x", "pattern": "../.."}]}"#)
        #expect(descriptor == ServiceDescriptor(address: address))
    }

    @Test(arguments: [
        "../admin", "users/../../admin", "..", "users/%2e%2e/admin", "users/.%2E", "users?x=1", "users#x", "", "/",
        "users\\\\evil", "users list", "users/\\n", "{id}", "us\u{e9}rs",
    ])
    func `a pattern that leads away or cannot be sent is refused`(_ pattern: String) throws {
        #expect(throws: ServiceError.notAFlowServ(reason: "its descriptor sends users:list to an unusable path")) {
            try reading(pattern)
        }
    }

    @Test(arguments: ["//evil.example/users", "/evil.example/users"])
    func `a pattern cannot name another host`(_ pattern: String) throws {
        #expect(
            try reading(pattern).url(for: .list) == "https://rob.example.org/proxy/api/evil.example/users")
    }

    @Test(arguments: ["", "<html>", "[]", "{}", #"{"routes": "users"}"#, #"{"routes": [{"id": "users:list"}]}"#])
    func `anything that is no descriptor is not a flowServ`(_ document: String) throws {
        let reason = "the answer at \(address.url)/ is not a service descriptor"
        #expect(throws: ServiceError.notAFlowServ(reason: reason)) { try read(document) }
    }

    @Test func `flowServ's own settings make a descriptor with default routes`() throws {
        let descriptor = try ServiceDescriptor(flowservSettings: [
            "FLOWSERV_API_NAME": "ours", "FLOWSERV_API_PROTOCOL": "https", "FLOWSERV_API_HOST": "rob.example.org",
            "FLOWSERV_API_PORT": "8443", "FLOWSERV_API_PATH": "api",
        ])
        #expect(descriptor.name == "ours")
        #expect(descriptor.url(for: .whoami) == "https://rob.example.org:8443/api/users/whoami")
    }
}
