import Accounts
import FlowServ
import Testing

@testable import Provisioning

/// The table from answers to events, cell by cell.
struct OutcomeTests {
    private static let id = UserID(rawValue: "0123456789abcdef0123456789abcdef")

    /// Every answer that there is, by who gives it.
    private enum Answer: CaseIterable {
        case own, otherName, busy, duplicate, badValue, otherRefusal, noLogin, unknownUser, unknownRequest
        case lost, page, text, otherJSON, nothing, redirect, noFlowServ

        var result: Result<User, ServiceError> {
            switch self {
            case .own: .success(User(id: id, username: "ann"))
            case .otherName: .success(User(id: id, username: "Ann"))
            case .busy: .failure(.refusedBeforeProcessing(.init(reason: "busy", status: 429)))
            case .duplicate: .failure(.rejected(status: 400, message: "duplicate user 'ann'"))
            case .badValue: .failure(.rejected(status: 400, message: "username too long"))
            case .otherRefusal: .failure(.rejected(status: 415, message: "words"))
            case .noLogin: .failure(.notLoggedIn(message: "words"))
            case .unknownUser: .failure(.unknownObject(message: "unknown user 'ann'"))
            case .unknownRequest: .failure(.unknownObject(message: "unknown request 'x'"))
            case .lost: .failure(.outcomeUnknown(.init(reason: "no answer in time")))
            case .page: .failure(.foreignAnswer(ForeignAnswer(status: 403, content: .page)))
            case .text: .failure(.foreignAnswer(ForeignAnswer(status: 404, content: .text)))
            case .otherJSON: .failure(.foreignAnswer(ForeignAnswer(status: 400, content: .otherJSON)))
            case .nothing: .failure(.foreignAnswer(ForeignAnswer(status: 201, content: .nothing)))
            case .redirect: .failure(.redirected(status: 302, target: "/sign-in"))
            case .noFlowServ: .failure(.notAFlowServ(reason: "a web page"))
            }
        }

        private var id: UserID { OutcomeTests.id }

        /// Whether somebody else than flowServ may have given it, or nobody.
        var provesNothing: Bool {
            switch self {
            case .otherName, .lost, .page, .text, .otherJSON, .nothing, .redirect, .noFlowServ: true
            default: false
            }
        }

        var words: String {
            guard case .failure(let error) = result else { return "" }
            return error.words
        }
    }

    private static let circumstances = [Outcome.Circumstance.unlisted, .settling, .unseen]

    @Test(arguments: circumstances, [Registration.active, .pending])
    func `a register`(_ circumstance: Outcome.Circumstance, _ registration: Registration) {
        for answer in Answer.allCases {
            let expected: Outcome =
                switch (answer, circumstance) {
                case (.own, _):
                    .happened(registration == .active ? .createdActive(Self.id) : .createdPending(Self.id))
                case (_, _) where answer.provesNothing: .happened(.registerLost)
                case (.busy, .settling): .again(.registerLost)
                case (.busy, _): .again(.registerNotProcessed)
                case (.duplicate, .unlisted): .happened(.duplicate("duplicate user 'ann'"))
                case (.duplicate, .settling), (.badValue, .settling): .taken(answer.words)
                case (_, .settling): .happened(.registerLost)
                default: .happened(.rejected(answer.words))
                }
            let call = Outcome.Call.register("ann", as: registration, circumstance)
            #expect(Outcome(of: answer.result, to: call) == expected, "\(answer)")
        }
    }

    @Test func `an activation`() {
        for answer in Answer.allCases {
            let expected: Outcome =
                switch answer {
                case .own: .happened(.activated)
                case .busy: .again(.activationNotProcessed)
                case .unknownUser: .happened(.idUnknown("unknown user 'ann'"))
                case .duplicate, .badValue, .otherRefusal, .noLogin: .happened(.rejected(answer.words))
                default: .again(.activationLost)
                }
            #expect(Outcome(of: answer.result, to: .activate("ann")) == expected, "\(answer)")
        }
    }

    @Test func `a login that is to prove a password`() {
        for answer in Answer.allCases {
            let expected: Outcome.Proof =
                switch answer {
                case .own: .ours
                case .unknownUser: .notOurs
                default: .nothing
                }
            #expect(Outcome.Proof(of: answer.result, to: "ann") == expected, "\(answer)")
        }
    }
}
