/// The assignment of a file's columns, or of an XML record's values, to fields.
struct FieldColumns {
    private(set) var username: Int?
    private(set) var password: Int?
    private(set) var state: Int?
    private(set) var activateOn: Int?
    private(set) var flowservID: Int?
    private(set) var stateIsNegated = false
    /// The problems of the assignment, each with the column that it concerns.
    private(set) var problems: [(problem: ColumnProblem, column: Int?)] = []
    /// The columns that affect the state besides `state`.
    private(set) var furtherStates: [StateColumn] = []
    /// The columns that could also have been the username but come later in the list of aliases.
    private(set) var passedOver: [Int] = []
    let exports: ExportColumns

    /// Finds every field in `names`: by the requested name if there is one, otherwise by the best alias.  An empty
    /// requested name means that the field is not read.
    ///
    /// - Parameter normalized: The names, normalized like the aliases; "" for one that no alias may match.
    init(names: [String], normalized: [String], asked: [RosterField: String]) {
        exports = ExportColumns(normalized: normalized, asked: asked)
        var normalized = normalized
        if let region = exports.region { normalized[region] = "" }
        for field in RosterField.allCases {
            if let name = asked[field] {
                if !name.isEmpty { choose(field, named: name, in: names, normalized) }
            } else if choose(field, among: field.aliases, of: names, normalized) {
                continue
            } else if field == .state {
                stateIsNegated = choose(field, among: RosterField.negatedStateAliases, of: names, normalized)
            }
        }
        furtherStates = furtherStates(normalized, asked: asked[.state])
        passedOver = rivals(normalized)
        if asked[.state] == nil, let state { checkHint(of: state, stateIsNegated ? .negated : .words, in: names) }
        for column in furtherStates where [.words, .negated, .gone].contains(column.kind) {
            checkHint(of: column.index, column.kind, in: names)
        }
        if asked[.activateOn] == nil, let activateOn, HeaderHint.swapsDays(in: names[activateOn]) {
            let hint = HeaderHint.texts(of: names[activateOn]).joined(separator: " ")
            problems.append((.contradicting(.activateOn, header: names[activateOn], hint: hint), activateOn))
        }
    }

    private mutating func checkHint(of index: Int, _ kind: StateColumn.Kind, in names: [String]) {
        guard let hint = HeaderHint.contradiction(in: names[index], kind) else { return }
        problems.append((.contradicting(.state, header: names[index], hint: hint), index))
    }

    /// Returns the further columns that affect the state.  If a state column was requested by name, only those that
    /// mark users without an account are used as well; if no state is read, none is.
    private func furtherStates(_ normalized: [String], asked: String?) -> [StateColumn] {
        if asked == "" { return [] }
        return normalized.indices.compactMap { index in
            guard index != state, let kind = StateColumn.kind(of: normalized[index]) else { return nil }
            if let asked, !asked.isEmpty, kind != .gone { return nil }
            return StateColumn(index: index, kind: kind)
        }
    }

    /// The index of a field's column.
    private(set) subscript(field: RosterField) -> Int? {
        get {
            switch field {
            case .username: username
            case .password: password
            case .state: state
            case .activateOn: activateOn
            case .flowservID: flowservID
            }
        }
        set {
            switch field {
            case .username: username = newValue
            case .password: password = newValue
            case .state: state = newValue
            case .activateOn: activateOn = newValue
            case .flowservID: flowservID = newValue
            }
        }
    }

    /// Returns whether a column is a field or affects the state.
    func isRead(_ index: Int) -> Bool {
        RosterField.allCases.contains { self[$0] == index } || furtherStates.contains { $0.index == index }
    }

    /// Returns the name found for each field.
    func chosen(of names: [String]) -> [RosterField: String] {
        Dictionary(
            uniqueKeysWithValues: RosterField.allCases.compactMap { field in
                self[field].map { (field, names[$0]) }
            })
    }

    private func rivals(_ normalized: [String]) -> [Int] {
        guard let username else { return [] }
        let aliases = RosterField.username.aliases
        return normalized.indices.filter { $0 != username && aliases.contains(normalized[$0]) }
    }

    private mutating func choose(
        _ field: RosterField, named name: String, in names: [String], _ normalized: [String]
    ) {
        var matches = names.indices.filter { names[$0] == name }
        let key = normalizedHeader(name)
        if matches.isEmpty, !key.isEmpty { matches = normalized.indices.filter { normalized[$0] == key } }
        if field == .state { stateIsNegated = RosterField.negatedStateAliases.contains(key) }
        switch matches.count {
        case 0: problems.append((.unknown(field, name: name), nil))
        case 1: self[field] = matches[0]
        default: problems.append((.ambiguous(field, headers: matches.map { names[$0] }), matches[1]))
        }
    }

    private mutating func choose(
        _ field: RosterField, among aliases: [String], of names: [String], _ normalized: [String]
    ) -> Bool {
        for alias in aliases {
            let matches = normalized.indices.filter { normalized[$0] == alias }
            if matches.isEmpty { continue }
            self[field] = matches[0]
            if matches.count > 1 {
                problems.append((.ambiguous(field, headers: matches.map { names[$0] }), matches[1]))
            }
            return true
        }
        return false
    }
}
