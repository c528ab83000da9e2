import Kernel
import Platform

/// The room's first page: one's own tests, those that one may read of, and a certificate to be checked.
struct FrontPages: Sendable {
    let bureau: ExamsBureau

    func add(to routes: inout Routes) {
        routes.page("/exams", .everyone) { try await front($0, refused: nil) }
    }

    func front(_ context: Context, refused error: (any DomainError)?) async throws -> Page {
        let words = context.words
        let isOfHouse = context.actor.kind == .person
        let (own, now) = try await ShowSitting(bureau).all(by: context.actor)
        let all = try await ShowResults(bureau).all(by: context.actor)
        let organises = isOfHouse && ExamsDuty.organise.isHeld(by: context.actor)
        return Page(
            words("exams.front"), lead: words(isOfHouse ? "exams.front.lead" : "exams.front.outside"), room: "exams",
            status: Page.status(refused: error),
            content: """
                \(context.done)\(.refused(error, words))
                \(if: isOfHouse, list("own", words("exams.own"), own, now, words, to: ExamsLink.sit))
                \(if: organises, """
                    <p class="actions"><a class="button" href="\(ExamsLink.new)">\(words("exams.new"))</a> \
                    <a href="\(ExamsLink.bank)">\(words("exams.bank"))</a></p>
                    """)
                \(if: organises || !all.isEmpty, list("all", words("exams.all_exams"), all, now, words, to: ExamsLink.exam))
                \(if: organises, handing(words, context, error))
                \(.section(words("exams.certificates"), CertificatePages.form(context, text: "", error: nil)))
                """)
    }

    private func list(
        _ id: String, _ title: String, _ exams: [Exam], _ now: Timestamp, _ words: Words, to link: @escaping (String) -> Link
    ) -> HTML {
        .section(
            title,
            .table(
                id: id, caption: title, isCaptionHidden: true, isStacked: true,
                columns: [
                    Column(words("exams.title"), .head) { (exam: Exam) in
                        """
                        <a href="\(link(exam.number))">\(exam.plan.title)</a>\(if: exam.isGenerated, " \(.tag(words("exams.generated")))")
                        """
                    },
                    Column(words("exams.opens")) { "\(words.numbers.moment($0.plan.opens))" },
                    Column(words("exams.closes")) { "\(words.numbers.moment($0.plan.closes))" },
                    Column(words("exams.state")) { "\(words("exams.state.\($0.state(at: now).rawValue)"))" },
                ], rows: exams, empty: words("exams.none")))
    }

    /// Figures of a period that is over, for the rounds.
    private func handing(_ words: Words, _ context: Context, _ error: (any DomainError)?) -> HTML {
        let today = bureau.services.now().vietnamDate
        let periods = Period.recent(today).filter { $0.last < today }
        let field = Field(
            "period", words("exams.measure.period"), .select(periods.map { Choice($0.description, words.numbers.period($0)) }, chosen: nil),
            error: error.map { words($0.code, $0.details) })
        return .section(
            words("exams.measure"),
            """
            <p>\(words("exams.measure.lead"))</p>
            \(.form(.post, to: ExamsLink.measure, [field], submit: words("exams.measure.submit"), by: context.actor))
            """)
    }
}
