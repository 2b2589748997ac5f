import Testing

/// The servers that keep the contract.
enum ServerKind: String, CaseIterable, CustomTestStringConvertible {
    case memory = "the sandbox in memory"
    case sandbox = "the sandbox over HTTP"
    case real = "the real flowServ"

    /// Those that can be sent what our client never sends.
    static let overHTTP: [ServerKind] = [.sandbox, .real]

    var testDescription: String { rawValue }

    /// The running server of this kind.
    var server: ContractServer {
        get throws { try #require(ContractServers.current).server(self) }
    }
}
