import FlowServ

extension ForwardProxy.SettingError {
    /// What is wrong and what to write instead, without the value, which may hold a password.
    var words: String {
        switch self {
        case .noProxy:
            "\(self).  Write it like http://HOST:PORT, or http://USER:PASSWORD@HOST:PORT, with %2F for a / in the password."
        case .serverWithoutName(let host, _):
            "\(self).  Use the server's host name in --server, or put \(host) in NO_PROXY."
        }
    }
}
