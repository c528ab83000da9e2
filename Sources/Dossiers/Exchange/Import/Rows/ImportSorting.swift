import Kernel
import Storage

/// What the good rows of a list mean for what is here already: new, told otherwise before, told the same before, or not theirs to tell.
struct ImportSorting: Sendable {
    private(set) var new: [ImportScan.Entry] = []
    private(set) var changed: [ImportScan.Entry] = []
    private(set) var unchanged = 0

    /// Rows that must not be taken go to the scan's faults.
    init(_ scan: inout ImportScan, _ rows: ImportRows, _ catalogue: ForeignCatalogue, at now: Timestamp, _ db: any Connection) throws {
        if try ForeignStore.isEmpty(db) {
            new = scan.entries
            return
        }
        var rows = rows
        for block in ImportRows.blocks(scan.entries[...]) {
            let told = block.map { ($0, rows.dossier(at: $0)) }
            let known = try ForeignStore.known(told.map(\.1.code), db)
            let handled = known.isEmpty ? [] : try ForeignStore.handled(Array(known.keys), db)
            for (entry, dossier) in told {
                switch Meaning(dossier, known[dossier.code], isHandled: handled.contains(dossier.code), catalogue, at: now) {
                case .new: new.append(entry)
                case .changed: changed.append(entry)
                case .unchanged: unchanged += 1
                case .refused(let kind): scan.add(ImportFault(kind, .code), entry)
                }
            }
        }
    }

    /// What one row means.
    enum Meaning {
        case new, changed, unchanged
        case refused(ImportFault.Kind)

        init(
            _ dossier: ForeignDossier, _ known: (dossier: Dossier, applicant: String?)?, isHandled: Bool, _ catalogue: ForeignCatalogue,
            at now: Timestamp
        ) {
            guard let known else {
                self = .new
                return
            }
            guard let told = dossier.dossier(catalogue, origin: known.dossier.origin, entered: now) else {
                self = .refused(.notACode)
                return
            }
            if known.dossier.says(thesame: told), known.applicant == dossier.applicant {
                self = .unchanged
            } else if known.dossier.origin != .import, known.dossier.origin != .generated {
                self = .refused(.keptHere)
            } else if isHandled {
                self = .refused(.handledHere)
            } else {
                self = .changed
            }
        }
    }
}
