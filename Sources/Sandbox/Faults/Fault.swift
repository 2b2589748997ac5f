internal import Accounts
public import FlowServ

/// A planned failure: the calls that it applies to, and its effect.
///
/// Several faults can be set; each call gets the first one that fits.  With the same seed, the same calls get the
/// same effects, however they are interleaved.
public struct Fault: Sendable, Hashable {
    /// The route that it applies to, or nil for all.
    public var route: Route?
    /// The username in the body that it applies to, or nil for all.
    public var username: String?
    /// The first of the fitting calls that it applies to, counted from 1.
    public var nth: Int
    /// The number of fitting calls that it applies to from then on; nil for all.
    public var times: Int?
    /// The share of these calls that it applies to, from 0 to 1.
    public var chance: Double
    /// Its effect.
    public var effect: FaultEffect

    /// Creates a fault, by default for the first call of the route and once.
    ///
    /// - Parameters:
    ///   - route: The route that it applies to; nil for any.
    ///   - username: The name in the body that it applies to; nil for any.
    ///   - nth: The first of the fitting calls that it applies to, counted from 1.
    ///   - times: The number of calls that it applies to; nil for all from then on.
    ///   - chance: The share of these calls that it applies to.
    ///   - effect: Its effect.
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

    /// Returns whether a call is of the kind that is counted.
    func fits(_ call: IncomingCall) -> Bool {
        if let route, route != call.route { return false }
        guard let username else { return true }
        return call.username.map { AccountName($0) == AccountName(username) } ?? false
    }
}
