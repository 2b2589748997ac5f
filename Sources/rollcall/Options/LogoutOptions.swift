import ArgumentParser

/// The option to end the session on the server with the command.
struct LogoutOptions: ParsableArguments {
    @Flag(help: "Log out at the end. flowServ then ends all sessions of that account, not only this one.")
    var logout = false
}
