import Citizens
import Dossiers
import Kernel
import Platform
import Storage

/// What the citizen's own page shows of this room, what of it they can take along, and what is erased with the account.
enum HomeSection {
    static let section = CitizenSection { _, context, services in
        let words = context.words
        let (drafts, dossiers) = try await ShowOwn(HomeOffice(services)).all(of: context.actor)
        let begun: HTML = """
            <ul>\(each: drafts, { draft, name in
                "<li><a href=\"\(OnlineLink.draft(draft.id))\">\(name)</a><br><span class=\"small\">\(words("online.draft.saved", ["at": words.numbers.moment(draft.saved)]))</span></li>"
            })</ul>
            """
        let sent: HTML = .table(
            id: "dossiers", caption: words("online.own"), isCaptionHidden: true, isStacked: true,
            columns: [
                Column(words("online.column.dossier"), .code) { (line: (Submission, Dossier, String)) in
                    "<a href=\"\(OnlineLink.dossier(line.0.dossier))\">\(line.0.dossier.text)</a>"
                },
                Column(words("online.service")) { "\($0.2)" },
                Column(words("dossiers.state")) { "\(words($0.1.state.text))" },
                Column(words("online.column.submitted")) { "\(words.numbers.moment($0.0.submitted))" },
            ], rows: dossiers)
        return """
            \(if: !drafts.isEmpty, .section(words("online.drafts"), begun))
            \(.section(words("online.own"), dossiers.isEmpty ? "<p>\(words("online.own.none"))</p>" : sent))
            <p><a href="\("/procedures" as Link)">\(words("online.own.new"))</a></p>
            """
    } export: { citizen, db in
        let sent = try SubmissionStore.submissions(of: ID(rawValue: citizen), db).map { submission -> AuditValue in
            // What was filled in for somebody else is theirs to take along.
            if let applicant = submission.applicant, applicant.rawValue != citizen {
                return [
                    "dossier": .text(submission.dossier.text), "procedure": .text(submission.procedure),
                    "sent": AuditValue(submission.submitted),
                ]
            }
            return [
                "dossier": .text(submission.dossier.text), "procedure": .text(submission.procedure),
                "sent": AuditValue(submission.submitted), "address": .text(submission.address),
                "answers": .list(try SubmissionStore.answers(of: submission.dossier, db).map { .text($0.answers) }),
                "payments": .list(try PaymentStore.payments(of: submission.dossier, db).map(AuditValue.init)),
                "rating": try SubmissionStore.rating(of: submission.dossier, db).map(AuditValue.init) ?? .null,
            ]
        }
        let drafts = try DraftStore.drafts(of: ID(rawValue: citizen), at: Timestamp(milliseconds: 0), db).map { draft -> AuditValue in
            [
                "procedure": .text(draft.procedure), "answers": .text(draft.answers), "address": .text(draft.address),
                "files": .list(try DraftStore.files(of: draft.id, db).map { .text($0.name) }), "saved": AuditValue(draft.saved),
            ]
        }
        return ["online": .list(sent), "online_drafts": .list(drafts)]
    } erase: { citizen, db in
        try DraftStore.erase(citizen, db)
    }
}

extension AuditValue {
    fileprivate init(_ payment: Payment) {
        self = [
            "dong": .whole(payment.dong), "state": .text(payment.state.rawValue), "started": AuditValue(payment.started),
            "settled": AuditValue(payment.settled), "reference": AuditValue(payment.reference), "receipt": AuditValue(payment.receipt),
        ]
    }

    fileprivate init(_ rating: Rating) {
        func degree(_ degree: Rating.Degree?) -> AuditValue { degree.map { .whole(Int64($0.rawValue)) } ?? .null }
        self = [
            "overall": degree(rating.overall), "convenience": degree(rating.convenience), "timeliness": degree(rating.timeliness),
            "attitude": degree(rating.attitude), "comment": .text(rating.comment),
        ]
    }
}
