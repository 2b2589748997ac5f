import Foundation

/// The standard streams as they are given to the process.
enum StandardStreams {
    /// Takes the places of streams that are closed, and lets a write fail instead of ending us, where a reader has gone or a
    /// file has become larger than allowed; call it before anything is opened.
    ///
    /// A file that got one of their numbers would be written over by what is printed.
    static func begin() {
        for number in [SIGPIPE, SIGXFSZ] { signal(number, SIG_IGN) }
        for descriptor in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] where fcntl(descriptor, F_GETFD) < 0 {
            // The wrong way round, so that to read or to write is the error that it would be without it.  The lowest free
            // number is the closed one.
            _ = open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY)
        }
    }

    /// Whether an error says that nobody is there any more: a pipe without its reader, a terminal that has hung up.
    static func isGone(_ descriptor: Int32, _ code: Int32) -> Bool {
        var status = stat()
        let isDevice = fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFCHR
        return code == EPIPE || (code == EIO && isDevice)
    }

    /// Writes all of it.
    ///
    /// - Returns: The number of the error, if there was one.
    static func write(_ bytes: some Sequence<UInt8>, to descriptor: Int32) -> Int32? {
        var rest = Array(bytes)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
            if count > 0 {
                rest = rest.dropFirst(count)
            } else if errno == EAGAIN {
                // Somebody else has made it so; the terminal's other programs may rely on it.
                var waiting = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                poll(&waiting, 1, -1)
            } else if errno != EINTR {
                return errno
            }
        }
        return nil
    }
}
