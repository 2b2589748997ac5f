import ArgumentParser
import Provisioning

/// The options that stop a failing run or detect failures.
struct StopOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Stop when more accounts have failed: a number, or a percentage of the plan.", valueName: "n|p%"))
    var maxFailures: String?

    @Option(
        help: ArgumentHelp(
            "Create and verify the first N accounts; go on only if all of them succeed.", valueName: "n"))
    var canary: Int?

    @Flag(help: "Do not read the listing again at the end to verify what was done.")
    var noVerify = false

    /// Returns the maximum number of failed accounts.
    func failureLimit() throws -> Limit? {
        guard let text = maxFailures else { return nil }
        guard let limit = Limit(text) else {
            throw Failure(.usage, "--max-failures \(text): use a number, as in 10, or a percentage, as in 2%.")
        }
        return limit
    }

    /// Returns the number of canary accounts.
    func checkedCanary() throws -> Int? {
        if let canary, canary < 1 { throw Failure(.usage, "--canary \(canary): use 1 or more.") }
        return canary
    }
}
