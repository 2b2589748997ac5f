import ArgumentParser

/// `rollcall user`: the single calls of the user API.
struct UserCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "user", abstract: "Make a single call of the user API of flowServ.",
        subcommands: [
            UserListCommand.self, UserRegisterCommand.self, UserActivateCommand.self, UserLoginCommand.self,
            UserLogoutCommand.self, UserWhoamiCommand.self, UserRequestPasswordResetCommand.self,
            UserResetPasswordCommand.self,
        ])

    static let examples = [
        Example("List the active accounts", "rollcall user list")
    ]
}
