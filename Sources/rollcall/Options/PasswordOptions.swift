import ArgumentParser
import FlowServ
import Provisioning

/// The options for the source of the first passwords of new accounts.
struct PasswordOptions: ParsableArguments {
    @Flag(
        help: "Generate passwords for new accounts whose rows have none, and deliver them with --credentials.")
    var generatePasswords = false

    @Flag(
        help: """
            Let new accounts whose rows have no password choose one: request a password reset for each, and deliver \
            its id with --credentials.
            """)
    var invite = false

    @Option(
        help: ArgumentHelp(
            "Length of generated passwords (default: \(PasswordSecret.shortest), which is 128 bits).",
            valueName: "n"))
    var passwordLength: Int?

    /// Returns the source of the password of a row without one.
    func source() throws -> PasswordSource {
        guard !(generatePasswords && invite) else {
            throw Failure(
                .usage, "Give either --generate-passwords or --invite: an account can have only one of them.")
        }
        return generatePasswords ? .generated : invite ? .invitation : .roster
    }

    /// Returns the options to store in the journal and in a saved plan; nil if none were given.
    func credentials() throws -> CredentialOptions? {
        var options = CredentialOptions()
        options.source = try source()
        options.length = try length()
        return options == CredentialOptions() ? nil : options
    }

    private func length() throws -> Int? {
        guard let length = passwordLength else { return nil }
        let range = PasswordSecret.shortest...PasswordSecret.longest
        guard range.contains(length) else {
            throw Failure(
                .usage,
                "--password-length \(length): use \(range.lowerBound) (128 bits) to "
                    + "\(range.upperBound).")
        }
        return length
    }
}

/// The options for the destination of credentials.
struct DeliveryOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            """
            Deliver the credentials of new accounts: to a CSV file that does not exist yet, or to '|COMMAND', which \
            reads them.
            """,
            valueName: "file"),
        completion: .file())
    var credentials: String?

    @Option(
        help: ArgumentHelp(
            "With --invite: a URL that contains {request_id}, to deliver links instead of ids.", valueName: "template"
        ))
    var resetUrl: String?

    /// Adds the destination and the form to the options of the passwords.
    func complete(_ options: CredentialOptions?) throws -> CredentialOptions? {
        var options = options ?? CredentialOptions()
        options.destination = try destination()?.description ?? options.destination
        options.resetURL = try link() ?? options.resetURL
        if options.source != .roster, options.destination == nil {
            let flag = options.source == .generated ? "--generate-passwords" : "--invite"
            throw Failure(
                .usage,
                "\(flag) needs --credentials FILE; otherwise nobody would receive them.  Nothing was sent."
            )
        }
        return options == CredentialOptions() ? nil : options
    }

    /// Throws if the options are invalid, even in a dry run, which delivers nothing.
    func check() throws {
        _ = (try destination(), try link())
    }

    private func destination() throws -> CredentialsDestination? {
        guard let text = credentials else { return nil }
        if text == "-" {
            throw Failure(
                .usage,
                "--credentials -: standard output is for the report.  Use a file, or '|COMMAND' to pipe them.")
        }
        let destination = CredentialsDestination(text, in: RunOrigin.here.directory)
        if destination.description == "|" {
            throw Failure(.usage, "--credentials '|': the command is missing.  Use '|COMMAND'.")
        }
        return destination
    }

    private func link() throws -> String? {
        guard let template = resetUrl else { return nil }
        guard ResetLink(template) != nil else {
            throw Failure(
                .usage, "--reset-url \(template): the URL must contain \(ResetLink.placeholder).")
        }
        return template
    }
}
