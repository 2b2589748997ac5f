internal import Foundation

/// The terminal that this process has, while its group is the one in the foreground.
final class ForegroundTerminal: Sendable {
    let descriptor: Int32

    /// Nil when there is no terminal, or another group has it.
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

    /// Gives the terminal to another group, if we have it.
    func give(to group: pid_t) {
        if tcgetpgrp(descriptor) == getpgrp() { setForeground(group) }
    }

    /// Takes it back, if that group has it.
    func takeBack(from group: pid_t) {
        if tcgetpgrp(descriptor) == group { setForeground(getpgrp()) }
    }

    private func setForeground(_ group: pid_t) {
        // Whoever does this from the background is stopped, unless the thread does not hear of it.
        var signals = sigset_t()
        var before = sigset_t()
        sigemptyset(&signals)
        sigaddset(&signals, SIGTTOU)
        pthread_sigmask(SIG_BLOCK, &signals, &before)
        tcsetpgrp(descriptor, group)
        pthread_sigmask(SIG_SETMASK, &before, nil)
    }
}
