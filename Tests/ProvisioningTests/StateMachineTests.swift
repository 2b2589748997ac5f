import Accounts
import FlowServ
import Roster
import Testing

@testable import Provisioning

/// Every state against every event, written out: what is not in the table must be refused.
struct StateMachineTests {
    static let id = UserID(rawValue: "0123456789abcdef0123456789abcdef")
    static let other = UserID(rawValue: "fedcba9876543210fedcba9876543210")

    static let states: [ActionState] = [
        .planned, .registering, .unknown, .registered(id), .activating(id), .active(id), .rejected("no"),
        .stranded("duplicate user 'a'"), .skipped("gone"),
    ]

    static let events: [ActionEvent] = [
        .registerSent, .registerSentAgain, .registerNotProcessed, .registerLost, .createdActive(other),
        .createdPending(other),
        .duplicate("taken"), .rejected("bad"), .listed(other), .activateSent, .activationNotProcessed,
        .activationLost, .activated, .idUnknown("404"), .skipped("why"), .absent("gone"), .adopted(other),
    ]

    struct Row: Sendable, CustomStringConvertible {
        let from: ActionState
        let event: ActionEvent
        let to: ActionState
        let learned: Transition.KnowledgeChange
        var description: String { "\(from) on \(event)" }
    }

    static let table: [Row] = [
        Row(from: .planned, event: .registerSent, to: .registering, learned: .known(.unknown)),
        Row(from: .planned, event: .listed(other), to: .active(other), learned: .known(.active(other))),
        Row(from: .planned, event: .skipped("why"), to: .skipped("why"), learned: .nothing),
        Row(from: .registering, event: .registerNotProcessed, to: .planned, learned: .forgotten),
        Row(from: .registering, event: .registerLost, to: .unknown, learned: .known(.unknown)),
        Row(from: .registering, event: .createdActive(other), to: .active(other), learned: .known(.active(other))),
        Row(
            from: .registering, event: .createdPending(other), to: .registered(other),
            learned: .known(.pending(other))),
        Row(
            from: .registering, event: .duplicate("taken"), to: .stranded("taken"),
            learned: .known(.stranded("taken"))),
        Row(from: .registering, event: .rejected("bad"), to: .rejected("bad"), learned: .forgotten),
        Row(from: .unknown, event: .listed(other), to: .active(other), learned: .known(.active(other))),
        Row(from: .unknown, event: .registerSentAgain, to: .registering, learned: .known(.unknown)),
        Row(
            from: .unknown, event: .duplicate("taken"), to: .stranded("taken"),
            learned: .known(.stranded("taken"))),
        Row(from: .unknown, event: .skipped("why"), to: .skipped("why"), learned: .nothing),
        Row(from: .unknown, event: .adopted(other), to: .registered(other), learned: .nothing),
        Row(from: .unknown, event: .absent("gone"), to: .skipped("gone"), learned: .forgotten),
        Row(from: .registered(id), event: .activateSent, to: .activating(id), learned: .known(.pending(id))),
        Row(from: .registered(id), event: .listed(other), to: .active(other), learned: .known(.active(other))),
        Row(from: .registered(id), event: .skipped("why"), to: .skipped("why"), learned: .nothing),
        Row(from: .activating(id), event: .activateSent, to: .activating(id), learned: .known(.pending(id))),
        Row(from: .activating(id), event: .activationLost, to: .activating(id), learned: .nothing),
        Row(from: .activating(id), event: .activationNotProcessed, to: .registered(id), learned: .nothing),
        Row(from: .activating(id), event: .activated, to: .active(id), learned: .known(.active(id))),
        Row(from: .activating(id), event: .listed(other), to: .active(other), learned: .known(.active(other))),
        Row(from: .activating(id), event: .rejected("bad"), to: .rejected("bad"), learned: .nothing),
        Row(from: .activating(id), event: .idUnknown("404"), to: .rejected("404"), learned: .doubted),
    ]

    @Test(arguments: table)
    func `an event leads where the table says`(row: Row) throws {
        let transition = try row.from.next(on: row.event)
        #expect(transition.state == row.to)
        #expect(transition.learned == row.learned)
    }

    @Test(arguments: states)
    func `every event that is not in the table is refused`(state: ActionState) {
        for event in Self.events where !Self.table.contains(where: { $0.from == state && $0.event == event }) {
            #expect(throws: ImpossibleTransition(state: state, event: event)) { try state.next(on: event) }
        }
    }

    @Test func `a second register can only be sent when the outcome of the first is asked for`() {
        for state in Self.states {
            if state != .planned {
                #expect(throws: ImpossibleTransition.self) { try state.next(on: .registerSent) }
            }
            if state != .unknown {
                #expect(throws: ImpossibleTransition.self) { try state.next(on: .registerSentAgain) }
            }
        }
    }

    @Test func `ends are ends`() {
        for state in Self.states where !state.isOpen(wanting: .active) {
            for event in Self.events {
                #expect(throws: ImpossibleTransition.self) { try state.next(on: event) }
            }
        }
    }

    @Test func `a registered account is finished only when pending is what is wanted`() {
        #expect(ActionState.registered(Self.id).isOpen(wanting: .active))
        #expect(!ActionState.registered(Self.id).isOpen(wanting: .pending))
    }
}
