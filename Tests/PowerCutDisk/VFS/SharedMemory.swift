internal import Foundation
internal import GRDBSQLite

/// The index of a write-ahead log, which all connections of one machine share.  It is never durable.
final class SharedMemory {
    private var regions: [UnsafeMutableRawPointer] = []
    /// The connections that use it.
    var users: [OpenFile] = []

    deinit { for region in regions { region.deallocate() } }

    /// Returns a region, which consists of zeros when it is new; nil if there is none and it must not be created.
    func region(_ index: Int, size: Int, creates: Bool) -> UnsafeMutableRawPointer? {
        while regions.count <= index {
            guard creates else { return nil }
            let region = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 4096)
            memset(region, 0, size)
            regions.append(region)
        }
        return regions[index]
    }

    /// Tries to lock slots, given as a mask.
    ///
    /// - Parameter foreign: The slots that another program has locked.
    func lock(_ file: OpenFile, _ slots: UInt32, isExclusive: Bool, foreign: UInt32) -> Bool {
        let others = users.lazy.filter { $0 !== file }
        let taken = others.reduce(foreign) { $0 | $1.exclusiveSlots | (isExclusive ? $1.sharedSlots : 0) }
        guard taken & slots == 0 else { return false }
        if isExclusive { file.exclusiveSlots |= slots } else { file.sharedSlots |= slots }
        return true
    }

    /// Unlocks slots.
    func unlock(_ file: OpenFile, _ slots: UInt32) {
        file.exclusiveSlots &= ~slots
        file.sharedSlots &= ~slots
    }
}
