import Foundation

/// What a crash of this process leaves behind: a message and a status, and nothing of its memory, which holds passwords.
enum CrashDumps {
    /// The signals that end a process that has crashed.
    private static let signals = [SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV, SIGQUIT]

    /// Allows no core file, and no backtrace: Swift's prints the registers and the memory that they point to.
    ///
    /// Whoever sets SWIFT_BACKTRACE asks for backtraces and gets them.
    static func begin() {
        var none = rlimit(rlim_cur: 0, rlim_max: 0)
        setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
        guard Environment.value("SWIFT_BACKTRACE") == nil else { return }
        for number in signals { signal(number, SIG_DFL) }
    }
}
