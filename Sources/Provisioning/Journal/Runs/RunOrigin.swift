/// The user and machine that began a run.
public struct RunOrigin: Codable, Hashable, Sendable {
    /// The user's name on the machine.
    public var user: String
    /// The name of the machine.
    public var host: String
    /// The working directory, to which relative roster paths refer.
    public var directory: String
    /// The version of rollcall.
    public var version: String

    /// Creates an origin from its parts.
    public init(user: String, host: String, directory: String, version: String) {
        self.user = user
        self.host = host
        self.directory = directory
        self.version = version
    }

    /// An origin without information.
    public static let unknown = RunOrigin(user: "", host: "", directory: "", version: "")

    /// Returns a roster's path in a form that other processes on the machine can use.
    public func absolute(_ path: String) -> String {
        path == "-" || path.hasPrefix("/") || directory.isEmpty ? path : directory + "/" + path
    }
}
