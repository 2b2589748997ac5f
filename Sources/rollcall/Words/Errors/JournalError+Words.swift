import Accounts
import Provisioning

extension JournalError {
    /// The error and the remedy.
    var words: String { "\(self).  \(remedy)" }

    private var remedy: String {
        switch self {
        case .cannotOpen(let path, _) where ServiceUnit.keeps(path),
            .notOurs(let path, _) where ServiceUnit.keeps(path):
            "A service of systemd keeps it.  To look at it as that service does, type: rollcall-service status"
        case .cannotOpen: "Check the path and its permissions, or choose another journal with --journal FILE."
        // Another journal would know none of its ids.
        case .notOurs: "Type the command as that user."
        case .damaged: "Restore it from a backup; nothing was sent."
        case .broken(let path, _):
            "Restore it from a backup and type: "
                + SuggestedCommand.plain("apply --journal \(AccountName(path).shellWord) ROSTER") + "\n"
                + "Active accounts that the backup does not know are found in the server's listing; pending ones end as "
                + "stranded."
        case .onNetwork: "Choose a local path with --journal FILE."
        case .newerVersion: "Use that version, or a newer one."
        case .otherServer(let path, let recorded, let wanted):
            "Keep one journal for each server: choose another with --journal FILE.\n"
                + "If it is the same server under a new address, type: "
                + SuggestedCommand.plain(
                    "journal rename-server --journal "
                        + [path, recorded, wanted].map { AccountName($0).shellWord }.joined(separator: " "))
        case .otherShard(_, let recorded?, nil):
            "Pass --shard \(recorded), or choose another journal with --journal FILE."
        case .otherShard: "Keep one journal for each shard: choose another with --journal FILE."
        case .notOneWhole: "Pass the journal of each shard once."
        case .notMergeable(let path, _):
            "First type: " + SuggestedCommand.plain("resume --journal " + AccountName(path).shellWord)
        case .draftUnseen(_, let draft):
            "Make that place available again, and merge once more.  If it is gone for good, type: "
                + "mkdir -p \(AccountName(draft.directory).shellWord)"
        case .notNew: "Choose another path, or move that file away."
        case .sameJournal: "Pass each journal once."
        case .owedTwice(_, let later, _):
            "To deliver those of the later journal first, type: "
                + SuggestedCommand.plain("apply --journal \(AccountName(later).shellWord) --credentials FILE ROSTER")
        case .inUse: "Wait for it to end."
        case .writeFailed: "Make room, or restore access."
        case .locked: "End that program."
        case .inconsistent: "Please report this; nothing more was sent."
        case .noSuchRun: "To list the runs, type: " + SuggestedCommand.text("runs")
        case .backup: "Choose another FILE, or make room for it; the journal is unchanged."
        }
    }
}
