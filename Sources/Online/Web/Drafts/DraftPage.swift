import Citizens
import Dossiers
import Forms
import Kernel
import Platform
import Procedures
import Units

/// One screen of a draft.
struct DraftPage {
    let screen: OpenDraft.Screen
    let step: DraftStep
    let context: Context
    var refused: (any DomainError)?
    var showsFaults = false

    private var words: Words { context.words }
    private var draft: Draft { screen.draft }
    private var procedure: Procedure { screen.procedure.procedure }
    private var here: Link { OnlineLink.step(draft.id, step) }

    var page: Page {
        var page = Page(
            title, kicker: procedure.name, lead: lead, crumbs: [Crumb(words("citizens.home"), "/citizens")], room: "citizens",
            status: Page.status(refused: refused), isIndexed: false,
            content: """
                \(screen.pauses.notices(words))
                \(context.done)
                \(content)
                \(foot)
                """)
        if case .part = step { page.scripts = QuestionnaireForm.scripts }
        return page
    }

    private var title: String {
        switch step {
        case .part(let number):
            let parts = screen.form.map { QuestionnairePart.parts(of: $0.questionnaire) } ?? []
            return parts.indices.contains(number) ? parts[number].title.map { words($0) } ?? procedure.name : procedure.name
        case .start, .papers, .handing, .review: return words("online.step.\(step.word)")
        }
    }

    private var lead: String {
        let number = (screen.steps.firstIndex(of: step) ?? 0) + 1
        return words("online.step.of", ["step": "\(number)", "count": "\(screen.steps.count)"])
    }

    private var content: HTML {
        switch step {
        case .start: form(startFields)
        case .part(let number): part(number)
        case .papers: papers
        case .handing: form(handingFields)
        case .review: review
        }
    }

    private func form(_ fields: [Field]) -> HTML {
        let told = fields.telling(refused, words)
        return """
            \(.errorSummary(told, words))
            <form method="post" action="\(here)" novalidate>\(.token(context.actor))\(revision)\(each: told, { .field($0) })\(buttons())</form>
            """
    }

    private var revision: HTML { "<input type=\"hidden\" name=\"revision\" value=\"\(draft.revision)\">" }

    private func buttons(_ text: String? = nil) -> HTML {
        """
        <div class="actions"><button name="step" value="next">\(text ?? words("online.next"))</button>\
        \(if: screen.steps.first != step, "<button class=\"second\" name=\"step\" value=\"back\">\(words("online.back"))</button>")\
        <button class="second" name="step" value="save">\(words("online.save"))</button></div>
        """
    }

    private var foot: HTML {
        """
        <p class="small">\(words("online.draft.kept", ["until": words.numbers.moment(draft.expires)]))</p>
        \(Self.dropping(draft, context))
        """
    }

    static func dropping(_ draft: Draft, _ context: Context) -> HTML {
        """
        <form method="post" action="\(OnlineLink.drop(draft.id))">\(.token(context.actor))<button class="plain">\(context.words("online.draft.drop"))</button></form>
        """
    }

    // MARK: screens

    private var startFields: [Field] {
        let units = screen.units.map { Choice($0.code, words($0.name)) }
        let chosen = screen.units.first { $0.id == draft.unit }?.code
        var fields = [
            Field(
                "applicant", words("online.applicant"),
                .radios(
                    screen.applicants.map { Choice($0.delegation?.rawValue ?? "", name($0)) }, chosen: draft.delegation ?? ""),
                hint: words("online.applicant.hint")),
            Field(
                "unit", words("online.unit"),
                units.count > 6
                    ? .select([Choice("", words("online.choose"))] + units, chosen: chosen ?? "") : .radios(units, chosen: chosen),
                isRequired: true),
        ]
        if procedure.components.count > 1 {
            fields.append(
                Field(
                    "case", words("online.case"),
                    .radios(
                        procedure.components.enumerated().map { Choice("\($0.offset)", $0.element.name) }, chosen: "\(draft.paperCase)")))
        }
        return fields
    }

    private func name(_ party: Principal) -> String {
        if party.kind == .own { return words("online.applicant.own", ["name": party.name]) }
        return [party.name, party.role, party.taxCode].compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: ", ")
    }

    private func part(_ number: Int) -> HTML {
        guard let filled = screen.filled else { return HTML() }
        let form = QuestionnaireForm(
            filled, words, screen.catalogues, today: screen.now.vietnamDate, files: screen.formFiles, showsFaults: showsFaults)
        let first: [(step: String, text: String)] = [("next", words("online.next"))]
        let more: [(step: String, text: String)] =
            screen.steps.first == step
            ? [("save", words("online.save"))] : [("back", words("online.back")), ("save", words("online.save"))]
        return """
            \(refused.map { .notice(.warning, words.told($0)) } ?? HTML())
            \(form.html(
                part: number, to: here, by: context.actor,
                draft: .init(key: draft.id.rawValue, link: OnlineLink.autosave(draft.id), revision: draft.revision, saved: draft.saved),
                hidden: showsFaults ? [(name: "seen", value: "1")] : [], buttons: first + more))
            """
    }

    private var papers: HTML {
        let papers = screen.service.papers(draft.paperCase)
        let limit = words("online.papers.limit", ["most": "\(DraftFile.sizeLimit >> 20)", "count": "\(DraftFile.most)"])
        return """
            <p>\(words("online.papers.lead"))</p>
            \(refused.map { .notice(.warning, words.told($0)) } ?? HTML())
            <form method="post" action="\(here)" enctype="multipart/form-data" novalidate>\(.token(context.actor))\(revision)\
            \(each: papers.enumerated(), { index, paper in
                """
                <fieldset><legend>\(paper.name)</legend>\(files(index + 1))\
                \(.field(Field("paper_\(index + 1)", words("online.papers.add"), .file(accept: ".pdf,.png,.jpg,.jpeg,.tif,.tiff,.webp,.docx,.odt", isMultiple: true), hint: limit)))\
                </fieldset>
                """
            })\(buttons())</form>
            """
    }

    private func files(_ paper: Int) -> HTML {
        let files = screen.files.filter { $0.paper == paper }
        guard !files.isEmpty else { return HTML() }
        return """
            <ul class="files">\(each: files, { file in
                """
                <li><a href="\(OnlineLink.file(draft.id, file))">\(file.name)</a> (\(words.numbers.count(max(1, file.bytes / 1024))) kB) \
                <button class="plain" name="remove" value="\(paper):\(file.digest.rawValue)">\(words("online.papers.remove"))</button></li>
                """
            })</ul>
            """
    }

    private var handingFields: [Field] {
        [
            Field(
                "delivery", words("online.delivery"),
                .radios(
                    screen.service.offer.deliveries.map { Choice($0.rawValue, words("online.delivery.\($0.rawValue)")) },
                    chosen: draft.delivery.rawValue)),
            Field(
                "address", words("online.address"), .area(draft.address, rows: 3), hint: words("online.address.hint")),
        ]
    }

    // MARK: the last look

    private var review: HTML {
        let change = { (step: DraftStep) -> HTML in
            "<p class=\"change\"><a href=\"\(OnlineLink.step(draft.id, step))\">\(words("forms.change"))</a></p>"
        }
        return """
            \(refused.map { .notice(.warning, words.told($0)) } ?? HTML())
            \(if: draft.dossier == nil, .section(words("online.step.start"), "\(change(.start))\(.definitions(startFacts))"))
            \(screen.filled.map { QuestionnaireReview($0, words, screen.catalogues, files: screen.formFiles).html { OnlineLink.step(draft.id, .part($0)) } })
            \(if: screen.steps.contains(.papers), .section(words("online.step.papers"), "\(change(.papers))\(paperList)"))
            \(if: draft.dossier == nil, .section(words("online.step.handing"), "\(change(.handing))\(.definitions(handingFacts))"))
            <form method="post" action="\(here)" novalidate>\(.token(context.actor))\(revision)\
            <input type="hidden" name="supplement" value="\(draft.dossier == nil ? "0" : "1")">
            <p>\(words("online.pledge"))</p>
            <div class="actions"><button>\(words(draft.dossier == nil ? "online.submit" : "online.resubmit"))</button></div></form>
            """
    }

    private var startFacts: [(term: String, text: HTML)] {
        let party = screen.applicants.first { $0.delegation?.rawValue == draft.delegation }
        let unit = screen.units.first { $0.id == draft.unit }.map { words($0.name) }
        return [
            (words("online.applicant"), "\(party.map(name) ?? "–")"),
            (words("online.unit"), "\(unit ?? words("online.unit_missing"))"),
        ]
    }

    private var handingFacts: [(term: String, text: HTML)] {
        var facts: [(term: String, text: HTML)] = [(words("online.delivery"), "\(words("online.delivery.\(draft.delivery.rawValue)"))")]
        if draft.delivery == .post { facts.append((words("online.address"), .lines(draft.address))) }
        facts.append((words("online.fee"), "\(screen.service.fee.map { words.dong($0) } ?? words("online.fee.unstated"))"))
        return facts
    }

    private var paperList: HTML {
        .definitions(
            screen.service.papers(draft.paperCase).enumerated().map { index, paper in
                let names = screen.files.filter { $0.paper == index + 1 }.map(\.name)
                return (paper.name, names.isEmpty ? "<em>\(words("online.papers.none"))</em>" : "\(names.joined(separator: ", "))")
            })
    }

    // MARK: when the procedure or its form has changed

    var renewal: Page {
        let dropped = screen.migration?.dropped ?? []
        let required = screen.migration?.newlyRequired ?? []
        let changes = screen.difference?.changes ?? []
        return Page(
            words("online.renewal"), kicker: procedure.name, lead: words("online.renewal.lead"), room: "citizens",
            status: Page.status(refused: refused), isIndexed: false,
            content: """
                \(if: !changes.isEmpty, .section(words("online.renewal.procedure"), """
                    <ul>\(each: changes, { "<li>\(words("procedures.field.\($0.field.rawValue)"))</li>" })</ul>
                    """))
                \(if: !dropped.isEmpty, .section(words("online.renewal.dropped"), """
                    <ul>\(each: dropped, { "<li>\(words($0.label)): \($0.answer.text) – \(words("forms.migration.\($0.reason.rawValue)"))</li>" })</ul>
                    """))
                \(if: !required.isEmpty, .section(words("online.renewal.required"), """
                    <ul>\(each: required, { "<li>\(words($0.label))</li>" })</ul>
                    """))
                <form method="post" action="\(OnlineLink.renew(draft.id))">\(.token(context.actor))\(revision)\
                <div class="actions"><button>\(words("online.renewal.go"))</button></div></form>
                \(foot)
                """)
    }
}

extension OpenDraft.Screen {
    /// What is attached to questions of the form, by digest.
    var formFiles: [String: FormFile] { files.answers(of: draft.id) }
}

extension [DraftFile] {
    /// Those attached to questions of the form, by digest.
    func answers(of draft: ID<Draft>) -> [String: FormFile] {
        Dictionary(
            filter { $0.paper == 0 }.map {
                ($0.digest.rawValue, FormFile(name: $0.name, bytes: $0.bytes, link: OnlineLink.file(draft, $0)))
            }, uniquingKeysWith: { first, _ in first })
    }
}
