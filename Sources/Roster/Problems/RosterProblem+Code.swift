extension RosterProblem {
    /// The kinds of problems, by names that scripts may rely on.
    public enum Code: String, CaseIterable, Sendable, Codable {
        /// The file has no content.
        case emptyFile = "empty-file"
        /// A file of another kind, such as a workbook.
        case otherFileKind = "other-file-kind"
        /// Another header among the rows.
        case headerAmongRows = "header-among-rows"
        /// No column can be the username.
        case missingUsernameColumn = "missing-username-column"
        /// Two columns claim one field with equal right.
        case ambiguousColumn = "ambiguous-column"
        /// A column that was asked for does not exist.
        case unknownColumn = "unknown-column"
        /// A quoted field never ends.
        case unclosedQuote = "unclosed-quote"
        /// Text follows a closing quote.
        case textAfterQuote = "text-after-quote"
        /// A row has more or fewer fields than the header.
        case fieldCount = "field-count"
        /// A row is larger than any row of users is.
        case recordTooLong = "record-too-long"
        /// A byte that does not belong to the file's encoding.
        case invalidByte = "invalid-byte"
        /// A NUL character.
        case nulCharacter = "nul-character"
        /// An XML document that is not well-formed.
        case malformedXML = "malformed-xml"
        /// A listing that is not well-formed JSON.
        case malformedJSON = "malformed-json"
        /// A declaration that XML rosters may not contain, such as an entity's.
        case refusedDeclaration = "refused-declaration"
        /// An XML document that is nested too deeply or has too large a part.
        case xmlLimit = "xml-limit"
        /// An XML document without one record.
        case noRecords = "no-records"
        /// An XML record that gives one field twice.
        case repeatedField = "repeated-field"
        /// An XML field that holds elements where it should hold text.
        case nestedElement = "nested-element"
        /// A row without a username.
        case missingUsername = "missing-username"
        /// A username longer than the server's column.
        case usernameTooLong = "username-too-long"
        /// A control character within a username.
        case controlCharacter = "control-character"
        /// A character in a username that nobody can see.
        case invisibleCharacter = "invisible-character"
        /// A program's word for nothing, such as NULL, in place of a username or password.
        case nullWord = "null-word"
        /// A username or password with something around it that another program has put there.
        case decoratedValue = "decorated-value"
        /// A username or password that another program has changed.
        case damagedValue = "damaged-value"
        /// A number for a username that has lost the zeros that others begin with.
        case lostZeros = "lost-zeros"
        /// A username of another shape than `--username-pattern` asks for.
        case usernamePattern = "username-pattern"
        /// A username that is in several rows that do not agree.
        case duplicateUsername = "duplicate-username"
        /// A password that begins or ends with white space.
        case passwordWhiteSpace = "password-white-space"
        /// A password longer than the server can store.
        case passwordTooLong = "password-too-long"
        /// A character in a password that nobody can type.
        case passwordCharacter = "password-character"
        /// A state that is neither active nor pending.
        case unknownState = "unknown-state"
        /// A state that may be a region of a postal address.
        case ambiguousState = "ambiguous-state"
        /// A password that is a hash.
        case hashedPassword = "hashed-password"
        /// A date that is no ISO 8601 day or moment with a zone.
        case invalidDate = "invalid-date"
        /// A flowServ id that is not 32 hexadecimal digits.
        case invalidFlowservID = "invalid-flowserv-id"

        /// Whether rows may be lost behind the problem, so that skipping one row does not get round it.
        public var hidesRows: Bool {
            switch self {
            case .emptyFile, .otherFileKind, .headerAmongRows, .missingUsernameColumn, .ambiguousColumn,
                .unknownColumn, .unclosedQuote,
                .recordTooLong, .malformedXML, .malformedJSON, .refusedDeclaration, .xmlLimit, .noRecords:
                true
            case .lostZeros, .invisibleCharacter, .nullWord, .decoratedValue, .damagedValue, .passwordTooLong,
                .passwordCharacter,
                .textAfterQuote, .fieldCount, .invalidByte, .nulCharacter, .repeatedField,
                .nestedElement, .missingUsername, .usernameTooLong, .controlCharacter, .duplicateUsername,
                .usernamePattern,
                .passwordWhiteSpace, .unknownState, .ambiguousState, .hashedPassword, .invalidDate,
                .invalidFlowservID:
                false
            }
        }
    }
}
