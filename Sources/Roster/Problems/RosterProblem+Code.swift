extension RosterProblem {
    /// The kinds of problems, with names that scripts may rely on.
    public enum Code: String, CaseIterable, Sendable, Codable {
        /// The file has no content.
        case emptyFile = "empty-file"
        /// A file of another kind, such as a workbook.
        case otherFileKind = "other-file-kind"
        /// A second header among the rows.
        case headerAmongRows = "header-among-rows"
        /// There is no username column.
        case missingUsernameColumn = "missing-username-column"
        /// Two columns match one field equally well.
        case ambiguousColumn = "ambiguous-column"
        /// A requested column does not exist.
        case unknownColumn = "unknown-column"
        /// A quoted field is never closed.
        case unclosedQuote = "unclosed-quote"
        /// Text follows a closing quote.
        case textAfterQuote = "text-after-quote"
        /// A row has more or fewer fields than the header.
        case fieldCount = "field-count"
        /// A row above the maximum size.
        case recordTooLong = "record-too-long"
        /// A byte that is invalid in the file's encoding.
        case invalidByte = "invalid-byte"
        /// A NUL character.
        case nulCharacter = "nul-character"
        /// An XML document that is not well-formed.
        case malformedXML = "malformed-xml"
        /// A listing that is not well-formed JSON.
        case malformedJSON = "malformed-json"
        /// A declaration that XML rosters may not contain, such as an entity declaration.
        case refusedDeclaration = "refused-declaration"
        /// An XML document that is nested too deeply or has a part above the maximum size.
        case xmlLimit = "xml-limit"
        /// An XML document without a record.
        case noRecords = "no-records"
        /// An XML record that contains a field twice.
        case repeatedField = "repeated-field"
        /// An XML field that contains elements instead of text.
        case nestedElement = "nested-element"
        /// A row without a username.
        case missingUsername = "missing-username"
        /// A username longer than the server's column.
        case usernameTooLong = "username-too-long"
        /// A control character within a username.
        case controlCharacter = "control-character"
        /// An invisible character in a username.
        case invisibleCharacter = "invisible-character"
        /// A program's word for an empty value, such as NULL, as a username or password.
        case nullWord = "null-word"
        /// A username or password with additions from another program.
        case decoratedValue = "decorated-value"
        /// A username or password that was changed by another program.
        case damagedValue = "damaged-value"
        /// A number as a username that has lost the leading zeros that others have.
        case lostZeros = "lost-zeros"
        /// A username that does not match `--username-pattern`.
        case usernamePattern = "username-pattern"
        /// A username in several rows that contradict each other.
        case duplicateUsername = "duplicate-username"
        /// A password that begins or ends with white space.
        case passwordWhiteSpace = "password-white-space"
        /// A password longer than the server can store.
        case passwordTooLong = "password-too-long"
        /// A character in a password that cannot be typed.
        case passwordCharacter = "password-character"
        /// A state that is neither active nor pending.
        case unknownState = "unknown-state"
        /// A state that may be a region of a postal address.
        case ambiguousState = "ambiguous-state"
        /// A password that is a hash.
        case hashedPassword = "hashed-password"
        /// A date that is neither an ISO 8601 day nor a moment with a time zone.
        case invalidDate = "invalid-date"
        /// A flowServ id that is not 32 hexadecimal digits.
        case invalidFlowservID = "invalid-flowserv-id"

        /// Whether rows may be missing because of the problem, so that skipping one row is not enough.
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
