/// The effect of a fault on one call.
///
/// "Before" means that the call is not carried out; "after" means that it is, and only the answer is lost.  In JSON
/// an effect has the fields shown here, in the same object as those of the ``Fault``.
public enum FaultEffect: Sendable, Hashable {
    /// The call is not carried out; the client receives this status.
    /// `{"effect":"status-before","status":503,"message":…,"retryAfter":…}`
    case statusBefore(Int, message: String? = nil, retryAfter: String? = nil)
    /// The call is carried out, but answered with this status.  `{"effect":"status-after","status":502,…}`
    case statusAfter(Int, message: String? = nil, retryAfter: String? = nil)
    /// The call is not carried out; the connection is closed.  `{"effect":"close-before"}`
    case closeBefore
    /// The call is carried out; the connection is closed without an answer.  `{"effect":"close-after"}`
    case closeAfter
    /// The call is carried out; the answer ends in the middle of its body.  `{"effect":"cut-off"}`
    case cutOff
    /// The call is carried out; the answer is a success whose body is not JSON.  `{"effect":"garbage"}`
    case garbage
    /// The call is carried out and answered after this delay.  `{"effect":"delay","seconds":2.5}`
    case delay(Duration)
    /// The connection is closed at once, and the call is carried out after this delay.
    /// `{"effect":"late","seconds":40}`
    case late(Duration)
    /// The call is not carried out; the answer is a 307 to this URL.  `{"effect":"redirect","target":URL}`
    case redirect(to: String)
    /// The call is carried out; the answer comes byte by byte at this pace.  `{"effect":"trickle","seconds":0.05}`
    case trickle(every: Duration)
    /// The call is carried out and answered; then the connection is closed without notice, so that the next request
    /// may use a closed one.  `{"effect":"answer-then-close"}`
    case answerThenClose

    /// Whether the call is (or will be) carried out.
    public var carriesOut: Bool {
        switch self {
        case .statusBefore, .closeBefore, .redirect: false
        default: true
        }
    }
}
