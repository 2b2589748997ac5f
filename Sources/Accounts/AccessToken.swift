/// An access token that flowServ issues at login; valid for 24 hours.
public struct AccessToken: Sendable, Hashable {
    private let characters: String

    /// Creates a token from the server's spelling.
    public init(_ characters: String) {
        self.characters = characters
    }

    /// Returns the token's characters.  The caller must not let them leak.
    public func reveal() -> String { characters }
}

extension AccessToken: Redacted {}
