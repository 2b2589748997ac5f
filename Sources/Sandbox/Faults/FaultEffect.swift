/// What goes wrong with one call.
///
/// "Before" means that the call is not carried out; "after" means that it is, and only the answer is lost.
/// In JSON an effect is the fields named here, beside those of the ``Fault``.
public enum FaultEffect: Sendable, Hashable {
    /// Not carried out; this status instead.  `{"effect":"status-before","status":503,"message":…,"retryAfter":…}`
    case statusBefore(Int, message: String? = nil, retryAfter: String? = nil)
    /// Carried out, but answered with this status.  `{"effect":"status-after","status":502,…}`
    case statusAfter(Int, message: String? = nil, retryAfter: String? = nil)
    /// Not carried out; the connection is closed.  `{"effect":"close-before"}`
    case closeBefore
    /// Carried out; the connection is closed without an answer.  `{"effect":"close-after"}`
    case closeAfter
    /// Carried out; the answer ends in the middle of its body.  `{"effect":"cut-off"}`
    case cutOff
    /// Carried out; a success whose body is not JSON.  `{"effect":"garbage"}`
    case garbage
    /// Carried out and answered so much later.  `{"effect":"delay","seconds":2.5}`
    case delay(Duration)
    /// The connection is closed at once, and the call carried out so much later.  `{"effect":"late","seconds":40}`
    case late(Duration)
    /// Not carried out; a 307 to there.  `{"effect":"redirect","target":URL}`
    case redirect(to: String)
    /// Carried out; the answer comes byte by byte at this pace.  `{"effect":"trickle","seconds":0.05}`
    case trickle(every: Duration)
    /// Carried out and answered; then the connection is closed without a word about it, so that the next
    /// request may meet a closed one.  `{"effect":"answer-then-close"}`
    case answerThenClose

    /// Whether the call is (or will be) carried out.
    public var carriesOut: Bool {
        switch self {
        case .statusBefore, .closeBefore, .redirect: false
        default: true
        }
    }
}
