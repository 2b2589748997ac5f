/// Waits for something that another process brings about, looking again every few milliseconds.
///
/// - Throws: ``NeverHappened`` after a minute; how fast it came about is never judged.
func eventually(_ what: String, _ condition: () async throws -> Bool) async throws {
    for _ in 0..<6_000 {
        if try await condition() { return }
        try await Task.sleep(for: .milliseconds(10))
    }
    throw NeverHappened(what: what)
}

struct NeverHappened: Error, CustomStringConvertible {
    let what: String
    var description: String { "this never happened: \(what)" }
}
