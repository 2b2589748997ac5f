public import Accounts

/// Tests write names as they are.
extension AccountName: ExpressibleByStringLiteral {
    /// The name that is written.
    public init(stringLiteral text: String) {
        self.init(text)
    }
}
