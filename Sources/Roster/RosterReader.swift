/// Reads rosters, of either language and of any size, chunk by chunk.
public struct RosterReader: Sendable {
    private let options: RosterOptions
    private let chunkSize: Int

    /// Makes a reader.
    /// - Parameters:
    ///   - options: how to read what the files do not say themselves.
    ///   - chunkSize: how many bytes to take at a time; the result does not depend on it.
    public init(options: RosterOptions = RosterOptions(), chunkSize: Int = 262_144) {
        self.options = options
        self.chunkSize = max(1, chunkSize)
    }

    /// Reads several files as one roster.
    ///
    /// Whatever is wrong within a file is among the roster's problems.
    /// - Parameters:
    ///   - paths: the files in order; "-" is standard input.
    ///   - observing: sees each chunk of raw bytes before it is parsed, up to where a file that cannot be used is
    ///     given up; the buffer lives only during the call.
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

    /// Reads bytes that are at hand as one file; its entries are always kept.
    /// - Parameters:
    ///   - bytes: the file's content.
    ///   - name: what locations call it.
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
