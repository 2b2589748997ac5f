/// A credential that flowServ gave out at a login, good for 24 hours.
public struct AccessToken: Sendable, Hashable {
    private let characters: String

    /// Wraps a token as the server spelled it.
    public init(_ characters: String) {
        self.characters = characters
    }

    /// The characters themselves.  Whoever calls this is responsible for where they go.
    public func reveal() -> String { characters }
}

extension AccessToken: Redacted {}
