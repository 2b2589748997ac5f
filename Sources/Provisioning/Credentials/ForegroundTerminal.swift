internal import Foundation

/// The terminal of this process, while its process group is in the foreground.
final class ForegroundTerminal: Sendable {
    let descriptor: Int32

    /// Returns nil if there is no terminal, or another group is in the foreground.
    init?() {
        let descriptor = open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY)
        guard descriptor >= 0 else { return nil }
        guard tcgetpgrp(descriptor) == getpgrp() else {
            close(descriptor)
            return nil
        }
        self.descriptor = descriptor
    }

    deinit { close(descriptor) }

    /// Gives the terminal to another group, if this one has it.
    func give(to group: pid_t) {
        if tcgetpgrp(descriptor) == getpgrp() { setForeground(group) }
    }

    /// Takes the terminal back, if that group has it.
    func reclaim(from group: pid_t) {
        if tcgetpgrp(descriptor) == group { setForeground(getpgrp()) }
    }

    private func setForeground(_ group: pid_t) {
        // The call stops a background process unless the thread blocks the signal.
        var signals = sigset_t()
        var before = sigset_t()
        sigemptyset(&signals)
        sigaddset(&signals, SIGTTOU)
        pthread_sigmask(SIG_BLOCK, &signals, &before)
        tcsetpgrp(descriptor, group)
        pthread_sigmask(SIG_SETMASK, &before, nil)
    }
}
