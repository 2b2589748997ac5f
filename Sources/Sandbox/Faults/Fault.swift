internal import Accounts
public import FlowServ

/// A failure on cue: which calls it meets, and what happens to them.
///
/// Several faults can be set; each call meets the first that fits.  The same seed gives the same calls the same
/// fate, however they are interleaved.
public struct Fault: Sendable, Hashable {
    /// Only calls of this route, or of all.
    public var route: Route?
    /// Only calls with this username in the body, or all.
    public var username: String?
    /// The first of the fitting calls that is met, counted from 1.
    public var nth: Int
    /// How many of the fitting calls are met from then on; nil is all.
    public var times: Int?
    /// The share of these calls that is met, from 0 to 1.
    public var chance: Double
    /// What happens to them.
    public var effect: FaultEffect

    /// A fault, by default for the first call of the route and once.
    ///
    /// - Parameters:
    ///   - route: The route it waits for; nil is any.
    ///   - username: The name in the body that it waits for; nil is any.
    ///   - nth: Which of the fitting calls is the first to be met, counted from 1.
    ///   - times: How many calls are met; nil is all from then on.
    ///   - chance: The share of these calls that is met.
    ///   - effect: What happens to them.
    public init(
        _ route: Route? = nil, username: String? = nil, nth: Int = 1, times: Int? = 1, chance: Double = 1,
        _ effect: FaultEffect
    ) {
        self.route = route
        self.username = username
        self.nth = nth
        self.times = times
        self.chance = chance
        self.effect = effect
    }

    /// Whether a call is of the kind that is counted.
    func fits(_ call: IncomingCall) -> Bool {
        if let route, route != call.route { return false }
        guard let username else { return true }
        return call.username.map { AccountName($0) == AccountName(username) } ?? false
    }
}
