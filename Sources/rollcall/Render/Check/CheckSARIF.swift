import Bytes
import Provisioning
import Roster

/// The problems of rosters in the Static Analysis Results Interchange Format 2.1.0, which code hosts show next to the
/// lines; one result per line.
struct CheckSARIF {
    let roster: Roster

    func write() throws {
        var writer = ProductWriter()
        writer.line("{")
        writer.line("  \"$schema\": \"https://json.schemastore.org/sarif-2.1.0.json\",")
        writer.line("  \"version\": \"2.1.0\",")
        writer.line("  \"runs\": [{")
        writer.line("    \"columnKind\": \"unicodeCodePoints\",")
        writer.line("    \"invocations\": [\(try JSONOutput.line(Invocation(unlisted: roster.unlistedProblems)))],")
        writer.line("    \"tool\": {\"driver\": {\"name\": \"rollcall\", \"version\": \"\(Version.text)\",")
        let rules = RosterProblem.Code.allCases.map { Rule($0) } + [Rule(Self.cutOff, level: "warning")]
        try writer.array(from: "      \"rules\": [", rules, to: "      ]}},") {
            "        " + (try JSONOutput.line($0))
        }
        let results = roster.files.compactMap(\.cutOff).map { Result($0) } + roster.problems.map { Result($0) }
        try writer.array(from: "    \"results\": [", results, to: "    ]") {
            "      " + (try JSONOutput.line($0))
        }
        writer.line("  }]")
        writer.line("}")
        writer.finish()
    }

    private static let cutOff = Objection.Code.cutOffRoster.rawValue

    private struct Message: Encodable {
        let text: String

        /// Escapes braces by doubling them, because they mark arguments in SARIF's messages.
        init(_ text: String) {
            self.text = text.replacing("{", with: "{{").replacing("}", with: "}}")
        }
    }

    private struct Rule: Encodable {
        let id: String
        let shortDescription: Message
        let defaultConfiguration: [String: String]

        init(_ code: RosterProblem.Code) { self.init(code.rawValue, level: "error") }

        init(_ code: String, level: String) {
            id = code
            defaultConfiguration = ["level": level]
            let words = code.replacing("-", with: " ")
            shortDescription = Message(words.prefix(1).uppercased() + words.dropFirst() + ".")
        }
    }

    private struct Result: Encodable {
        let ruleId: String
        let level: String
        let message: Message
        let locations: [Location]
        let relatedLocations: [Location]?
        let properties: [String: String]?

        init(_ sign: CutOff) {
            ruleId = CheckSARIF.cutOff
            level = "warning"
            message = Message(PrintableText.escaped(CheckText.words(sign)))
            locations = [Location(sign.location)]
            relatedLocations = nil
            properties = nil
        }

        init(_ problem: RosterProblem) {
            ruleId = problem.code.rawValue
            level = "error"
            message = Message(PrintableText.escaped(problem.wordsWithName))
            locations = [Location(problem.location)]
            let related = problem.relatedLocations.map(Location.init)
            relatedLocations = related.isEmpty ? nil : related
            properties = problem.username.map { ["username": $0] }
        }
    }

    private struct Location: Encodable {
        let physicalLocation: PhysicalLocation

        init(_ location: SourceLocation) {
            physicalLocation = PhysicalLocation(
                artifactLocation: ["uri": SourceURI.text(location.file)],
                region: ["startLine": location.line, "startColumn": location.column])
        }
    }

    private struct PhysicalLocation: Encodable {
        let artifactLocation: [String: String]
        let region: [String: Int]
    }

    private struct Invocation: Encodable {
        let executionSuccessful = true
        let toolExecutionNotifications: [Notification]?

        init(unlisted: Int) {
            toolExecutionNotifications =
                unlisted == 0
                ? nil : [Notification(message: Message("\(unlisted) more problems are counted, but not listed."))]
        }
    }

    private struct Notification: Encodable {
        let level = "warning"
        let message: Message
    }
}

/// A path as a URI: relative paths stay relative.
enum SourceURI {
    static func text(_ path: String) -> String {
        let encoded = PercentEncoding.encode(path, keeping: "/")
        return path.hasPrefix("/") ? "file://" + encoded : encoded
    }
}
