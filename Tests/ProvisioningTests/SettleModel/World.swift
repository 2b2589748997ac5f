import Accounts
import FlowServ
import Provisioning

extension SettleModel {
    /// Where everything stands at one moment.
    struct World: Hashable {
        var server = Server()
        var journal = JournalPage()
        var client = Client()
        /// An event that the product's state machine refused.
        var impossible: ImpossibleTransition?

        /// Whether the client's clock can still decide anything.
        var clockMatters: Bool {
            switch client.place {
            case .gone: false
            case .awaiting: true
            default: journal.knowledge == .unknown && !client.hasTriedAgain
            }
        }

        /// Commits an event of the action.
        mutating func record(_ event: ActionEvent) {
            guard let state = journal.action else { return }
            do {
                let transition = try state.next(on: event)
                journal.action = transition.state
                switch transition.learned {
                case .nothing: break
                case .known(let knowledge): journal.knowledge = knowledge
                case .forgotten: journal.knowledge = nil
                // Nothing is activated here.
                case .doubted: break
                }
            } catch {
                impossible = error
            }
        }
    }

    /// The server's rows of the name, and the registers that it has not answered.
    struct Server: Hashable {
        var rows: UInt8 = 0
        var requests: [Request] = []

        /// The client is not there any more: answers are lost, what is in flight goes on.
        mutating func hangUp() {
            requests.removeAll { !$0.isInFlight }
            for index in requests.indices { requests[index].isAwaited = false }
        }

        /// The id of a row, numbered from 1.
        static func id(ofRow row: UInt8) -> UserID { UserID(rawValue: "row \(row)") }
    }

    /// A register from the moment that it left.
    struct Request: Hashable {
        var phase = Phase.queued
        /// Ticks since it left.
        var age: UInt8 = 0
        var isAwaited = true

        enum Phase: Hashable {
            /// On its way, or waiting for a thread.
            case queued
            /// The server has looked and found no such name; the insert comes later.
            case checked
            /// Executed: it made this row, or was refused as a duplicate.
            case executed(row: UInt8?)
        }

        /// In flight means that it may still insert a row, whether or not anybody waits for its answer.
        var isInFlight: Bool {
            if case .executed = phase { false } else { true }
        }
    }

    /// What the journal holds of the name: all that a new process knows.
    struct JournalPage: Hashable {
        /// Whether there is a run to resume.
        var hasUnfinishedRun = false
        /// The action in the latest run, if it has one.
        var action: ActionState?
        var knowledge: AccountKnowledge?
    }

    /// The process, and what it knows beyond the journal.
    struct Client: Hashable {
        var place = Place.gone
        /// Ticks since the process started, its request left or its answer was given up, whichever came last.
        var clock: UInt8 = 0
        /// Whether the one more register that settling allows was begun in this process.
        var hasTriedAgain = false
    }
}

extension SettleModel.Request: Comparable {
    static func < (left: Self, right: Self) -> Bool { left.order < right.order }

    private var order: (UInt8, UInt8, UInt8) {
        let phase: UInt8 =
            switch self.phase {
            case .queued: 0
            case .checked: 1
            case .executed(let row): 2 + (row ?? 0)
            }
        return (phase, age, isAwaited ? 1 : 0)
    }
}
