internal import Synchronization

/// Counts what was compared with another reader, and says it in a line at the end.
package final class Comparison: Sendable {
    private struct Numbers {
        var files = 0
        var values = 0
        var differences: [String] = []
    }

    private let subject: String
    private let numbers = Mutex(Numbers())

    /// - Parameter subject: What is compared with whom, as in `XML with expat`.
    package init(_ subject: String) {
        self.subject = subject
    }

    /// Takes in what two readers make of one file, or of another whole.
    package func add<Value: Equatable>(_ name: String, _ ours: [Value], _ theirs: [Value]) {
        numbers.withLock {
            $0.files += 1
            $0.values += theirs.count
            if ours == theirs { return }
            let pair = zip(ours, theirs).first { $0 != $1 }
            let words = pair.map { "\($0)\n  instead of \($1)" } ?? "\(ours.count) values instead of \(theirs.count)"
            $0.differences.append("\(name): \(words)")
        }
    }

    /// Takes in what two readers make of a file with rows of many values.
    package func add<Key, Value: Equatable>(_ name: String, _ ours: [[Key: Value]], _ theirs: [[Key: Value]]) {
        add(name, ours as [[Key: Value]?], theirs)
        numbers.withLock { $0.values += theirs.reduce(0) { $0 + $1.count } - theirs.count }
    }

    /// Prints the numbers, and the first differences.
    ///
    /// - Returns: How many differences there are.
    package func finish() -> Int {
        numbers.withLock { numbers in
            print(
                "\(subject): \(numbers.files) files, \(numbers.values) values, "
                    + "differences: \(numbers.differences.count) (ROLLCALL_SEED=\(PythonOracle.seed))")
            for difference in numbers.differences.prefix(5) { print("  " + difference.prefix(1_000)) }
            return numbers.differences.count
        }
    }
}
