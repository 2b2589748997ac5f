import FlowServ

/// How often requests meet which fates.
struct Weather: Hashable, Sendable {
    /// The kinds of fates.
    enum Kind: String, CaseIterable, Sendable {
        case refused, lost, answerLost, answerCut, late, slow, page, pageAfter
    }

    /// The share of requests with a fate of their own.
    var chance = 0.0
    var kinds: [Kind] = []
    /// The route that it is about; nil for all.
    var route: Route?

    static let calm = Weather()

    /// Returns the fate of a request.
    func fate(_ scheduler: Scheduler, route: Route?) -> Fate {
        // A connection or a login that fails ends nearly every command, and the rest of it is not seen.
        let chance = [nil, .login, .list].contains(route) ? chance / 4 : chance
        guard !kinds.isEmpty, self.route == nil || self.route == route, scheduler.happens(chance) else {
            return .ordinary
        }
        let page = Fate.pages[scheduler.number(below: Fate.pages.count)]
        switch kinds[scheduler.number(below: kinds.count)] {
        case .refused: return .refused
        case .lost: return .lost
        case .answerLost: return .answerLost
        case .answerCut: return .answerCut
        case .late: return .late(.milliseconds(scheduler.number(below: 34_000)))
        case .slow: return .slow(.milliseconds(scheduler.number(below: 60_000)))
        case .page: return .page(page, arrives: false)
        // These prove that a request was not processed, so nothing sends them after processing one.
        case .pageAfter: return .page(page, arrives: page.status != 429 && !page.body.contains(Fate.echo))
        }
    }
}
