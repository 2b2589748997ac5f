import Provisioning

extension RunOrigin {
    /// The origin of a run: `ann on build-7 in /srv/rosters, with rollcall 0.1.0`.
    var words: String {
        "\(user) on \(host) in \(directory), with rollcall \(version)"
    }
}
