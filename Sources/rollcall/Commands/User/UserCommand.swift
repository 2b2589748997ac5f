import ArgumentParser

/// `rollcall user`: each call of the user API by itself.
struct UserCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "user", abstract: "Each call of flowServ's user API by itself.",
        subcommands: [
            UserListCommand.self, UserRegisterCommand.self, UserActivateCommand.self, UserLoginCommand.self,
            UserLogoutCommand.self, UserWhoamiCommand.self, UserRequestPasswordResetCommand.self,
            UserResetPasswordCommand.self,
        ])
}
