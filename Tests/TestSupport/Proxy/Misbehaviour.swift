/// What a ``MisbehavingProxy`` can do to a request instead of passing it on and its answer back.
///
/// "Before" means that the server never gets the request; "after" that it has carried it out.
package enum Misbehaviour: String, CaseIterable, Sendable {
    /// The connection breaks.
    case resetBefore, resetAfter
    /// The connection ends in the orderly way, without an answer.
    case closedBefore, closedAfter
    /// 429, to come back at once or in a second.
    case busyBefore, busyForASecondBefore
    /// 503.
    case unavailableBefore
    /// 502.
    case badGatewayAfter
    /// The answer ends in the middle.
    case cutOffAfter
    /// The answer has a good status, and a body that is no JSON.
    case garbageAfter
    /// The request is held back for the proxy's delay before the server gets it.
    case lateBefore
    /// The answer is held back for the proxy's delay.
    case lateAfter
    /// The answer comes a byte at a time.
    case dripAfter
    /// A good answer; then the connection is closed without a word about it, so that the next request meets its end.
    case closedBehindTheAnswer
}
