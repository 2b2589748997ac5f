import Foundation

/// The standard streams of the process.
enum StandardStreams {
    /// Opens replacements for closed streams, and makes a write fail instead of ending the process if a reader is
    /// gone or a file exceeds its size limit; must be called before anything is opened.
    ///
    /// A file with one of their numbers would be overwritten by printed text.
    static func prepare() {
        for number in [SIGPIPE, SIGXFSZ] { signal(number, SIG_IGN) }
        for descriptor in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] where fcntl(descriptor, F_GETFD) < 0 {
            // Opened in the opposite direction, so that reading or writing is still an error.  The lowest free number
            // is the closed one.
            _ = open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY)
        }
    }

    /// Returns whether an error means that the other end is gone: a pipe without its reader, a terminal that has hung
    /// up.
    static func isGone(_ descriptor: Int32, _ code: Int32) -> Bool {
        var status = stat()
        let isDevice = fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFCHR
        return code == EPIPE || (code == EIO && isDevice)
    }

    /// Writes all bytes.
    ///
    /// - Returns: The number of the error, if there was one.
    static func write(_ bytes: some Sequence<UInt8>, to descriptor: Int32) -> Int32? {
        if let write = Surroundings.current.write { return write(Array(bytes), descriptor) }
        var rest = Array(bytes)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
            if count > 0 {
                rest = rest.dropFirst(count)
            } else if errno == EAGAIN {
                // Another program has made it non-blocking; other programs on the terminal may rely on that.
                var waiting = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                poll(&waiting, 1, -1)
            } else if errno != EINTR {
                return errno
            }
        }
        return nil
    }
}
