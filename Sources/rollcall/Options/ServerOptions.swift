import ArgumentParser
import FlowServ

/// The options for the server and the connection to it.
struct ServerOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            """
            The base URL of the API, as in https://HOST/flowserv/api/v1 (default: FLOWSERV_API_PROTOCOL, _HOST, _PORT \
            and _PATH).
            """,
            valueName: "url"))
    var server: String?

    @Option(help: ArgumentHelp("How long to wait for an answer (default: 30).", valueName: "seconds"))
    var timeout: Int?

    @Option(
        help: ArgumentHelp(
            "A PEM file of certificate authorities to trust instead of the system's.", valueName: "file"),
        completion: .file())
    var cacert: String?

    @Flag(help: "Allow plain http to another machine. Anyone on the network path can read the passwords.")
    var insecureHttp = false

    @Option(help: ArgumentHelp("The HTTP header that carries the token (default: detected).", valueName: "name"))
    var tokenHeader: String?

    /// Returns the server's address, checked for secure transport.
    func address() throws -> ServerAddress {
        let address: ServerAddress
        do {
            address =
                if let url = server {
                    try ServerAddress(url)
                } else {
                    try ServerAddress(flowservSettings: Environment.all)
                }
        } catch {
            throw Failure(.usage, server == nil ? "\(error)" : "--server: \(error)")
        }
        guard address.scheme == "https" || address.isLoopback || insecureHttp else {
            throw Failure(
                .refused,
                "\(address): plain http to another machine sends every password unencrypted.  "
                    + "Use https, or pass --insecure-http if the network is safe.")
        }
        return address
    }

    /// Returns the settings of the connection.
    ///
    /// - Parameters:
    ///   - connections: The maximum number of requests in flight.
    ///   - tally: Counts the requests, if that is needed.
    func connection(connections: Int = 2, tally: RequestTally? = nil) throws -> ConnectionSettings {
        var settings = ConnectionSettings()
        settings.timeout = .seconds(try seconds)
        settings.connections = connections
        settings.carrier = Surroundings.current.carrier
        if Log.isOn || tally != nil {
            settings.observer = { record in
                Log.request(record)
                tally?.count(record)
            }
        }
        settings.certificateAuthorities = cacert.map { [$0] } ?? Self.standardAuthorities
        do {
            settings.proxy = try ForwardProxy(to: address(), environment: Environment.all)
        } catch let error as ForwardProxy.SettingError {
            throw Failure(.usage, error.words)
        }
        if let name = tokenHeader {
            guard let header = TokenHeader(name) else {
                throw Failure(.usage, "--token-header \(name): this is not a valid name for an HTTP header.")
            }
            settings.tokenHeader = header
        }
        return settings
    }

    /// The files and directories in OpenSSL's environment variables, as other programs on the machine read them.
    private static var standardAuthorities: [String] {
        let directories = Environment.value("SSL_CERT_DIR")?.split(separator: ":").map(String.init) ?? []
        return ([Environment.value("SSL_CERT_FILE")].compactMap(\.self) + directories).filter { !$0.isEmpty }
    }

    private var seconds: Int {
        get throws {
            let seconds = timeout ?? 30
            guard (1...86_400).contains(seconds) else {
                throw Failure(.usage, "--timeout \(seconds): use 1 to 86400 seconds (one day).")
            }
            return seconds
        }
    }
}
