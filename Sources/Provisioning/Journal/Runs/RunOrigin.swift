/// Who began a run, and where.
public struct RunOrigin: Codable, Hashable, Sendable {
    /// The name of the account on this machine.
    public var user: String
    /// The machine.
    public var host: String
    /// The working directory: what relative roster paths are relative to.
    public var directory: String
    /// The version of rollcall.
    public var version: String

    /// An origin with these parts.
    public init(user: String, host: String, directory: String, version: String) {
        self.user = user
        self.host = host
        self.directory = directory
        self.version = version
    }

    /// Nobody said who or where.
    public static let unknown = RunOrigin(user: "", host: "", directory: "", version: "")

    /// A roster's path as any other process of the machine can use it.
    public func absolute(_ path: String) -> String {
        path == "-" || path.hasPrefix("/") || directory.isEmpty ? path : directory + "/" + path
    }
}
