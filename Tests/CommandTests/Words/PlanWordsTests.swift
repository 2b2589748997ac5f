import Accounts
import FlowServ
import Testing

@testable import Provisioning
@testable import Roster
@testable import rollcall

/// What is said of plans and journals, in words.
struct PlanWordsTests {
    private static let id = UserID(rawValue: "0123456789abcdef0123456789abcdef")
    private static let ann = AccountName("ann")
    private static let bob = AccountName("bob")
    private static let place = SourceLocation(file: "team.csv", line: 3, column: 1)

    @Test(arguments: [
        (
            BlockedReason.stranded(words: "duplicate user", former: [id]),
            ["duplicate user", "\(id)", "account adopt ann ID"]
        ),
        (.foreignID(id, of: bob), ["\(id)", "\"bob\"", "roster"]),
        (.similarName([AccountName("Ann"), AccountName("jose\u{301}")]), ["\"Ann\"", "U+0301"]),
        (.protected(pattern: "ad*"), ["--protect ad*"]),
        (.noPassword, ["--generate-passwords", "--invite", "--credentials FILE"]),
        (.noPasswordForAdopted(id), ["--generate-passwords", "account adopt ann \(id) --keep-password"]),
        (.held(run: 7, missing: [bob]), ["run 7", "\"bob\" is not", "--two-phase", "resume --activate-rest"]),
        (.held(run: 7, missing: [ann, bob, ann, bob]), ["and 1 more are"]),
        (
            .invalidRow([RosterProblem(location: place, detail: .password(.hash), username: "ann")]),
            ["the password is a hash"]
        ),
    ])
    func `a blocked account has its reason and what to type`(reason: BlockedReason, facts: [String]) {
        for fact in facts { #expect(reason.words(for: Self.ann).contains(fact), "\(reason.words(for: Self.ann))") }
        #expect(reason.words(for: Self.ann).contains(".  "))
    }

    @Test(arguments: [
        (PlanWarning.activeAlready(ann, place), ["team.csv:3:1", "ann", "deactivate"]),
        (.leftOut(RosterProblem(location: place, detail: .csv(.textAfterQuote))), ["team.csv:3:1", "quote"]),
        (.moreLeftOut(12), ["12", "rollcall check ROSTER"]),
        (.rowGone(ann), ["ann", "rollcall account retry ann"]),
        (.listedTwice(ann), ["\"ann\"", "administrator"]),
    ])
    func `a warning has its place or its name`(warning: PlanWarning, facts: [String]) {
        for fact in facts { #expect(warning.words.contains(fact), "\(warning.words)") }
    }

    @Test(arguments: [
        (
            Objection.tooManyChanges(120, limit: .percent(5), allowed: 50, listed: 1_000),
            ["5%", "50", "1,000", "--max-changes 120"]
        ),
        (
            .tooManyChanges(3, limit: .number(2), allowed: 2, listed: 9),
            ["3 accounts", "allows 2", "--max-changes 3"]
        ),
        (.shrunkenRoster(path: "team.csv", rows: 4, before: 9), ["team.csv", "4", "9", "--accept shrunken-roster"]),
        (.shrunkenListing(missing: [ann], expected: 9), ["1", "9", "ann", "--accept shrunken-listing"]),
        (.emptyRoster(paths: ["team.csv"]), ["team.csv", "--accept empty-roster"]),
        (.newJournal(path: "j", names: 9, listed: 8), ["8", "9", "--journal", "--accept new-journal"]),
        (
            .cutOffRoster(CutOff(location: place, evidence: .fewerFields(1, of: 2))),
            ["team.csv:3:1", "1 of 2", "--accept cut-off-roster"]
        ),
    ])
    func `an objection has its numbers and the one flag that accepts it`(objection: Objection, facts: [String]) {
        for fact in facts { #expect(objection.words.contains(fact), "\(objection.words)") }
    }

    private static let action = PlannedAction(
        username: ann, action: .register, state: .active, userID: nil, file: "team.csv", line: 3)

    @Test(arguments: [
        (PlanChange.schema("rollcall.plan/0", now: "rollcall.plan/1"), ["rollcall.plan/0", "rollcall.plan/1"]),
        (.server("https://a", now: "https://b"), ["https://a", "https://b"]), (.rosterCount(1, now: 2), ["1", "2"]),
        (.roster(path: "team.csv"), ["team.csv"]), (.action(action, now: nil, blocked: nil), ["ann", "team.csv:3"]),
        (.action(action, now: nil, blocked: "stranded"), ["ann", "stranded"]),
        (.action(action, now: action, blocked: nil), ["ann", "register as active"]), (.invitation(ann), ["ann"]),
    ])
    func `what has changed since a plan was made is named`(change: PlanChange, facts: [String]) {
        for fact in facts { #expect(change.words.contains(fact), "\(change.words)") }
    }

    @Test(arguments: [
        (JournalError.cannotOpen(path: "j", reason: "r"), ["j", "r", "--journal FILE"]),
        (.notOurs(path: "j", owner: 7), ["j", "7"]), (.damaged(path: "j", reason: "r"), ["j", "r", "backup"]),
        (.broken(path: "j o", reason: "r"), ["rollcall apply --journal 'j o' ROSTER"]),
        (.onNetwork(path: "j", fileSystem: "NFS"), ["NFS", "--journal FILE"]),
        (.newerVersion(path: "j"), ["j", "newer"]),
        (
            .otherServer(path: "j", recorded: "https://a", wanted: "https://b"),
            ["rollcall journal rename-server --journal j https://a https://b"]
        ),
        (.otherShard(path: "j", recorded: Shard("0/2"), wanted: nil), ["0/2", "--shard 0/2", "--journal FILE"]),
        (.otherShard(path: "j", recorded: Shard("0/2"), wanted: Shard("1/2")), ["0/2", "1/2", "--journal FILE"]),
        (.otherShard(path: "j", recorded: nil, wanted: Shard("1/2")), ["all names", "1/2", "--journal FILE"]),
        (.notOneWhole("r"), ["r"]), (.notMergeable(path: "j", reason: "r"), ["r", "rollcall resume --journal j"]),
        (.notNew(path: "j"), ["j"]), (.sameJournal("j", "k"), ["j", "k"]),
        (
            .owedTwice(path: "j", later: "k", names: [ann]),
            ["ann", "rollcall apply --journal k --credentials FILE ROSTER"]
        ),
        (.inUse(path: "j", holder: "pid 1"), ["j", "pid 1"]),
        (.writeFailed(path: "j", reason: "r"), ["j", "r", "room"]),
        (.locked(path: "j"), ["j"]), (.inconsistent("r"), ["r", "report"]), (.noSuchRun(7), ["7", "rollcall runs"]),
        (.backup(path: "b", reason: "r"), ["b", "r", "FILE"]),
    ])
    func `every error of a journal has its file and what to do`(error: JournalError, facts: [String]) {
        for fact in facts { #expect(error.words.contains(fact), "\(error.words)") }
        #expect(error.words.hasPrefix("\(error).  "))
    }

    @Test(arguments: [
        (ForwardProxy.SettingError.noProxy(variable: "HTTPS_PROXY"), ["HTTPS_PROXY", "http://HOST:PORT"]),
        (
            .serverWithoutName(host: "10.0.0.1", variable: "HTTPS_PROXY"),
            ["10.0.0.1", "HTTPS_PROXY", "--server", "NO_PROXY"]
        ),
    ])
    func `a proxy that cannot be used has a remedy`(error: ForwardProxy.SettingError, facts: [String]) {
        for fact in facts { #expect(error.words.contains(fact), "\(error.words)") }
    }
}
