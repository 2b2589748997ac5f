import Foundation

/// SIGINT, SIGTERM and SIGHUP where rollcall is the first process, as in a container.
///
/// The kernel keeps from process 1 every signal that it has no handler for, so there only a run, which has handlers of
/// its own, could be stopped.
enum FirstProcess {
    /// Lets these signals end the process at once, with the status that they have anywhere else.
    static func begin() {
        guard getpid() == 1 else { return }
        for number in [SIGINT, SIGTERM, SIGHUP] {
            signal(number) { _exit(128 + $0) }
        }
    }
}
