import Kernel
import Platform
import Storage

/// Notes that a parcel with a result has arrived; until then its days run apart from those of the limit (OS-58, SD-29).
package struct TellParcel: Sendable {
    private let bureau: Bureau

    package init(_ bureau: Bureau) { self.bureau = bureau }

    @discardableResult
    package func callAsFunction(_ act: DossierAct, by actor: Actor) async throws -> Dossier {
        try await bureau.write(by: actor) { desk in
            let (at, text, document) = try act.checked(now: desk.now)
            var item = try desk.open(act.dossier, version: act.version, for: .receive)
            guard var parcel = try FolderStore.parcels(of: item.dossier.code, desk.db).first(where: { $0.arrived == nil }) else {
                throw DossiersError.notPossible(.parcelArrived, from: item.dossier.state)
            }
            if at < parcel.handed { throw DossiersError.beforeReceipt(parcel.handed) }
            parcel.arrived = at
            try FolderStore.put(parcel, of: item.dossier.code, desk.db)
            try item.save(.parcelArrived, at: at, text: text, document: document.isEmpty ? parcel.number : document, desk)
            return item.dossier
        }
    }
}
