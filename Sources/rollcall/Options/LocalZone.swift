import Foundation

/// The time zone in which days begin: that of `TZ`, else the system's.
struct LocalZone {
    /// What people call it.
    let name: String
    let zone: TimeZone

    /// The zone of this process.
    ///
    /// - Throws: ``Failure``, as a usage error, when `TZ` names no zone: Foundation takes Greenwich's then, and days would begin
    ///   hours too early or too late.
    static func current() throws -> LocalZone {
        guard let given = Environment.value("TZ") else {
            return LocalZone(name: TimeZone.current.identifier, zone: .current)
        }
        let folder = "/usr/share/zoneinfo/"
        var name = given.hasPrefix(":") ? String(given.dropFirst()) : given
        if name.hasPrefix(folder) { name = String(name.dropFirst(folder.count)) }
        if ["UTC0", "UTC", "GMT0", "GMT"].contains(name), let zone = TimeZone(secondsFromGMT: 0) {
            return LocalZone(name: name, zone: zone)
        }
        // "GMT+2" lies east for Foundation and west for everybody else who reads TZ.
        let isOffset =
            name.contains { "+-0123456789<".contains($0) } && !name.hasPrefix("Etc/")
            && TimeZone.isKnown(name) == false
        guard !isOffset, let zone = TimeZone(identifier: name) else {
            throw Failure(
                .usage,
                "TZ=\(given) is not a time zone that this system knows, so there is no telling when a day begins.  "
                    + "Set TZ to a name such as Europe/Berlin (timedatectl list-timezones prints all of them), or unset it."
            )
        }
        return LocalZone(name: name, zone: zone)
    }
}

extension TimeZone {
    fileprivate static func isKnown(_ name: String) -> Bool {
        knownTimeZoneIdentifiers.contains(name) || ["EST5EDT", "CST6CDT", "MST7MDT", "PST8PDT"].contains(name)
    }
}
