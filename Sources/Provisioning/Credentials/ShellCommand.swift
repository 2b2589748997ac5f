internal import CSpawn
internal import Foundation
internal import Synchronization

/// A shell command, started as a shell would start it: every signal at its default and none blocked, only the three
/// standard streams inherited, a process group of its own, and the terminal while it runs, if this process has it.
///
/// Foundation's `Process` passes on the signals that the runtime's threads block and those that this process ignores.
final class ShellCommand: Sendable {
    /// How a command ended.
    enum Ending: Hashable, Sendable {
        case exited(Int32)
        case signaled(Int32)
    }

    /// The reason why a command could not be started.
    struct StartError: Error {
        let code: Int32
    }

    private let process: pid_t
    private let input: Int32
    private let terminal: ForegroundTerminal?
    private let end = Mutex<Ending?>(nil)
    /// A descriptor that becomes readable, at its end, when the command has ended.
    private let ended: Int32
    private let isDone = DispatchSemaphore(value: 0)

    /// Starts the command; its output goes to standard error, because standard output belongs to the report.
    init(_ command: String, environment: [String: String]) throws(StartError) {
        // Without this, a command that does not read would terminate this process.
        Glibc.signal(SIGPIPE, SIG_IGN)
        let (reading, writing) = try Self.pipe()
        defer { close(reading) }
        let (ended, ending) = try Self.pipe()
        terminal = ForegroundTerminal()
        do {
            process = try Self.start(command, environment: environment, input: reading, terminal: terminal)
        } catch {
            for descriptor in [writing, ended, ending] { close(descriptor) }
            throw error
        }
        input = writing
        self.ended = ended
        _ = fcntl(input, F_SETFL, O_NONBLOCK)
        Thread.detachNewThread { [self] in
            waitForEnd()
            close(ending)
            isDone.signal()
        }
    }

    deinit { close(ended) }

    /// Whether the command had the terminal.
    var hadTerminal: Bool { terminal != nil }

    /// Writes bytes to the command's standard input and closes it; gives up when the command has ended.
    ///
    /// - Returns: Whether all of them were written.
    func feed(_ bytes: [UInt8]) -> Bool {
        defer { close(input) }
        var rest = bytes[...]
        while !rest.isEmpty {
            var descriptors = [
                pollfd(fd: input, events: Int16(POLLOUT), revents: 0),
                pollfd(fd: ended, events: Int16(POLLIN), revents: 0),
            ]
            if poll(&descriptors, nfds_t(descriptors.count), -1) < 0 {
                if errno == EINTR { continue }
                return false
            }
            // Other holders of the read end are ignored: processes that the command leaves in the background are not
            // waited for.
            if descriptors[1].revents != 0 { return false }
            let count = rest.withUnsafeBytes { write(input, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR || errno == EAGAIN { continue }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }

    /// Waits for the shell; must be called only once.
    func wait() -> Ending {
        isDone.wait()
        return end.withLock { $0 } ?? .exited(127)
    }

    /// Sends a signal to the command's group, while the shell exists.
    func signal(_ number: Int32) {
        end.withLock { end in
            // The number may belong to another process now.
            guard end == nil else { return }
            kill(-process, number)
            // A stopped process handles no other signal.
            kill(-process, SIGCONT)
        }
    }

    private func waitForEnd() {
        while true {
            var information = siginfo_t()
            // The number stays reserved until it is collected under the lock, so a signal never reaches another
            // process.
            let isChanged = waitid(P_PID, id_t(process), &information, WEXITED | WSTOPPED | WNOWAIT) == 0
            if !isChanged, errno == EINTR { continue }
            var status: Int32 = 0
            let isStopped = end.withLock { end in
                guard isChanged, waitpid(process, &status, WNOHANG | WUNTRACED) == process else {
                    end = .exited(127)
                    return false
                }
                if status & 0xFF == 0x7F { return true }
                end = status & 0x7F == 0 ? .exited(status >> 8 & 0xFF) : .signaled(status & 0x7F)
                return false
            }
            terminal?.reclaim(from: process)
            guard isStopped else { return }
            stopToo()
        }
    }

    /// Stops this process on Ctrl-Z as well, so that the parent shell notices; when it continues, so does the
    /// command.
    private func stopToo() {
        // Without a terminal no shell could continue this process, and neither is there one above the first process
        // of a session.
        if terminal != nil, getsid(0) != getpid() { kill(getpid(), SIGSTOP) }
        terminal?.give(to: process)
        kill(-process, SIGCONT)
    }
}

extension ShellCommand {
    private static func pipe() throws(StartError) -> (reading: Int32, writing: Int32) {
        var ends: [Int32] = [0, 0]
        guard Glibc.pipe(&ends) == 0 else { throw StartError(code: errno) }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        return (ends[0], ends[1])
    }

    private static func start(
        _ command: String, environment: [String: String], input: Int32, terminal: ForegroundTerminal?
    ) throws(StartError) -> pid_t {
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        sigfillset(&signals)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        posix_spawnattr_setpgroup(&attributes, 0)
        posix_spawnattr_setflags(
            &attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP))

        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO)
        posix_spawn_file_actions_adddup2(&actions, STDERR_FILENO, STDOUT_FILENO)
        if let terminal { addForeground(&actions, terminal.descriptor) }
        addCloseFrom(&actions, 3)

        var words: [UnsafeMutablePointer<CChar>?] =
            ["sh", "-c", command].map { (word: String) in strdup(word) } + [nil]
        var variables: [UnsafeMutablePointer<CChar>?] = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for text in words + variables { free(text) } }
        var process: pid_t = 0
        let code = posix_spawn(&process, "/bin/sh", &actions, &attributes, &words, &variables)
        guard code == 0 else { throw StartError(code: code) }
        return process
    }
}
