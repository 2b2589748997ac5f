internal import FlowServ
internal import Synchronization

extension Executor {
    /// Sends a request that changes nothing, or that may be sent again, until it works or has failed too often.
    func repeatedly<Value: Sendable>(
        _ request: () async throws(ServiceError) -> Value
    ) async throws(ServiceError) -> Value {
        try await retried { () async throws(ServiceError) in try await pacer.pass(request) }
    }

    /// Does something that may be done again, whose requests wait for their turns by themselves, until it works or has
    /// failed too often.
    func retried<Value: Sendable>(
        _ work: () async throws(ServiceError) -> Value
    ) async throws(ServiceError) -> Value {
        var failures = 0
        while true {
            do {
                return try await work()
            } catch {
                failures += 1
                switch error {
                case .refusedBeforeProcessing where stop.reason == nil && failures <= settings.retries,
                    .outcomeUnknown where stop.reason == nil && failures <= settings.retries,
                    .foreignAnswer where stop.reason == nil && failures <= settings.retries:
                    continue
                default: throw error
                }
            }
        }
    }
}

/// What several workers bring together.
final class Collected<Element: Sendable>: Sendable {
    private let elements = Mutex<[Element]>([])

    func add(_ element: Element) { elements.withLock { $0.append(element) } }
    var all: [Element] { elements.withLock { $0 } }
}
