/// Lets as many workers as allowed take work items one after the other, until none is left or the run stops.
struct WorkerPool: Sendable {
    /// The maximum number of workers at once, at least 1.
    let width: Int
    /// The threads of the workers, one for each; if empty, the system decides.
    let threads: [any TaskExecutor]
    let journal: Journal
    let stop: StopSignal

    /// Processes all items of a source.
    ///
    /// - Parameter most: The number of workers that are enough.
    func run<Item: Sendable>(
        on source: some WorkSource<Item>, most: Int = .max, _ work: @escaping @Sendable (Item) async -> Void
    ) async {
        await withTaskGroup(of: Void.self) { group in
            for number in 0..<max(1, min(width, most)) {
                let thread = threads.isEmpty ? nil : threads[number % threads.count]
                group.addTask(executorPreference: thread) {
                    while stop.reason == nil, let item = await nextItem(from: source) { await work(item) }
                }
            }
        }
        await journal.writer.flush()
    }

    /// Processes all these items.
    func run<Item: Sendable>(on items: [Item], _ work: @escaping @Sendable (Item) async -> Void) async {
        await run(on: WorkQueue(items), most: items.count, work)
    }

    private func nextItem<Item>(from source: some WorkSource<Item>) async -> Item? {
        // Reading would block this thread, and with it the answers that it must receive.
        if journal.patience.isTried { await journal.writer.flush() }
        do throws(JournalError) {
            return try source.next()
        } catch {
            stop.raise(.journal(error))
            return nil
        }
    }
}
