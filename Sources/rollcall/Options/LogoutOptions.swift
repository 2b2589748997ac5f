import ArgumentParser

/// Whether our session on the server ends with the command.
struct LogoutOptions: ParsableArguments {
    @Flag(help: "Log out at the end.  flowServ then ends every session of that account, not only ours.")
    var logout = false
}
