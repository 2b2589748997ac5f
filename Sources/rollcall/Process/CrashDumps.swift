import Foundation

/// Controls what a crash of this process leaves behind: a message and a status, but none of its memory, which
/// contains passwords.
enum CrashDumps {
    /// The signals that end a crashed process.
    private static let signals = [SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV, SIGQUIT]

    /// Disables core files and backtraces: Swift's backtraces print the registers and the memory that they point to.
    ///
    /// A user who sets SWIFT_BACKTRACE still gets backtraces.
    static func disable() {
        var none = rlimit(rlim_cur: 0, rlim_max: 0)
        setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
        guard Environment.value("SWIFT_BACKTRACE") == nil else { return }
        for number in signals { signal(number, SIG_DFL) }
    }
}
