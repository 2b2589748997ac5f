extension RosterProblem {
    /// What is wrong, with the data that a message needs.
    public enum Detail: Hashable, Sendable {
        /// A file of another kind was given for a roster.
        case fileKind(FileKind)
        /// The columns of a CSV file do not say where the fields are.
        case columns(ColumnProblem, CSVHeaderFacts)
        /// A CSV file is not well-formed, or one of its rows does not fit its header.
        case csv(CSVProblem)
        /// An XML document cannot be read, or one of its records is unclear.
        case xml(XMLProblem)
        /// A listing in JSON cannot be read.
        case json(JSONProblem)
        /// A username cannot be used.
        case username(NameProblem)
        /// A password cannot be used.
        case password(PasswordProblem)
        /// A state is not understood.
        case state(StateProblem)
        /// A value of `activate_on` that is not a day, as the row has it.
        case activationDate(String)
        /// A value of `flowserv_id` that is not an id, as the row has it.
        case flowservID(String)
        /// Several rows of one username do not agree.
        case duplicate(DuplicateRows)

        /// What kind of problem it is, for programs.
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
