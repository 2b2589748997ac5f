internal import Accounts
internal import Roster

extension Action.Kind {
    /// The number in the `kind` column.
    var code: Int {
        switch self {
        case .register: 0
        case .activate: 1
        case .settle: 2
        }
    }

    init?(code: Int) {
        guard let kind = Self.allCases.first(where: { $0.code == code }) else { return nil }
        self = kind
    }
}

extension DesiredState {
    /// The number in the `wanted` column.
    var code: Int {
        switch self {
        case .active: 0
        case .pending: 1
        }
    }

    init?(code: Int) {
        switch code {
        case 0: self = .active
        case 1: self = .pending
        default: return nil
        }
    }
}
