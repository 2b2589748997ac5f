import ArgumentParser

/// An initial account of the sandbox, written `NAME:PASSWORD`.
struct InitialAccount: ExpressibleByArgument {
    let name: String
    let password: String

    init(name: String, password: String) {
        self.name = name
        self.password = password
    }

    init?(argument: String) {
        guard let colon = argument.firstIndex(of: ":") else { return nil }
        self.init(
            name: String(argument[..<colon]), password: String(argument[argument.index(after: colon)...]))
        guard !name.isEmpty, !password.isEmpty else { return nil }
    }

    var defaultValueDescription: String { "\(name):\(password)" }
}
