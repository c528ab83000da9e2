import Kernel
import Office
import Platform
import Storage

/// Prints what a head handed in and keeps the paper by its digest; a second run finds the first paper.
///
/// Handing in does not wait for the printer: it may be missing, and a head shall not be late for that. What was handed in is
/// locked, so the paper can be made a little later; one whose content changed meanwhile is refused.
package struct PrintReport: Sendable {
    private let workplace: Workplace
    private let printer: PDFPrinter

    package init(_ workplace: Workplace, _ printer: PDFPrinter) {
        self.workplace = workplace
        self.printer = printer
    }

    @discardableResult
    package func callAsFunction(round: String, unit: String, _ kind: Submission.Kind) async throws -> StoredFile {
        let found = try await workplace.read(by: .operating) { desk in try desk.printing(kind, of: unit, in: round) }
        if let kept = found.kept { return kept }
        let words = workplace.services.words(.vi)
        let bytes = try await printer.pdf(of: ReportPaper(found.report, words).html.text)
        let file = try await workplace.services.files.store(bytes, limit: bytes.count)
        return try await workplace.write(by: .operating) { desk in
            // Withdrawn, or handed in anew, while the printer worked.
            let now = try desk.printing(kind, of: unit, in: round)
            guard now.report.submission.id == found.report.submission.id else { throw AssessmentsError.notSubmitted }
            if let kept = now.kept { return kept }
            try FileRecordStore.insert(file, mediaType: "application/pdf", at: desk.now, desk.db)
            try ReportStore.insert(file, of: found.report.submission.id, at: desk.now, desk.db)
            try desk.record(
                "report_printed", "\(found.report.round.subject)/\(unit)", unit: found.report.unit,
                after: ["number": .whole(Int64(found.report.submission.number)), "digest": .text(file.digest.rawValue)])
            return file
        }
    }

    /// Prints everything that waits, one after another; what cannot be printed is told once all others are done.
    package func callAsFunction() async throws {
        let waiting = try await workplace.read(by: .operating) { desk in try ReportStore.waiting(desk.db) }
        var failure: (any Error)?
        for (round, unit, kind) in waiting {
            do {
                try await self(round: round, unit: unit, kind)
            } catch AssessmentsError.notSubmitted, AssessmentsError.reportOutdated {
                continue
            } catch {
                failure = error
            }
        }
        if let failure { throw failure }
    }
}

extension Workplace.Desk {
    fileprivate func printing(_ kind: Submission.Kind, of unit: String, in round: String) throws -> (report: Report, kept: StoredFile?) {
        let item = try cases.unit(unit, in: round).item
        guard let submission = item.submissions[kind] else { throw AssessmentsError.notSubmitted }
        let entries = try EntryStore.entries(of: item.unit.id, in: item.round.id, db)
        let citations = try EvidenceStore.citations(of: item.unit.id, in: item.round.id, db)
        let kept = try ReportStore.find(submission.id, db)
        guard kept != nil || Submission.digest(kind, entries, citations) == submission.digest else {
            throw AssessmentsError.reportOutdated
        }
        return (Report(item, submission, entries, citations), kept)
    }
}

extension UnitCase.Submissions {
    package subscript(kind: Submission.Kind) -> Submission? {
        switch kind {
        case .claim: claim
        case .explanation: explanation
        }
    }
}
