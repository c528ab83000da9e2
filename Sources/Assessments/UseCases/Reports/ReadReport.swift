import Kernel
import Platform
import Storage

/// Gives the printed report to the unit itself and to whoever sees everything; an appraiser sees fields, not the whole.
package struct ReadReport: Sendable {
    private let workplace: Workplace

    package init(_ workplace: Workplace) { self.workplace = workplace }

    /// Nil while the report waits for the printer.
    package func callAsFunction(round: String, unit: String, _ kind: Submission.Kind, by actor: Actor) async throws -> FileAnswer? {
        let file = try await workplace.read(by: actor) { desk -> StoredFile? in
            let (item, sight) = try desk.cases.unit(unit, in: round)
            if case .fields = sight { throw AssessmentsError.noSuchUnit(unit) }
            guard let submission = item.submissions[kind] else { throw AssessmentsError.notSubmitted }
            return try ReportStore.find(submission.id, desk.db)
        }
        guard let file else { return nil }
        return FileAnswer(
            name: "\(kind.fileName)-\(unit)-\(round).pdf", mediaType: "application/pdf",
            bytes: try await workplace.services.files.read(file.digest))
    }
}

extension Submission.Kind {
    fileprivate var fileName: String {
        switch self {
        case .claim: "bao-cao-tu-danh-gia"
        case .explanation: "bao-cao-giai-trinh"
        }
    }
}
