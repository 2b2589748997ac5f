import Foundation

/// The time zone in which days begin, which the C library takes from `TZ`, otherwise from the system.
struct LocalZone {
    /// Its common name.
    let name: String
    /// Why UTC is used instead of the zone in `TZ`; nil if there is no problem.
    let error: String?

    /// The time zone of this process.
    static let current = LocalZone(ProcessInfo.processInfo.environment["TZ"])

    /// Creates a zone.
    ///
    /// - Parameter given: The value of `TZ`; nil if it is not set.
    init(_ given: String?) {
        guard let given else {
            self.init(name: TimeZone.current.identifier, error: nil)
            return
        }
        var name = given.hasPrefix(":") ? String(given.dropFirst()) : given
        let folder = Self.folder + "/"
        let path = name.hasPrefix("/") ? name : folder + name
        if name.hasPrefix(folder) { name = String(name.dropFirst(folder.count)) }
        if name.isEmpty { name = "UTC" }
        if Self.isRule(name) {
            // "GMT+2" is two hours west, which few people expect.
            self.init(name: "\(name), now UTC\(Self.offset())", error: nil)
            return
        }
        let isKnown = ["UTC", "GMT"].contains(name) || Self.isZoneFile(path)
        // The C library uses UTC for an unknown zone, without an error.
        let error =
            "TZ=\(given) is not a time zone that this system knows, so the start of a day is unclear.  "
            + (FileManager.default.fileExists(atPath: Self.folder)
                ? "Set TZ to a name such as Europe/Berlin (timedatectl list-timezones prints all of them), or unset it."
                : "This system has no time zones: install the package tzdata, or set TZ to UTC.")
        self.init(name: isKnown ? name : "UTC", error: isKnown ? nil : error)
    }

    private init(name: String, error: String?) {
        (self.name, self.error) = (name, error)
    }

    private static let folder = ProcessInfo.processInfo.environment["TZDIR"] ?? "/usr/share/zoneinfo"

    private static func isZoneFile(_ path: String) -> Bool {
        guard let file = FileHandle(forReadingAtPath: path) else { return false }
        return (try? file.read(upToCount: 4)) == Data("TZif".utf8)
    }

    /// Returns whether it has POSIX's own form, as in `CET-1CEST,M3.5.0,M10.5.0/3`: letters alone would have no
    /// offset.
    private static func isRule(_ name: String) -> Bool {
        let rule =
            #/
            (?: [A-Za-z]{3,} | <[A-Za-z0-9+\-]{3,}> ) [+\-]? [0-9]{1,2} (?: :[0-9]{2} ){0,2}
            (?:
                (?: [A-Za-z]{3,} | <[A-Za-z0-9+\-]{3,}> ) (?: [+\-]? [0-9]{1,2} (?: :[0-9]{2} ){0,2} )?
                (?:
                    (?: , (?: M[0-9]{1,2}\.[1-5]\.[0-6] | J?[0-9]{1,3} ) (?: \/ [+\-]? [0-9]{1,3} (?: :[0-9]{2} ){0,2} )? ){2}
                )?
            )?
            /#
        return name.wholeMatch(of: rule) != nil
    }

    /// Returns the current offset of the process's zone from UTC, as in `+01:00`.
    private static func offset() -> String {
        var (now, local, text) = (time(nil), tm(), [CChar](repeating: 0, count: 8))
        localtime_r(&now, &local)
        strftime(&text, text.count, "%z", &local)
        let digits = String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
        return "\(digits.prefix(3)):\(digits.suffix(2))"
    }
}
