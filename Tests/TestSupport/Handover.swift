/// A value that is waited for until somebody gives it, and is there for everybody from then on.
package actor Handover<Value: Sendable> {
    private var value: Value?
    private var waiting: [CheckedContinuation<Value, Never>] = []

    package init() {}

    package func give(_ value: Value) {
        self.value = value
        for one in waiting { one.resume(returning: value) }
        waiting = []
    }

    package func take() async -> Value {
        if let value { return value }
        return await withCheckedContinuation { waiting.append($0) }
    }
}

extension Handover<Void> {
    package func give() { give(()) }
}
