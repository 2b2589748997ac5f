/// What a power cut makes of one change that was not synced.
enum Fate {
    /// The disk had it already.
    case kept
    /// The disk never had it.
    case dropped
    /// The disk was working on it.
    case torn
}

extension DiskRandom {
    /// Returns the fates of successive changes: all kept, all dropped, kept up to one that was torn, or each by itself.
    ///
    /// A disk may write in any order, but the extreme cases find other defects than the middle does.
    mutating func fates(_ count: Int) -> [Fate] {
        switch below(8) {
        case 0: return Array(repeating: .kept, count: count)
        case 1: return Array(repeating: .dropped, count: count)
        case 2, 3:
            let last = below(count + 1)
            return (0..<count).map { $0 < last ? .kept : $0 == last ? .torn : .dropped }
        default: return (0..<count).map { _ in fate() }
        }
    }

    /// Returns the fate of one change by itself.
    mutating func fate() -> Fate {
        switch below(3) {
        case 0: .kept
        case 1: .dropped
        default: .torn
        }
    }
}
