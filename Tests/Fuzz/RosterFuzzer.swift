import Accounts
import Foundation

/// What libFuzzer calls with each input: the readers must neither crash nor hang, whatever the bytes, and must say the
/// same whatever the chunks.
///
/// It is compiled together with the sources of `Roster`, by Tests/Fuzz/run; ROLLCALL_FUZZ names the format, or the
/// encoding of CSV.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    let whole = RosterReader(options: options).read(bytes: bytes, named: "input")
    check(whole)
    // An odd size, so that characters, quotes and tags are cut everywhere.
    let pieces = RosterReader(options: options, chunkSize: 7).read(bytes: bytes, named: "input")
    precondition(pieces.entries == whole.entries, "the entries depend on the chunks")
    precondition(pieces.isComplete == whole.isComplete, "completeness depends on the chunks")
    return 0
}

private let options: RosterOptions = {
    let subject = ProcessInfo.processInfo.environment["ROLLCALL_FUZZ"] ?? "automatic"
    if let format = RosterOptions.Format(rawValue: subject) { return RosterOptions(format: format, timeZone: .gmt) }
    guard let encoding = try? TextEncoding(named: subject) else {
        fatalError("no format and no encoding: \(subject)")
    }
    return RosterOptions(format: .csv, encoding: encoding, timeZone: .gmt)
}()

/// What holds of every roster.
private func check(_ roster: Roster) {
    precondition(roster.problems == roster.problems.sorted(), "the problems are not in order")
    precondition(roster.files.count == 1 && roster.entries.count <= roster.files[0].rows, "entries out of nothing")
    var names = Set<[UInt8]>()
    for entry in roster.entries {
        precondition(AccountRules.problem(inUsername: entry.username.text) == nil, "a name that flowServ refuses")
        precondition(
            AccountRules.username(entry.username.text).utf8.elementsEqual(entry.username.text.utf8), "not stripped")
        precondition(names.insert(Array(entry.username.text.utf8)).inserted, "one name, two entries")
    }
    for problem in roster.problems {
        precondition(!problem.description.isEmpty && problem.location.line > 0 && problem.location.column > 0)
        precondition(
            !problem.description.unicodeScalars.contains(where: isControl), "a description with a control character")
    }
}
