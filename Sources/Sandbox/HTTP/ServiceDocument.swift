internal import FlowServ

/// The JSON document at the root of the API.
struct ServiceDocument: Encodable {
    struct Pattern: Encodable {
        let id: String
        let pattern: String
    }

    let name = "Reproducible and Reusable Data Analysis Workflow Server (API)"
    let version = "0.7.2"
    let url: String
    let username: String?
    let routes: [Pattern]

    init(options: SandboxOptions, username: String?) {
        url = options.advertisedURL
        self.username = username
        let others = [
            Pattern(id: "service", pattern: ""),
            Pattern(id: "workflows:list", pattern: "workflows"),
            Pattern(id: "groups:runs", pattern: "groups/{userGroupId}/runs?state={state}"),
        ]
        let users = Route.allCases.map { Pattern(id: $0.rawValue, pattern: options.pattern(for: $0)) }
        routes = (others + users).sorted { $0.id < $1.id }
    }
}

extension SandboxOptions {
    /// Returns the path of a route below the base URL.
    func pattern(for route: Route) -> String {
        patterns[route.rawValue] ?? route.defaultPattern
    }
}
