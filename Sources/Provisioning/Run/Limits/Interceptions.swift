internal import FlowServ
internal import Synchronization

/// Counts the registers that something in front of flowServ has answered since flowServ itself last answered one.
///
/// Each of them leaves an outcome to settle, so after many in a row no other register is begun.  Everything else
/// continues: activations, settling, the verification, and the delivery of credentials.
final class Interceptions: Sendable {
    private let number = Mutex(0)
    /// How many may be in flight before the first answer arrives.
    private let concurrency: Int

    init(concurrency: Int) {
        self.concurrency = concurrency
    }

    /// Whether the last few registers were intercepted.
    var areSeen: Bool { number.withLock { $0 >= 2 } }

    /// Returns why no register is sent any more; nil if it may be sent.
    ///
    /// A lost answer about an active account is settled by the listing.  One about a pending account may cost its id,
    /// so fewer are risked.
    func reasonToSkip(_ registration: Registration) -> String? {
        let count = number.withLock { $0 }
        guard count >= concurrency + (registration == .pending ? 10 : 50) else { return nil }
        return "not sent, because something in front of flowServ answered the last \(count) registrations; "
            + "the next run tries again"
    }

    func count(_ answer: Result<User, ServiceError>, to call: Outcome.Call) {
        // Settling sends each name once more, with any result.
        guard case .register(_, _, let circumstance) = call, circumstance != .settling else { return }
        switch answer.failure {
        case .foreignAnswer, .redirected: number.withLock { $0 += 1 }
        case nil, .rejected, .notLoggedIn, .unknownObject: number.withLock { $0 = 0 }
        case .refusedBeforeProcessing, .outcomeUnknown, .notAFlowServ: break
        }
    }
}
