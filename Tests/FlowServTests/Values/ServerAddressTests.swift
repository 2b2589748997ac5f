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
        "http://[::1]", "http://[::1]:5000/api", "http://[::ffff:127.0.0.1]", "http://localhost.",
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

    @Test(arguments: [
        [
            "http://localhost:5000/api", "HTTP://LOCALHOST:5000/api//", "http://127.0.0.1:5000/api",
            "http://[::1]:5000/api",
            "http://[0:0:0:0:0:0:0:1]:5000/api", "http://localhost.:5000/api",
        ],
        ["https://rob.example.org/api", "https://rob.example.org:443/api/", "https://ROB.example.org./%61p%69"],
        ["http://rob.example.org", "http://rob.example.org:80/"],
        [
            "https://b\u{FC}cher.example/a%2Fb", "https://xn--bcher-kva.example/a%2fb",
            "https://B\u{DC}CHER.example/a%2Fb",
        ],
        ["http://[2001:DB8:0::5]/", "http://[2001:db8::5]"],
    ])
    func `spellings of one address are one server`(_ spellings: [String]) throws {
        for one in spellings {
            for other in spellings {
                #expect(try ServerAddress(one).isSame(as: ServerAddress(other)), "\(one) \(other)")
                #expect(try ServerAddress(one).isSpelled(other))
            }
        }
    }

    @Test(arguments: [
        ("http://rob.example.org", "https://rob.example.org"),
        ("https://rob.example.org", "https://rob.example.org:80"),
        ("http://rob.example.org/a/b", "http://rob.example.org/a%2Fb"),
        ("http://rob.example.org/a", "http://rob.example.org/A"),
        ("http://127.0.0.1", "http://127.0.0.2"), ("http://localhost", "http://localhost.example.org"),
        ("http://localhost:1", "http://localhost:2"), ("http://[::1]", "http://[::2]"),
    ])
    func `another scheme, host, port or path is another server`(_ one: String, _ other: String) throws {
        #expect(try !ServerAddress(one).isSame(as: ServerAddress(other)))
    }
}
