internal import Accounts

/// The words of personnel systems for a person's employment.
enum EmploymentWords {
    private static let working: Set<String> = [
        "active", "employed", "current", "working", "fulltime", "parttime", "permanent", "temporary", "temp",
        "contractor",
        "contract", "intern", "apprentice", "trainee", "regular", "seasonal", "casual", "freelance", "freelancer",
        "probation",
        "probationary", "fixedterm", "hourly", "salaried", "onleave", "leaveofabsence", "loa", "leave", "paidleave",
        "unpaidleave",
        "parentalleave", "maternityleave", "sabbatical", "volunteer", "exempt", "nonexempt",
    ]
    private static let pending: Set<String> = [
        "prehire", "prestart", "future", "futurehire", "notstarted", "onboarding", "hired",
    ]
    private static let gone: Set<String> = [
        "terminated", "terminatedemployee", "resigned", "retired", "left", "leaver", "former", "formeremployee",
        "dismissed",
        "deceased", "separated", "departed", "ended", "laidoff", "discharged", "exited", "offboarded",
        "inactiveterminated", "quit", "notemployed", "nolongeremployed",
    ]

    /// Returns the meaning of a stripped word, or nil if it is unknown.
    static func meaning(_ word: String) -> StateWords.Meaning? {
        if let meaning = StateWords.meaning(word, negated: false) { return meaning }
        let key = word.lowercased().filter { $0.isLetter || $0.isNumber }
        if working.contains(key) { return .wanted(.active) }
        if pending.contains(key) { return .wanted(.pending) }
        return gone.contains(key) ? .unwanted : nil
    }
}
