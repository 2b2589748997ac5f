import FlowServ

extension ForwardProxy.SettingError {
    /// The error and the remedy, without the value, which may contain a password.
    var words: String {
        switch self {
        case .noProxy:
            "\(self).  Write it like http://HOST:PORT, or http://USER:PASSWORD@HOST:PORT, with %2F for a / in the password."
        case .serverWithoutName(let host, _):
            "\(self).  Use the server's host name in --server, or put \(host) in NO_PROXY."
        }
    }
}
