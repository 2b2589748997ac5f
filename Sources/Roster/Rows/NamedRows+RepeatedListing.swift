internal import Accounts
internal import Bytes

extension NamedRows {
    /// Calls a function with the bytes of a row's name.
    func readName<Value>(_ number: Int, _ body: (Span<UInt8>) -> Value) -> Value {
        let row = rows[number]
        return arena.read(0..<row.nameLength, at: row.place, with: body)
    }

    func name(_ number: Int) -> AccountName {
        readName(number) { AccountName($0) }
    }

    func location(_ number: Int) -> SourceLocation {
        SourceLocation(file: file(of: number), line: Int(rows[number].line), column: Int(rows[number].column))
    }

    func state(_ number: Int) -> DesiredState {
        rows[number].flags.contains(.isPending) ? .pending : .active
    }

    func password(_ number: Int) -> Secret? {
        guard rows[number].flags.contains(.keepsPassword) else { return nil }
        let start = rows[number].nameLength
        let place = rows[number].place
        let length = Int(arena.number(at: place, start))
        return Secret(arena.read(start + 4..<start + 4 + length, at: place) { $0.text })
    }

    func day(_ number: Int) -> Day? {
        guard rows[number].flags.contains(.hasDay) else { return nil }
        let value = Int(arena.number(at: rows[number].place, dayOffset(number)))
        return Day(year: value / 10_000, month: value / 100 % 100, day: value % 100)
    }

    func id(_ number: Int) -> String? {
        guard rows[number].flags.contains(.hasID) else { return nil }
        let start = idOffset(number) + 4
        let length = Int(arena.number(at: rows[number].place, start - 4))
        return arena.read(start..<start + length, at: rows[number].place) { $0.text }
    }

    /// Returns the names of a row's kept fields.
    func fieldNames(_ number: Int) -> [String] {
        guard rows[number].flags.contains(.hasFields) else { return [] }
        return shapes[Int(arena.number(at: rows[number].place, fieldsOffset(number)))]
    }

    /// Returns a row's kept fields.
    func fields(_ number: Int) -> KeptFields {
        guard rows[number].flags.contains(.hasFields) else { return KeptFields(names: [], joined: "") }
        let place = rows[number].place
        let start = fieldsOffset(number)
        let length = Int(arena.number(at: place, start + 4))
        let joined = arena.read(start + 8..<start + 8 + length, at: place) { $0.text }
        return KeptFields(names: fieldNames(number), joined: joined)
    }

    /// Returns the entry of a row.
    func entry(_ number: Int) -> RosterEntry {
        RosterEntry(
            username: name(number), password: password(number),
            hasPassword: rows[number].flags.contains(.hasPassword), state: state(number), activateOn: day(number),
            flowservID: id(number), kept: fields(number), location: location(number),
            furtherLocations: united.isEmpty ? [] : (united[number] ?? []).map(location))
    }

    private func dayOffset(_ number: Int) -> Int {
        let start = rows[number].nameLength
        guard rows[number].flags.contains(.keepsPassword) else { return start }
        return start + 4 + Int(arena.number(at: rows[number].place, start))
    }

    private func idOffset(_ number: Int) -> Int {
        dayOffset(number) + (rows[number].flags.contains(.hasDay) ? 4 : 0)
    }

    private func fieldsOffset(_ number: Int) -> Int {
        let start = idOffset(number)
        guard rows[number].flags.contains(.hasID) else { return start }
        return start + 4 + Int(arena.number(at: rows[number].place, start))
    }
}
