import FlowServ
import Provisioning
import Roster

/// The errors of the libraries, with the exit status for each.
extension Failure {
    init(_ error: JournalError) {
        switch error {
        case .inUse: self.init(.journalInUse, error.words)
        case .writeFailed, .locked: self.init(.error, error.words + "  Then type the same command again.")
        default: self.init(.error, error.words)
        }
    }

    init(_ error: RosterError) {
        self.init(.invalidRoster, "\(error.words)  Nothing was sent.")
    }

    /// Converts an error of the server.
    ///
    /// - Parameters:
    ///   - doing: The failed operation, as in "the accounts cannot be listed".
    ///   - changes: Whether it may have changed something, so that after a lost answer the result is unknown.
    init(_ error: ServiceError, doing: String, at server: String, changes: Bool = false) {
        let remedy =
            switch error {
            case .refusedBeforeProcessing(let evidence) where evidence.cause != .connection:
                "Nothing was sent" + Self.remedy(evidence.cause)
            case _ where error.retryAfter != nil:
                "It asks to wait for \(error.retryAfter?.components.seconds ?? 0) s.  Type the same command again after that."
            case .refusedBeforeProcessing, .outcomeUnknown:
                (error.leavesOutcomeUnknown ? "" : "Nothing was sent.  ")
                    + "Check that the server is running and that its address is right (--server URL)."
            case .notLoggedIn:
                "Set FLOWSERV_ACCESS_TOKEN to a fresh token, or ROLLCALL_USERNAME and ROLLCALL_PASSWORD_FILE, or log in "
                    + "again: \(SuggestedCommand.plain("user login NAME --save")).  "
                    + "If the token is good, the server may read it from another header: see --token-header."
            case .redirected(_, let target) where ServerAddress.host(of: target) == ServerAddress.host(of: server):
                "If that is the right place, pass --server \(target)"
            case .redirected:
                "That is another host, perhaps with a sign-in page; nothing is sent there.  If flowServ has moved, pass its new "
                    + "base URL with --server; otherwise ask the operator of that page how to get past it."
            case .foreignAnswer:
                "A proxy, a firewall or a sign-in page may be in front of the server.  Try again; if it happens again, ask "
                    + "its operator."
            case .notAFlowServ:
                "The address must be the base of the API, as in https://HOST/flowserv/api/v1."
            case .rejected, .unknownObject:
                "Nothing was changed."
            }
        let status: ExitStatus =
            switch error {
            case .rejected, .unknownObject: .error
            default: .serverFailure
            }
        self.init(status, "\(server): \(doing): \(changes ? error.description : error.reason).  \(remedy)")
    }

    /// Returns the remedy for a failure in front of the server.
    private static func remedy(_ cause: ServiceError.Evidence.Cause) -> String {
        switch cause {
        case .connection: "."
        case .proxy:
            ".  Correct HTTPS_PROXY, or name the server in NO_PROXY; both are shown by: "
                + SuggestedCommand.plain("config")
        case .authorities: ".  Check the file that --cacert, or else SSL_CERT_FILE or SSL_CERT_DIR, names."
        case .certificate:
            "; another server may have answered.  If the server has an authority of its own, name its file: "
                + "--cacert FILE"
        case .otherHost:
            "; another server may have answered.  Name the server as its certificate does: --server URL"
        }
    }

    /// Converts a failed login.  flowServ says "unknown user" for a wrong password and for a pending account too.
    init(login error: ServiceError, as username: String, at server: String) {
        switch error {
        case .unknownObject where error.isUnknownUser:
            self.init(
                .serverFailure,
                "\(server): login as \(username) failed: wrong name, wrong password, or an account that is not active "
                    + "yet.  Check the name and the password.")
        default:
            self.init(error, doing: "login as \(username) failed", at: server)
        }
    }
}
