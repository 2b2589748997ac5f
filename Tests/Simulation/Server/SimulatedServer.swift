import Accounts
import Foundation

@testable import FlowServ
@testable import Sandbox

/// The server of a world: the sandbox's model behind whatever lies between it and its clients.  Unchecked, because only
/// the thread of the scheduler touches it.
final class SimulatedServer: @unchecked Sendable {
    static let url = "http://127.0.0.1:5000/flowserv/api/v1"

    let scheduler: Scheduler
    let history: History
    var model: FlowServModel
    var weather = Weather.calm
    /// Every password, token and reset id so far.
    private(set) var secrets: Set<String> = []
    private let options = SandboxOptions()
    /// The client's time limit.
    static let timeout = Duration.seconds(30)

    init(_ scheduler: Scheduler, history: History, seed: UInt64) {
        self.scheduler = scheduler
        self.history = history
        model = FlowServModel(seed: seed)
    }

    /// Carries a request there and its answer back.
    func exchange(
        _ request: OutgoingRequest, from process: SimulatedProcess
    ) async throws(ServiceError) -> FlowServ.Answer {
        if process.isDead { throw Self.broken("the process has ended") }
        let call = IncomingRequest(request, isKnown: options)
        secrets.formUnion(call.secrets)
        let number = history.nextRequest()
        history.add(.sent(number, by: process.number, call.facts), at: scheduler.now)
        let fate = weather.fate(scheduler, route: call.facts.route)
        do throws(ServiceError) {
            let answer = try await deliver(call, number, fate, to: request, for: process)
            if process.isDead { throw Self.broken("the process has ended") }
            return answer
        } catch {
            if !process.isDead { history.add(.answered(number, error.learned), at: scheduler.now) }
            throw error
        }
    }

    private func deliver(
        _ call: IncomingRequest, _ number: Int, _ fate: Fate, to request: OutgoingRequest,
        for process: SimulatedProcess
    ) async throws(ServiceError) -> FlowServ.Answer {
        let start = scheduler.now
        let way = Duration.milliseconds(1 + scheduler.number(below: 30))
        switch fate {
        case .refused:
            await scheduler.sleep(until: start + way, or: process.alarm())
            throw .refusedBeforeProcessing(.init(reason: "no connection"))
        case .lost:
            await scheduler.sleep(until: start + way, or: process.alarm())
            throw Self.broken("the connection was closed before the answer was complete")
        case .late(let delay):
            scheduler.at(start + delay) { self.carryOut(call, number) { _ in } }
            await scheduler.sleep(until: start + way, or: process.alarm())
            throw Self.broken("the connection was closed before the answer was complete")
        case .page(let page, false):
            await scheduler.sleep(until: start + way, or: process.alarm())
            return page.answer(number, to: request, self)
        case .ordinary, .answerLost, .answerCut, .slow, .page(_, true):
            let delay = if case .slow(let delay) = fate { delay } else { way }
            let reply = try await reply(to: call, number, after: delay, for: process)
            switch fate {
            case .answerLost: throw Self.broken("the connection broke (Connection reset by peer)")
            case .answerCut:
                throw Self.broken("the connection was closed before the answer was complete", status: reply.status)
            case .page(let page, _): return page.answer(number, to: request, self)
            default: return answer(number, reply, to: request)
            }
        }
    }

    /// Lets the server carry out a call, and waits for its answer as long as a client does.
    private func reply(
        to call: IncomingRequest, _ number: Int, after delay: Duration, for process: SimulatedProcess
    ) async throws(ServiceError) -> WireAnswer {
        let limit = scheduler.now + Self.timeout
        let alarm = process.alarm()
        var reply: WireAnswer?
        scheduler.at(scheduler.now + delay) {
            self.carryOut(call, number) { answer in
                self.scheduler.at(self.scheduler.now + .milliseconds(1 + self.scheduler.number(below: 20))) {
                    reply = answer
                    alarm.ring()
                }
            }
        }
        await scheduler.sleep(until: limit, or: alarm)
        if let reply { return reply }
        throw Self.broken(Task.isCancelled ? "the request was given up" : "no answer in time")
    }

    private func answer(_ number: Int, _ wire: WireAnswer, to request: OutgoingRequest) -> FlowServ.Answer {
        secrets.formUnion(wire.secrets)
        let words = wire.status < 300 ? "" : String(decoding: wire.body.prefix(80), as: UTF8.self)
        let id = wire.status < 300 ? wire.accountID : nil
        history.add(.answered(number, .own(status: wire.status, id: id, words: words)), at: scheduler.now)
        let labels = (200..<300).contains(wire.status) ? request.listingLabels : nil
        let content = labels.map { AnswerContent(wire.body, listing: $0) } ?? AnswerContent(wire.body)
        return FlowServ.Answer(status: wire.status, location: wire.location, retryAfter: nil, content: content)
    }

    static func broken(_ reason: String, status: Int? = nil) -> ServiceError {
        .outcomeUnknown(.init(reason: reason, status: status))
    }
}

extension WireAnswer {
    private var object: [String: Any]? { try? JSONSerialization.jsonObject(with: Data(body)) as? [String: Any] }

    /// The id in an account's handle.
    fileprivate var accountID: String? { object?["id"] as? String }

    /// The token or the reset id in the answer.
    fileprivate var secrets: [String] {
        guard status < 300, body.count < 200, let object else { return [] }
        return ["token", "requestId"].compactMap { object[$0] as? String }
    }
}

extension Fate.Page {
    fileprivate func answer(_ number: Int, to request: OutgoingRequest, _ server: SimulatedServer) -> FlowServ.Answer
    {
        let words = "\(status) \(body.prefix(40))"
        let isOwn = status == 400 && body.contains(Fate.echo)
        let learned: Event.Answer =
            isOwn ? .own(status: status, id: nil, words: words) : status == 429 ? .refused(words) : .nothing(words)
        let sent = String(decoding: request.body ?? [], as: UTF8.self).replacing("\"", with: "'")
        server.history.add(.answered(number, learned), at: server.scheduler.now)
        return FlowServ.Answer(
            status: status, location: location, retryAfter: retryAfter, age: age, coding: nil,
            content: AnswerContent(Array(body.replacing(Fate.echo, with: sent).utf8)))
    }
}

extension ServiceError {
    fileprivate var learned: Event.Answer {
        if case .refusedBeforeProcessing(let evidence) = self {
            .refused(evidence.reason)
        } else {
            .nothing(reasonText)
        }
    }

    private var reasonText: String {
        if case .outcomeUnknown(let evidence) = self { evidence.reason } else { "\(self)" }
    }
}
