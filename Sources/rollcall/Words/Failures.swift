import FlowServ
import Provisioning
import Roster

/// How the errors of the libraries end the process.
extension Failure {
    init(_ error: JournalError) {
        let status: ExitStatus =
            switch error {
            case .inUse: .journalInUse
            default: .error
            }
        self.init(status, error.text + (Self.remedy(for: error).map { "  " + $0 } ?? ""))
    }

    /// What to type where the error has not said it; it does not know how the command was called.
    private static func remedy(for error: JournalError) -> String? {
        switch error {
        case .writeFailed, .locked: "Then type the same command again."
        case .noSuchRun: "To see those that are, type: " + NextCall.text("runs")
        case .cannotOpen(let path, _) where ServiceUnit.keeps(path),
            .notOurs(let path, _) where ServiceUnit.keeps(path):
            "It is kept by a service of systemd.  As that one does, type: rollcall-service status"
        // Another journal would know none of its ids.
        case .notOurs: "Type the command as that user."
        default: nil
        }
    }

    init(_ error: RosterError) {
        self.init(.invalidRoster, "\(error)  Nothing was sent.")
    }

    /// - Parameters:
    ///   - doing: What was tried, as in "the accounts cannot be listed".
    ///   - changes: Whether it may have changed something, so that a lost answer leaves open whether it has.
    init(_ error: ServiceError, doing: String, at server: String, changes: Bool = false) {
        let remedy =
            switch error {
            case .refusedBeforeProcessing(let disturbance) where disturbance.cause != .connection:
                "Nothing was sent" + Self.remedy(disturbance.cause)
            case _ where error.retryAfter != nil:
                "It asks to be left alone for \(error.retryAfter?.components.seconds ?? 0) s.  "
                    + "Type the same command again after that."
            case .refusedBeforeProcessing, .outcomeUnknown:
                "Check that the server is up and that the address is right (--server URL)."
            case .notLoggedIn:
                "Set FLOWSERV_ACCESS_TOKEN to a fresh token, or ROLLCALL_USERNAME and ROLLCALL_PASSWORD_FILE, or log in "
                    + "again: \(NextCall.plain("user login NAME --save")).  "
                    + "If the token is good, the server may read it from another header: see --token-header."
            case .redirected(_, let target) where ServerAddress.host(of: target) == ServerAddress.host(of: server):
                "If that is the right place, pass --server \(target)"
            case .redirected:
                "That is another host, perhaps with a sign-in page; nothing is sent there.  If flowServ has moved, pass its new "
                    + "base URL with --server; else ask whoever runs that page for a way past it."
            case .foreignAnswer:
                "A proxy, a firewall or a sign-in page may stand before the server.  Try again, and ask whoever runs it if "
                    + "it stays so."
            case .notAFlowServ:
                "The address must be the base of the API, as in https://HOST/flowserv/api/v1."
            case .rejected, .unknownObject:
                "Nothing was changed."
            }
        let status: ExitStatus =
            switch error {
            case .rejected, .unknownObject: .error
            default: .serverTrouble
            }
        self.init(status, "\(server): \(doing): \(changes ? error.description : error.reason).  \(remedy)")
    }

    /// What to do about something that came before the server.
    private static func remedy(_ cause: ServiceError.Disturbance.Cause) -> String {
        switch cause {
        case .connection: "."
        case .proxy:
            ".  Correct HTTPS_PROXY, or name the server in NO_PROXY; both are shown by: " + NextCall.plain("config")
        case .authorities: ".  Check the file that --cacert, or else SSL_CERT_FILE or SSL_CERT_DIR, names."
        case .certificate:
            ": whoever answers there may be somebody else.  If the server has an authority of its own, name its file: "
                + "--cacert FILE"
        case .otherHost:
            ": whoever answers there may be somebody else.  Name the server as its certificate does: --server URL"
        }
    }

    /// A login that failed.  flowServ says "unknown user" for a wrong password too.
    init(login error: ServiceError, as username: String, at server: String) {
        switch error {
        case .unknownObject where error.isUnknownUser:
            self.init(
                .serverTrouble,
                "\(server): the login as \(username) was refused: \(error).  Check the name and the password; "
                    + "flowServ says this for a wrong password and for a pending account too.")
        default:
            self.init(error, doing: "the login as \(username) failed", at: server)
        }
    }
}

extension JournalError {
    /// What is wrong and what to do, as it can be typed where we are.
    var text: String { description(call: NextCall.plain) }
}
