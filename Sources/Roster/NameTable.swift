/// A set of names that numbers them in the order they came, comparing bytes.
///
/// flowServ compares names byte by byte, while Swift's String compares by canonical equivalence and
/// would take the two spellings of "José" for one.  All bytes are in one array: a million names cost
/// their own length and some thirty bytes each.
struct NameTable {
    /// A place for a name's number, with its hash, so that most comparisons end here.
    private struct Slot {
        var hash: UInt32 = 0
        var number: Int32 = Self.free

        static let free: Int32 = -1
    }

    private var bytes: [UInt8] = []
    private var ends: [Int] = []
    /// Open addressing; the count is a power of two, and at least half of the slots are free.
    private var slots = [Slot](repeating: Slot(), count: 1_024)

    /// The number of names.
    var count: Int { ends.count }

    /// Adds a name unless it is there, and returns its number.
    mutating func insert(_ name: String) -> Int {
        var name = name
        return name.withUTF8 { insert(bytes: $0) }
    }

    /// The name of a number.
    func name(_ number: Int) -> String {
        String(decoding: bytes[range(of: number)], as: UTF8.self)
    }

    private mutating func insert(bytes name: UnsafeBufferPointer<UInt8>) -> Int {
        if (count + 1) * 2 > slots.count { grow() }
        let hash = hash(name)
        let index = index(of: hash) { isEqual($0, name) }
        if slots[index].number != Slot.free { return Int(slots[index].number) }
        bytes.append(contentsOf: name)
        slots[index] = Slot(hash: hash, number: Int32(count))
        ends.append(bytes.count)
        return count - 1
    }

    /// The slot of the name that has this hash and passes the test, or the free one to put it in.
    private func index(of hash: UInt32, where isSame: (Int32) -> Bool) -> Int {
        let mask = slots.count - 1
        var index = Int(hash) & mask
        while slots[index].number != Slot.free {
            if slots[index].hash == hash, isSame(slots[index].number) { break }
            index = (index + 1) & mask
        }
        return index
    }

    private func isEqual(_ number: Int32, _ name: UnsafeBufferPointer<UInt8>) -> Bool {
        let range = self.range(of: Int(number))
        return range.count == name.count && bytes[range].elementsEqual(name)
    }

    private func range(of number: Int) -> Range<Int> {
        (number == 0 ? 0 : ends[number - 1])..<ends[number]
    }

    private mutating func grow() {
        let old = slots
        slots = [Slot](repeating: Slot(), count: old.count * 2)
        for slot in old where slot.number != Slot.free {
            slots[index(of: slot.hash) { _ in false }] = slot
        }
    }

    // Hasher is seeded anew by each process, so no roster can be made to collide.
    private func hash(_ name: UnsafeBufferPointer<UInt8>) -> UInt32 {
        var hasher = Hasher()
        hasher.combine(bytes: UnsafeRawBufferPointer(name))
        return UInt32(truncatingIfNeeded: hasher.finalize())
    }
}
