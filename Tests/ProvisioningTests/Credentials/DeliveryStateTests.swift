import Accounts
import FlowServ
import Foundation
import TestSupport
import Testing

@testable import Provisioning

/// What every event means for the delivery of an account's credentials.
struct DeliveryStateTests {
    private static let id = UserID(rawValue: "a1")

    private static let table: [(ActionEvent, ActionState, PendingDelivery.State.Effect)] = [
        (.registerSent, .planned, .begins), (.registerSentAgain, .unknown, .begins),
        (.registerNotProcessed, .registering, .ends), (.registerLost, .registering, .stays),
        (.createdActive(id), .registering, .isCreated), (.createdPending(id), .registering, .isCreated),
        // At once: whoever has the name is not ours.  After a lost register it may be.
        (.duplicate("taken"), .registering, .ends), (.duplicate("taken"), .unknown, .stays),
        (.rejected("weak"), .registering, .ends), (.absent("gone"), .unknown, .isVoid),
        (.listed(id), .unknown, .stays),
        (.activateSent, .registered(id), .stays), (.activationNotProcessed, .activating(id), .stays),
        (.activationLost, .activating(id), .stays), (.activated, .activating(id), .stays),
        (.idUnknown("gone"), .activating(id), .stays), (.skipped("no"), .planned, .stays),
    ]

    @Test(arguments: table)
    func `a delivery follows its register`(
        event: ActionEvent, state: ActionState, effect: PendingDelivery.State.Effect
    ) {
        #expect(PendingDelivery.State.after(event, in: state) == effect)
    }

    private func delivery(
        _ state: PendingDelivery.State, _ source: PasswordSource, _ knowledge: AccountKnowledge?
    ) -> PendingDelivery {
        PendingDelivery(
            username: "ann", state: state, origin: PasswordOrigin(source: source, secret: nil, length: nil), run: 1,
            file: "team.csv", line: 2, knowledge: knowledge)
    }

    private static let moments:
        [(PendingDelivery.State, PasswordSource, AccountKnowledge?, isOwed: Bool, isCertain: Bool, waits: Bool)] = [
            (.created, .generated, .active(id), true, true, false),
            (.created, .generated, .pending(id), true, true, false),
            (.created, .generated, nil, true, false, false),
            (.created, .generated, .stranded("taken"), true, false, false),
            (.created, .invitation, .active(id), true, true, false),
            (.created, .invitation, .pending(id), false, true, true),
            (.inviting, .invitation, .active(id), true, true, false),
            (.publishing, .generated, .active(id), true, false, false),
            (.sent, .generated, .active(id), true, false, false),
            (.sent, .invitation, .active(id), true, false, false),
            (.sent, .generated, .unknown, false, false, false),
            (.sent, .generated, .stranded("taken"), false, false, false),
            (.sent, .generated, .pending(id), false, false, false), (.sent, .generated, nil, true, false, false),
        ]

    @Test(arguments: moments)
    func `when a credential is owed, and when no login must prove it first`(
        state: PendingDelivery.State, source: PasswordSource, knowledge: AccountKnowledge?, isOwed: Bool,
        isCertain: Bool,
        waits: Bool
    ) {
        let delivery = delivery(state, source, knowledge)
        #expect(delivery.isOwed == isOwed && delivery.isCertain(in: 1) == isCertain)
        #expect(delivery.waitsForActivation == waits)
    }

    @Test func `what an earlier process has sent must be proved, but for what is pending and derived`() {
        let pending = AccountKnowledge.pending(Self.id)
        for run in [nil, 2] as [Int64?] {
            #expect(!delivery(.created, .roster, .active(Self.id)).isCertain(in: run))
            #expect(!delivery(.created, .generated, .active(Self.id)).isCertain(in: run))
            #expect(!delivery(.created, .roster, pending).isCertain(in: run))
            #expect(delivery(.created, .generated, pending).isCertain(in: run))
        }
    }
}

/// docs/delivery-lifecycle.md tells of every state.
struct DeliveryDocumentTests {
    @Test func `what a crash leaves is told for every state of a delivery`() throws {
        let path = PackageFiles.root + "/docs/delivery-lifecycle.md"
        let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
        let told = lines.filter { $0.hasPrefix("| `") }.map { String($0.dropFirst(3).prefix { $0 != "`" }) }
        #expect(told == PendingDelivery.State.allCases.map(\.rawValue))
    }
}
