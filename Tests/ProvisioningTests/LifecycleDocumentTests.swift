import Foundation
import TestSupport
import Testing

@testable import Provisioning

/// docs/action-lifecycle.md says what `ActionState.next(on:)` does, in its table and in its diagram.
struct LifecycleDocumentTests {
    let lines: [String]

    init() throws {
        let path = PackageFiles.root + "/docs/action-lifecycle.md"
        lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map(String.init)
    }

    struct Step: Hashable, Comparable, CustomStringConvertible {
        let from: String
        let event: String
        let to: String
        var description: String { "\(from) on \(event) becomes \(to)" }
        static func < (lhs: Self, rhs: Self) -> Bool { lhs.description < rhs.description }
    }

    /// Every step that the code allows, with what it teaches.
    static let steps: [Step: String] = {
        var steps: [Step: String] = [:]
        for state in StateMachineTests.states {
            for event in StateMachineTests.events {
                guard let transition = try? state.next(on: event) else { continue }
                let step = Step(from: state.word, event: caseName(event), to: transition.state.word)
                steps[step] = lesson(transition.learned)
            }
        }
        return steps
    }()

    private static func caseName(_ value: some Any) -> String {
        String(String(describing: value).prefix { $0 != "(" })
    }

    private static func lesson(_ lesson: Transition.KnowledgeChange) -> String {
        switch lesson {
        case .nothing: "nothing"
        case .known(let knowledge): knowledge.word
        case .forgotten: "forgotten"
        case .doubted: "doubted"
        }
    }

    @Test func `the table has exactly the transitions of the code`() throws {
        var documented: [Step: String] = [:]
        for line in lines where line.hasPrefix("| `") {
            let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: [" ", "`"]) }
            guard cells.count == 5 else { continue }
            let step = Step(from: cells[0], event: cells[1], to: cells[2])
            #expect(documented.updateValue(cells[3], forKey: step) == nil, "\(step) stands twice")
        }
        #expect(documented.keys.sorted() == Self.steps.keys.sorted())
        for (step, learned) in Self.steps { #expect(documented[step] == learned, "\(step)") }
    }

    @Test func `the diagram has exactly the transitions of the code`() {
        let drawn = lines.compactMap { line -> Step? in
            let words = line.split { " :".contains($0) }.map(String.init)
            guard words.count == 4, words[1] == "-->" else { return nil }
            return Step(from: words[0], event: words[3], to: words[2])
        }
        #expect(drawn.sorted() == Self.steps.keys.sorted())
    }

    @Test func `what a crash leaves is told for every state`() {
        let told = lines.filter { $0.hasPrefix("| `") && $0.split(separator: "|").count == 3 }
            .map { String($0.dropFirst(3).prefix { $0 != "`" }) }
        #expect(told == StateMachineTests.states.map(\.word))
    }

    @Test func `the lists of states and events that the tests go through are complete`() throws {
        #expect(try declaredCases("ActionState") == Set(StateMachineTests.states.map(\.word)))
        #expect(try declaredCases("ActionEvent") == Set(StateMachineTests.events.map(Self.caseName)))
    }

    /// The cases that a source file declares: those with their own line and no pattern.
    private func declaredCases(_ type: String) throws -> Set<String> {
        let path = PackageFiles.root + "/Sources/Provisioning/Actions/\(type).swift"
        let source = try String(contentsOfFile: path, encoding: .utf8)
        return Set(source.matches(of: /(?m)^    case (\w+)/).map { String($0.1) })
    }
}
