extension RosterProblem {
    /// The problem, with the data for a message.
    public enum Detail: Hashable, Sendable {
        /// A file of another kind.
        case fileKind(FileKind)
        /// The columns of a CSV file do not clearly identify the fields.
        case columns(ColumnProblem, CSVHeaderFacts)
        /// A CSV file is malformed, or one of its rows does not match its header.
        case csv(CSVProblem)
        /// An XML document cannot be read, or one of its records is unclear.
        case xml(XMLProblem)
        /// A JSON listing cannot be read.
        case json(JSONProblem)
        /// A username cannot be used.
        case username(NameProblem)
        /// A password cannot be used.
        case password(PasswordProblem)
        /// A state is not recognized.
        case state(StateProblem)
        /// A value of `activate_on` that is not a day, unchanged from the row.
        case activationDate(String)
        /// A value of `flowserv_id` that is not an id, unchanged from the row.
        case flowservID(String)
        /// Several rows of one username contradict each other.
        case duplicate(DuplicateRows)

        /// The kind of problem, for programs.
        public var code: Code {
            switch self {
            case .fileKind: .otherFileKind
            case .columns(let problem, _): problem.code
            case .csv(let problem): problem.code
            case .xml(let problem): problem.code
            case .json: .malformedJSON
            case .username(let problem): problem.code
            case .password(let problem): problem.code
            case .state(let problem): problem.code
            case .activationDate: .invalidDate
            case .flowservID: .invalidFlowservID
            case .duplicate: .duplicateUsername
            }
        }
    }
}
