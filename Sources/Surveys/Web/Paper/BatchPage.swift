import Forms
import Kernel
import Platform

/// A batch as each sees it: a clerk the own forms, the third person those that differ, whoever plans how far the two agree.
struct BatchPage {
    let screen: ShowPaper.BatchScreen
    let context: Context
    let error: (any DomainError)?

    private var words: Words { context.words }
    private var numbers: NumberFormat { context.words.numbers }
    private var batch: PaperBatch { screen.batch }

    func page(crumbs: [Crumb]) -> Page {
        Page(
            batch.number, kicker: screen.campaign.plan.title, lead: words("surveys.paper.batch.lead", lead), crumbs: crumbs,
            room: "surveys",
            status: Page.status(refused: error), isIndexed: false,
            content: """
                \(error.map { HTML.notice(.warning, words($0.code, $0.details)) })\(context.done)
                <p>\(words("surveys.state")): \(.tag(words(batch.state.text)))</p>
                \(if: !batch.note.isEmpty, "<p class=\"said\">\(batch.note)</p>")
                \(batch.scan.map { "<p><a href=\"\(SurveysLink.scan(batch.number))\">\(words("surveys.paper.scan.of", ["name": $0.name]))</a></p>" as HTML })
                \(part)
                \(if: screen.plans, progress)
                \(screen.agreement.map(agreement))
                \(if: !screen.settlements.isEmpty, settlements)
                \(if: screen.plans && batch.state != .closed, acts)
                """)
    }

    private var lead: [String: String] {
        ["count": numbers.count(batch.count), "from": batch.receivedFrom, "day": numbers.date(batch.received)]
    }

    private func name(_ login: String) -> String { screen.names[login].map { "\($0) (\(login))" } ?? login }

    // MARK: what one has to do

    private var part: HTML {
        switch screen.part {
        case .clerk: forms
        case .settler: differing
        case nil: screen.plans && batch.state == .settling ? differing : HTML()
        }
    }

    private var forms: HTML {
        .section(
            words("surveys.paper.forms"),
            """
            <p>\(words("surveys.paper.forms.lead", ["keyed": numbers.count(screen.own.count), "count": numbers.count(batch.count)]))</p>
            <ul class="codes">\(each: screen.forms, { form in
                let state = words(screen.own[form.serial] == nil ? "surveys.paper.form.open" : "surveys.paper.form.keyed")
                return batch.state == .keying
                    ? "<li><a href=\"\(SurveysLink.key(batch.number, form.serial))\">\(form.serial.description)</a> <small>\(state)</small></li>"
                    : "<li>\(form.serial.description) <small>\(state)</small></li>"
            })</ul>
            """)
    }

    private var differing: HTML {
        guard batch.state != .keying else { return "<p class=\"empty\">\(words("surveys.paper.differing.wait"))</p>" }
        let isMine = screen.part == .settler && batch.state == .settling
        return .section(
            words("surveys.paper.differing"),
            .table(
                id: "differing", caption: words("surveys.paper.differing"), isCaptionHidden: true, isStacked: true,
                columns: [
                    Column(words("surveys.paper.serial"), .code) { (form: FormComparison) in
                        isMine && !form.open.isEmpty
                            ? "<a href=\"\(SurveysLink.settle(batch.number, form.serial))\">\(form.serial.description)</a>"
                            : "\(form.serial.description)"
                    },
                    Column(words("surveys.paper.differences"), .number) { "\(numbers.count($0.differences.count))" },
                    Column(words("surveys.paper.differences.open"), .number) { "\(numbers.count($0.open.count))" },
                ], rows: screen.differing, empty: words("surveys.paper.differing.none")))
    }

    // MARK: for whoever plans

    private var progress: HTML {
        let entries: [(term: String, text: HTML)] = [
            (words("surveys.paper.part.1"), keyed(batch.clerks.first, 1)), (words("surveys.paper.part.2"), keyed(batch.clerks.second, 2)),
            (words("surveys.paper.part.settler"), "\(name(batch.clerks.settler))"),
            (words("surveys.paper.keying.time"), "\(numbers.count(batch.keying))"),
            (words("surveys.paper.field.limit"), "\(numbers.count(batch.errorLimit))"),
        ]
        return .definitions(entries)
    }

    private func keyed(_ login: String, _ turn: Int) -> HTML {
        "\(name(login)): \(numbers.count(screen.keyed[turn] ?? 0))/\(numbers.count(batch.count))"
    }

    private func share(_ part: Int, of whole: Int) -> String { whole == 0 ? "–" : numbers.percent(Ratio(part, whole), digits: 1) }

    private func kappa(_ value: Number?) -> String { value.map { numbers.fixed($0.ratio, digits: 3) } ?? "–" }

    private func agreement(_ agreement: PaperAgreement) -> HTML {
        .section(
            words("surveys.paper.agreement"),
            """
            \(.figures([
                Figure(words("surveys.paper.agreed"), "\(share(agreement.agreed, of: agreement.compared))", note: words(
                    "surveys.paper.agreed.of", ["agreed": numbers.count(agreement.agreed), "count": numbers.count(agreement.compared)])),
                Figure(words("surveys.paper.kappa"), "\(kappa(agreement.kappa))"),
                Figure(words("surveys.paper.errors.1"), "\(numbers.count(agreement.errors[0]))", note: allowed(agreement)),
                Figure(words("surveys.paper.errors.2"), "\(numbers.count(agreement.errors[1]))", note: allowed(agreement)),
            ]))
            <p class="small">\(words("surveys.paper.kappa.note"))</p>
            \(.table(
                id: "agreement", caption: words("surveys.paper.agreement.items"), isStacked: true,
                columns: [
                    Column(words("surveys.instrument.question"), .head) { (item: PaperAgreement.Item) in "\(label(item.question))" },
                    Column(words("surveys.paper.compared"), .number) { "\(numbers.count($0.compared))" },
                    Column(words("surveys.paper.agreed"), .number) { "\(share($0.agreed, of: $0.compared))" },
                    Column(words("surveys.paper.kappa"), .number) { "\(kappa($0.kappa))" },
                ], rows: agreement.items))
            """)
    }

    private func allowed(_ agreement: PaperAgreement) -> String {
        words("surveys.paper.errors.allowed", ["allowed": numbers.count(agreement.allowed)])
    }

    private func label(_ question: String) -> String {
        if question.isEmpty { return words("surveys.paper.mark.question") }
        return screen.instrument.questionnaire.index(question).map { words(screen.instrument.questionnaire.items[$0].label) } ?? question
    }

    /// What stands on the paper, in the words of the question and not in its codes.
    private func settled(_ line: Settlement) -> String {
        if line.question.isEmpty {
            return words(InvalidReason(rawValue: line.settled)?.text ?? "surveys.paper.mark.none")
        }
        guard let question = screen.instrument.questionnaire.item(AnswerPath(line.question))?.question, !line.settled.isEmpty else {
            return words("surveys.paper.gap")
        }
        let answer: Answer = question.kind.isMany ? .many(line.settled.split(separator: " ").map(String.init)) : .one(line.settled)
        return AnswerWords(words, .none).shown(answer, question).joined(separator: ", ")
    }

    private var settlements: HTML {
        .section(
            words("surveys.paper.settlements"),
            .table(
                id: "settlements", caption: words("surveys.paper.settlements"), isCaptionHidden: true, isStacked: true,
                columns: [
                    Column(words("surveys.paper.serial"), .code) { (line: Settlement) in "\(line.serial.description)" },
                    Column(words("surveys.instrument.question")) { "\(label($0.question))" },
                    Column(words("surveys.paper.settled")) { "\(settled($0))" },
                    Column(words("surveys.paper.comment")) { "\($0.comment)" },
                ], rows: screen.settlements))
    }

    private var acts: HTML {
        """
        \(if: batch.state == .settling, .form(
            .post, to: SurveysLink.closeBatch(batch.number), [Field("version", "", .hidden("\(batch.version)"))],
            submit: words("surveys.paper.close"), by: context.actor))
        <p class="actions"><a href="\(SurveysLink.rekey(batch.number))">\(words("surveys.paper.rekey"))</a></p>
        """
    }
}
