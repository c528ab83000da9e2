import Citizens
import Dossiers
import Kernel
import Platform
import Procedures
import Storage

/// Opens what was sent once more, to change what the counter asked for: answers and papers as they were, under the same edition (OS-13).
package struct BeginSupplement: Sendable {
    private let office: HomeOffice

    package init(_ office: HomeOffice) { self.office = office }

    /// The same draft where one was begun already.
    @discardableResult
    package func callAsFunction(_ dossier: String, by actor: Actor) async throws -> Draft {
        let services = office.services
        return try await services.database.write { db in
            let submission = try office.submission(dossier, of: actor, db)
            guard let folder = try office.counter.folder(submission.dossier, in: db), folder.awaitsSupplement else {
                throw OnlineError.nothingAsked
            }
            let now = services.now()
            if let begun = try DraftStore.find(supplementing: submission.dossier, db) {
                if begun.expires > now { return begun }
                try DraftStore.delete(begun.id, db)
            }
            var draft = Draft(
                id: services.newID(), citizen: try db.citizen(actor).id, dossier: submission.dossier, procedure: submission.procedure,
                version: folder.dossier.procedure, created: submission.submitted, saved: now, expires: services.draftEnd)
            (draft.form, draft.unit, draft.delegation) = (submission.form, submission.unit, submission.delegation)
            (draft.paperCase, draft.delivery, draft.address) = (submission.paperCase, folder.dossier.delivery, submission.address)
            draft.answers = try SubmissionStore.answers(of: submission.dossier, db).last?.answers ?? "{}"
            try DraftStore.insert(draft, db)
            for file in try papers(of: folder, draft, db) { try DraftStore.insert(file, of: draft.id, db) }
            return draft
        }
    }

    /// The files of the dossier, each with the paper that it was sent as.
    private func papers(of folder: HomeFolder, _ draft: Draft, _ db: any Connection) throws -> [DraftFile] {
        guard let procedure = try office.counter.procedure(draft.version, in: db) else { return [] }
        let cases = procedure.procedure.components
        let names = cases.indices.contains(draft.paperCase) ? cases[draft.paperCase].papers.map(\.name) : []
        var files: [DraftFile] = []
        for (component, paper) in zip(folder.components, Self.numbers(folder.components.map(\.name), of: names)) {
            guard let file = component.file, let record = try FileRecordStore.find(file.digest, db) else { continue }
            files.append(DraftFile(paper: paper, digest: file.digest, name: file.name, bytes: record.file.size))
        }
        return files
    }

    /// Which paper each component is, from 1; 0 for what was attached to the form.
    ///
    /// By the order in which ``SentDraft`` names them: the paper, then "paper (2)" for its second file. A paper may be called
    /// "Tờ khai (bản sao)", and two may be called alike.
    private static func numbers(_ components: [String], of papers: [String]) -> [Int] {
        var last = 0
        var open: (paper: Int, files: Int)?
        return components.map { name in
            if let next = papers[last...].firstIndex(of: name) {
                last = next + 1
                open = (last, 1)
            } else if let (paper, files) = open, name == "\(papers[paper - 1]) (\(files + 1))" {
                open = (paper, files + 1)
            } else {
                open = nil
            }
            return open?.paper ?? 0
        }
    }
}
