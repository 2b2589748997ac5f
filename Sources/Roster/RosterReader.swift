/// Reads rosters of any format and size, chunk by chunk.
public struct RosterReader: Sendable {
    private let options: RosterOptions
    private let chunkSize: Int

    /// Creates a reader.
    /// - Parameters:
    ///   - options: the settings that the files do not specify themselves.
    ///   - chunkSize: the number of bytes to read at a time; the result does not depend on it.
    public init(options: RosterOptions = RosterOptions(), chunkSize: Int = 262_144) {
        self.options = options
        self.chunkSize = max(1, chunkSize)
    }

    /// Reads several files as one roster.
    ///
    /// Problems within a file are returned in the roster.
    /// - Parameters:
    ///   - paths: the files in order; "-" is standard input.
    ///   - observing: receives each chunk of raw bytes before it is parsed, up to where an unusable file is
    ///     abandoned; the buffer is valid only during the call.
    /// - Throws: when a file cannot be opened or read to its end.
    public func read(
        paths: [String], observing: ((_ path: String, _ chunk: UnsafeRawBufferPointer) -> Void)? = nil
    ) throws(RosterError) -> Roster {
        let builder = RosterBuilder(options: options)
        for path in paths {
            let file = FileBytes(path: path, chunkSize: chunkSize)
            var content = ContentReader(file: file.name, builder: builder)
            var isBeginning = true
            try file.forEachChunk { chunk, rest in
                observing?(path, chunk)
                content.consume(chunk)
                if isBeginning { builder.expect(rest, after: chunk.count) }
                isBeginning = false
                return !content.hasGivenUp
            }
            builder.add(content.finish(), path: path, name: file.name)
        }
        return options.keepsEntries ? builder.roster() : try builder.countedRoster()
    }

    /// Reads bytes as one file; its entries are always kept.
    /// - Parameters:
    ///   - bytes: the file's content.
    ///   - name: the file's name in locations.
    public func read(bytes: some Sequence<UInt8>, named name: String) -> Roster {
        var options = options
        options.keepsEntries = true
        let builder = RosterBuilder(options: options)
        var content = ContentReader(file: name, builder: builder)
        Array(bytes).withUnsafeBytes { all in
            for start in stride(from: 0, to: all.count, by: chunkSize) {
                let end = min(start + chunkSize, all.count)
                content.consume(UnsafeRawBufferPointer(rebasing: all[start..<end]))
            }
        }
        builder.add(content.finish(), path: name, name: name)
        return builder.roster()
    }
}
