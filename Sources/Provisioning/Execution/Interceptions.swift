internal import FlowServ
internal import Synchronization

/// Counts the registers that something in front of flowServ has answered since flowServ itself answered one.
final class Interceptions: Sendable {
    private let number = Mutex(0)

    /// How many there are now.
    var registers: Int { number.withLock { $0 } }

    func count(_ answer: Result<User, ServiceError>, to call: Outcome.Call) {
        guard case .register = call else { return }
        switch answer.failure {
        case .foreignAnswer, .redirected: number.withLock { $0 += 1 }
        case nil, .rejected, .notLoggedIn, .unknownObject: number.withLock { $0 = 0 }
        case .refusedBeforeProcessing, .outcomeUnknown, .notAFlowServ: break
        }
    }
}
