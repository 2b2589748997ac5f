/// A SARIF 2.1.0 log with what its schema requires, and what code hosts do: decoding fails where something is missing.
struct SARIFDocument: Decodable {
    let version: String
    let schema: String
    let runs: [Run]

    enum CodingKeys: String, CodingKey {
        case version, runs
        case schema = "$schema"
    }

    struct Run: Decodable {
        let tool: Tool
        let results: [Result]
        let invocations: [Invocation]
        let columnKind: String
    }

    struct Tool: Decodable {
        let driver: Driver
    }

    struct Driver: Decodable {
        let name: String
        let rules: [Rule]
    }

    struct Rule: Decodable {
        let id: String
        let shortDescription: Message
    }

    struct Invocation: Decodable {
        let executionSuccessful: Bool
        let toolExecutionNotifications: [Notification]?
    }

    struct Notification: Decodable {
        let message: Message
    }

    struct Result: Decodable {
        let ruleId: String
        let level: String
        let message: Message
        let locations: [Location]
        let relatedLocations: [Location]?
    }

    struct Message: Decodable {
        let text: String
    }

    struct Location: Decodable {
        let physicalLocation: PhysicalLocation
    }

    struct PhysicalLocation: Decodable {
        let artifactLocation: ArtifactLocation
        let region: Region
    }

    struct ArtifactLocation: Decodable {
        let uri: String
    }

    struct Region: Decodable {
        let startLine: Int
        let startColumn: Int
    }
}
