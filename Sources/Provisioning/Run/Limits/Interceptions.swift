internal import FlowServ
internal import Synchronization

/// Counts the registers that something in front of flowServ has answered since flowServ itself answered one.
///
/// Each leaves an outcome to be settled, so when there are many in a row no other register is begun.  Everything else goes
/// on: activations, settling, the verification, and the handing out of credentials.
final class Interceptions: Sendable {
    private let number = Mutex(0)
    /// How many may be in flight before the first answer tells of anything.
    private let concurrency: Int

    init(concurrency: Int) {
        self.concurrency = concurrency
    }

    /// Whether the last few were answered so.
    var areSeen: Bool { number.withLock { $0 >= 2 } }

    /// Why a register is not sent any more; nil while it may be.
    ///
    /// A lost answer about an active account is settled by the listing.  One about a pending account may cost its id, so
    /// fewer are risked.
    func reasonToSkip(_ registration: Registration) -> String? {
        let count = number.withLock { $0 }
        guard count >= concurrency + (registration == .pending ? 10 : 50) else { return nil }
        return "not sent, because something in front of flowServ answered the last \(count) registrations; "
            + "the next apply tries again"
    }

    func count(_ answer: Result<User, ServiceError>, to call: Outcome.Call) {
        // Settling sends each name once more, whatever comes of it.
        guard case .register(_, _, let circumstance) = call, circumstance != .settling else { return }
        switch answer.failure {
        case .foreignAnswer, .redirected: number.withLock { $0 += 1 }
        case nil, .rejected, .notLoggedIn, .unknownObject: number.withLock { $0 = 0 }
        case .refusedBeforeProcessing, .outcomeUnknown, .notAFlowServ: break
        }
    }
}
