import Kernel
import Office
import Platform
import Storage

/// Works on the lists that wait, the oldest first; whatever ends a program in between, a list is taken whole or waits on.
package struct RunImports: Sendable {
    private let bureau: Bureau

    package init(_ bureau: Bureau) { self.bureau = bureau }

    package func callAsFunction() async throws {
        let services = bureau.services
        while let job = try await services.database.read({ try ImportStore.nextWaiting($0) }) {
            defer { services.progress.end(job.id) }
            let actor = Actor(.operating, name: job.by)
            do {
                let file = InputFile(name: job.file, bytes: try await services.files.read(job.digest))
                _ = try await ImportDossiers(bureau, { services.progress.report($0, of: job.id) }).take(
                    file, job, by: actor, services.words(services.settings.language))
            } catch DossiersError.changedMeanwhile(job.id) {
                // Another program was faster.
            } catch let error as Faults {
                try await refuse(job, error.faults[0].reason, by: actor)
            } catch let error as any DomainError where error.kind == .invalid {
                try await refuse(job, ImportJob.Reason(code: error.code, place: "", details: error.details), by: actor)
            }
        }
    }

    /// A list that cannot be read at all.
    private func refuse(_ job: ImportJob, _ reason: ImportJob.Reason, by actor: Actor) async throws {
        var job = job
        (job.status, job.reason, job.ended) = (.refused, reason, bureau.services.now())
        let audit = bureau.services.audit
        try await bureau.services.database.write { [job] db in
            try ImportStore.end(job, db)
            try audit.record("dossiers.import_refused", by: actor, subject: "dossiers/imports", after: job.audited, in: db)
        }
    }
}

extension Fault {
    fileprivate var reason: ImportJob.Reason { ImportJob.Reason(code: code, place: place.description, details: details) }
}
