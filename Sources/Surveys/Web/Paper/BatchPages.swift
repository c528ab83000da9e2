import Forms
import Kernel
import Platform
import Storage

/// A batch of forms for those who have a part in it: keyed in, settled, closed or keyed anew.
struct BatchPages: Sendable {
    private static let limit = 1 << 20

    let bureau: SurveysBureau

    func add(to routes: inout Routes) {
        let (key, plan) = (SurveyDuty.key.access, SurveyDuty.plan.access)
        routes.page("/surveys/batches", key) { try await own($0) }
        routes.page("/surveys/batches/:batch", .anyOf(SurveyDuty.roles)) { try await batch($0, refused: nil) }
        routes.file("/surveys/batches/:batch/scan", .anyOf(SurveyDuty.roles)) { try await scan($0) }
        routes.form("/surveys/batches/:batch/close", plan) { try await close($0, $1) }
        routes.page("/surveys/batches/:batch/rekey", plan) { try await rekeying(Form(), $0, refused: nil) }
        routes.form("/surveys/batches/:batch/rekey", plan) { try await rekey($0, $1) }
        routes.page("/surveys/batches/:batch/forms/:serial", key) { try await keying(nil, $0, refused: nil) }
        routes.form("/surveys/batches/:batch/forms/:serial", key, limit: Self.limit) { try await keyIn($0, $1) }
        routes.page("/surveys/batches/:batch/settlements/:serial", key) { try await settling(Form(), $0, refused: nil) }
        routes.form("/surveys/batches/:batch/settlements/:serial", key, limit: Self.limit) { try await settle($0, $1) }
    }

    private func screen(_ context: Context) async throws -> ShowPaper.BatchScreen {
        try await ShowPaper(bureau).batch(context.path("batch"), by: context.actor)
    }

    private func crumbs(_ screen: ShowPaper.BatchScreen, _ words: Words) -> [Crumb] {
        let above =
            screen.part != nil
            ? Crumb(words("surveys.paper.own"), SurveysLink.batches)
            : Crumb(words("surveys.paper.title"), SurveysLink.paper(screen.campaign.number))
        return [
            Crumb(words("surveys.front"), SurveysLink.front), above, Crumb(screen.batch.number, SurveysLink.batch(screen.batch.number)),
        ]
    }

    private func serial(_ context: Context) throws -> FormSerial {
        let text = try context.path("serial")
        guard let serial = FormSerial(text) else { throw PaperError.noSuchForm(String(text.prefix(60))) }
        return serial
    }

    // MARK: the list and one batch

    private func own(_ context: Context) async throws -> Page {
        let words = context.words
        let batches = try await ShowPaper(bureau).own(by: context.actor)
        return Page(
            words("surveys.paper.own"), lead: words("surveys.paper.own.lead"), crumbs: [Crumb(words("surveys.front"), SurveysLink.front)],
            room: "surveys", isIndexed: false,
            content: .table(
                id: "batches", caption: words("surveys.paper.own"), isCaptionHidden: true, isStacked: true,
                columns: [
                    Column(words("surveys.number"), .code) { (line: (batch: PaperBatch, part: PaperBatch.Part, keyed: Int)) in
                        "<a href=\"\(SurveysLink.batch(line.batch.number))\">\(line.batch.number)</a>"
                    },
                    Column(words("surveys.paper.field.from")) { "\($0.batch.receivedFrom)" },
                    Column(words("surveys.paper.part")) { "\(words($0.part.text))" },
                    Column(words("surveys.state")) { .tag(words($0.batch.state.text)) },
                    Column(words("surveys.paper.keyed"), .number) { line in
                        line.part == .settler ? "–" : "\(words.numbers.count(line.keyed))/\(words.numbers.count(line.batch.count))"
                    },
                ], rows: batches, empty: words("surveys.paper.own.none")))
    }

    private func batch(_ context: Context, refused error: (any DomainError)?) async throws -> Page {
        let screen = try await screen(context)
        return BatchPage(screen: screen, context: context, error: error).page(crumbs: Array(crumbs(screen, context.words).dropLast()))
    }

    private func scan(_ context: Context) async throws -> FileAnswer {
        guard let scan = try await screen(context).batch.scan else { throw RouteError.noSuchPage }
        let record = try await bureau.services.database.read { try FileRecordStore.find(scan.digest, $0) }
        return FileAnswer(
            name: scan.name, mediaType: record?.mediaType ?? "application/octet-stream",
            bytes: try await bureau.services.files.read(scan.digest), isShown: record?.mediaType == "application/pdf")
    }

    private func close(_ form: Form, _ context: Context) async throws -> FormAnswer {
        let number = try context.path("batch")
        return try await .trying {
            try await CloseBatch(bureau)(number, version: Int(form["version"]), by: context.actor)
            return .go(SurveysLink.batch(number).setting("done", to: "batch_closed"))
        } again: { error in
            try await batch(context, refused: error)
        }
    }

    private func rekeying(_ form: Form, _ context: Context, refused error: (any DomainError)?) async throws -> Page {
        let words = context.words
        let screen = try await screen(context)
        let clerks = screen.batch.clerks
        let fields = [("first", clerks.first), ("second", clerks.second), ("settler", clerks.settler)].map { name, login in
            Field(
                name, words("surveys.paper.field.\(name)"), .text(form.names.contains(name) ? form[name] : login),
                hint: words("surveys.paper.field.\(name).hint"), isRequired: true)
        }
        return Page.form(
            words("surveys.paper.rekey"), lead: words("surveys.paper.rekey.lead"), crumbs: crumbs(screen, words), room: "surveys",
            to: SurveysLink.rekey(screen.batch.number),
            fields + [
                Field("reason", words("surveys.field.reason"), .area(form["reason"], rows: 3), isRequired: true),
                Field("version", "", .hidden("\(screen.batch.version)")),
            ], submit: words("surveys.paper.rekey.submit"), refused: error, by: context.actor, words)
    }

    private func rekey(_ form: Form, _ context: Context) async throws -> FormAnswer {
        let number = try context.path("batch")
        return try await .trying {
            try await RekeyBatch(bureau)(
                number, PaperClerks(form["first"], form["second"], settler: form["settler"]), reason: form["reason"],
                version: Int(form["version"]), by: context.actor)
            return .go(SurveysLink.batch(number).setting("done", to: "rekeyed"))
        } again: { error in
            try await rekeying(form, context, refused: error)
        }
    }

    // MARK: keying in

    private func keying(_ sent: Answers?, _ context: Context, refused error: (any DomainError)?) async throws -> Page {
        let (screen, serial) = (try await screen(context), try serial(context))
        guard case .clerk = screen.part else { throw PaperError.notYourPart }
        guard screen.forms.contains(where: { $0.serial == serial }) else { throw PaperError.noSuchForm(serial.description) }
        return KeyingPage(screen: screen, serial: serial, sent: sent, context: context, error: error).page(
            crumbs: crumbs(screen, context.words))
    }

    private func keyIn(_ sent: Form, _ context: Context) async throws -> FormAnswer {
        let (screen, serial) = (try await screen(context), try serial(context))
        let answers = Answers(sent, to: screen.instrument.questionnaire, context.language)
        return try await .trying {
            try await KeyForm(bureau)(
                serial, answers, mark: InvalidReason(rawValue: sent["step"]), batch: screen.batch.number, by: context.actor)
            // On to the next form that this person has not keyed.
            let left = screen.forms.map(\.serial).filter { screen.own[$0] == nil && $0 != serial }
            let next = left.first { $0 > serial } ?? left.first
            return .go(
                (next.map { SurveysLink.key(screen.batch.number, $0) } ?? SurveysLink.batch(screen.batch.number)).setting(
                    "done", to: "keyed"))
        } again: { error in
            try await keying(answers, context, refused: error)
        }
    }

    // MARK: settling

    private func settling(_ form: Form, _ context: Context, refused error: (any DomainError)?) async throws -> Page {
        let (screen, serial) = (try await screen(context), try serial(context))
        guard screen.part == .settler else { throw PaperError.notYourPart }
        guard let found = screen.differing.first(where: { $0.serial == serial }) else { throw PaperError.noSuchForm(serial.description) }
        return SettlingPage(screen: screen, comparison: found, form: form, context: context, error: error).page(
            crumbs: crumbs(screen, context.words))
    }

    private func settle(_ form: Form, _ context: Context) async throws -> FormAnswer {
        let (screen, serial) = (try await screen(context), try serial(context))
        return try await .trying {
            let answers = SettlingPage.answers(form, screen.instrument.questionnaire, context.language)
            try await SettleForm(bureau)(
                serial, answers, mark: InvalidReason(rawValue: form["mark"]), comment: form["comment"], batch: screen.batch.number,
                by: context.actor)
            let after = try await self.screen(context)
            let next = after.differing.first { !$0.open.isEmpty }?.serial
            let link = next.map { SurveysLink.settle(screen.batch.number, $0) } ?? SurveysLink.batch(screen.batch.number)
            return .go(link.setting("done", to: "settled"))
        } again: { error in
            try await settling(form, context, refused: error)
        }
    }
}

extension PaperBatch.Part {
    /// The key of its name.
    var text: String {
        switch self {
        case .clerk(let turn): "surveys.paper.part.\(turn)"
        case .settler: "surveys.paper.part.settler"
        }
    }
}
