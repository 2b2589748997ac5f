import Testing

@testable import FlowServ

struct ServerAddressTests {
    @Test(arguments: [
        ("http://localhost:5000/flowserv/api/v1", "http://localhost:5000/flowserv/api/v1"),
        ("HTTPS://Rob.Example.ORG/API/v1/", "https://rob.example.org/API/v1"),
        ("https://rob.example.org", "https://rob.example.org"),
        ("https://rob.example.org///", "https://rob.example.org"),
        ("https://rob.example.org/a%20b", "https://rob.example.org/a%20b"),
        ("http://[::1]:5000/api", "http://[::1]:5000/api"),
        ("http://127.0.0.1:80/api", "http://127.0.0.1:80/api"),
    ])
    func `an address has one spelling`(_ text: String, _ canonical: String) throws {
        let address = try ServerAddress(text)
        #expect(address.url == canonical)
        #expect("\(address)" == canonical)
        #expect(try ServerAddress(address.url) == address)
    }

    @Test(arguments: [
        ("", AddressError.notAURL("")),
        ("rob.example.org", .notAURL("rob.example.org")),
        ("http://", .notAURL("http://")),
        ("http:///api", .notAURL("http:///api")),
        ("ftp://rob.example.org", .wrongScheme("ftp://rob.example.org")),
        ("unix://rob/socket", .wrongScheme("unix://rob/socket")),
        ("https://ann@rob.example.org", .carriesCredentials),
        ("https://ann:pw@rob.example.org", .carriesCredentials),
        ("https://:pw@rob.example.org", .carriesCredentials),
        ("https://rob.example.org/api?x=1", .carriesQuery("https://rob.example.org/api?x=1")),
        ("https://rob.example.org/api?", .carriesQuery("https://rob.example.org/api?")),
        ("https://rob.example.org/#top", .carriesQuery("https://rob.example.org/#top")),
    ])
    func `what is no address of an API is refused with its reason`(_ text: String, _ error: AddressError) {
        #expect(throws: error) { try ServerAddress(text) }
        #expect("\(error)".hasSuffix("Write it like https://HOST/flowserv/api/v1."))
    }

    @Test func `a refused address never shows the password in it`() {
        #expect(!"\(AddressError.carriesCredentials)".contains("pw"))
    }

    @Test(arguments: [
        "http://localhost/api", "http://LOCALHOST:1/api", "http://127.0.0.1", "http://127.8.9.10:5000",
        "http://[::1]", "http://[::1]:5000/api",
    ])
    func `loopback is known by name and by number`(_ text: String) throws {
        #expect(try ServerAddress(text).isLoopback)
    }

    @Test(arguments: [
        "http://127.0.0.1.evil.com", "http://127.evil.com", "http://localhost.evil.com", "http://evil.com/127.0.0.1",
        "http://128.0.0.1", "http://12.7.0.0.1", "http://127.0.0.1.", "http://127.", "http://127.1",
        "http://127.0.0.256",
        "http://0.0.0.0", "http://[::2]", "http://[::ffff:10.0.0.1]", "http://localhostx", "http://xlocalhost",
        "http://1270.0.0.1",
    ])
    func `no other host counts as loopback`(_ text: String) throws {
        #expect(try !ServerAddress(text).isLoopback)
    }

    @Test(arguments: [
        ([:], "http://localhost:5000/flowserv/api/v1"),
        (["FLOWSERV_API_PORT": "80"], "http://localhost/flowserv/api/v1"),
        (["FLOWSERV_API_PROTOCOL": "https", "FLOWSERV_API_PORT": "443"], "https://localhost:443/flowserv/api/v1"),
        (["FLOWSERV_API_HOST": "rob.example.org", "FLOWSERV_API_PATH": "v1"], "http://rob.example.org:5000/v1"),
    ])
    func `flowServ's own settings have flowServ's defaults`(_ settings: [String: String], _ url: String) throws {
        #expect(try ServerAddress(flowservSettings: settings).url == url)
    }
}
