import Forms
import Kernel
import Office
import Platform

/// Where authors try out a form and publish it: the file, its faults by line, a look at every part, and the word that publishes.
struct PublishForms: Sendable {
    private let services: Services

    init(_ services: Services) { self.services = services }

    private var today: CalendarDate { services.now().vietnamDate }

    func page(_ context: Context) async throws -> Page { page(context, nil, [], status: 200) }

    func check(_ form: Form, _ context: Context) async throws -> FormAnswer {
        guard let file = form.file("file") else {
            let missing = Fault("procedures.file_missing", at: Place(file: "form", field: "file"))
            return .page(page(context, form, [missing], status: 422))
        }
        do {
            let input = InputFile(name: file.name, bytes: try await services.files.read(file.stored.digest))
            let definition = try FormDefinition(input)
            guard let day = CalendarDate(written: form["from"]) else {
                throw Faults([Fault("procedures.day_missing", at: Place(file: "form", field: "from"))])
            }
            let catalogues = try await FormCatalogues.of(definition.questionnaire, services)
            return .page(preview(definition, file, procedure: form["procedure"], from: day, catalogues, context))
        } catch let error as Faults {
            return .page(page(context, form, error.faults, status: 422))
        } catch let error as OfficeError where error.kind == .invalid {
            return .page(page(context, form, [Fault(error.code, at: Place(file: "form", field: "file"), error.details)], status: 422))
        }
    }

    func publish(_ form: Form, _ context: Context) async throws -> FormAnswer {
        let input = try await services.previewed(form["digest"], named: form["name"])
        guard let day = CalendarDate(written: form["from"]) else { throw ProceduresError.previewGone }
        let stored = try await PublishForm(services)(input, procedure: form["procedure"], from: day, by: context.actor)
        return .go(FormPages.link(stored.procedure))
    }

    private func crumbs(_ words: Words) -> [Crumb] {
        [Crumb(words("procedures.catalogue"), "/procedures"), Crumb(words("procedures.e_forms"), "/procedures/forms")]
    }

    /// Faults of the form stand at its fields, those of the file below with their lines.
    private func page(_ context: Context, _ sent: Form?, _ faults: [Fault], status: Int) -> Page {
        let words = context.words
        let own = faults.filter { $0.place.file == "form" && $0.place.line == 0 }
        func field(_ name: String, _ control: Field.Control, isRequired: Bool = true) -> Field {
            let wrong = own.filter { $0.place.field == name }.map { words.message($0) }
            return Field(
                name, words("procedures.form.\(name)"), control, hint: words("procedures.form.\(name).hint"),
                error: wrong.isEmpty ? nil : wrong.joined(separator: " "), isRequired: isRequired)
        }
        let fields = [
            field("file", .file(accept: ".yaml,.yml,.xlsx")),
            field("procedure", .text(sent?["procedure"] ?? ""), isRequired: false),
            field("from", .text(sent?["from"] ?? words.numbers.date(today))),
        ]
        let others = faults.filter { !own.contains($0) }
        let count = words.numbers.count(others.count)
        return Page(
            words("procedures.form.publish"), lead: words("procedures.form.publish.lead"), crumbs: crumbs(words), room: "procedures",
            status: status, isIndexed: false,
            content: """
                \(.errorSummary(fields, words))
                \(if: !others.isEmpty, .notice(.warning, words("input.faults", ["count": count]), .faults(others, words)))
                \(.form(.post, to: "/procedures/forms/check", fields, submit: words("procedures.form.check"), by: context.actor))
                """)
    }

    private func preview(
        _ definition: FormDefinition, _ file: Form.File, procedure: String, from day: CalendarDate, _ catalogues: Catalogues,
        _ context: Context
    ) -> Page {
        let (words, questionnaire) = (context.words, definition.questionnaire)
        let hidden = [
            ("digest", file.stored.digest.rawValue), ("name", file.name), ("procedure", procedure), ("from", words.numbers.date(day)),
        ].map { Field($0.0, "", .hidden($0.1)) }
        let form = QuestionnaireForm(questionnaire.fill(Answers(), on: today, catalogues: catalogues), words, catalogues, today: today)
        let counts = [
            "questions": words.numbers.count(questionnaire.questions.count), "conditions": words.numbers.count(questionnaire.conditions),
            "procedure": questionnaire.procedure ?? procedure, "date": words.numbers.date(day),
        ]
        var page = Page(
            words(questionnaire.title), kicker: file.name, lead: words("procedures.form.preview", counts),
            crumbs: crumbs(words) + [Crumb(words("procedures.form.publish"), "/procedures/forms/publish")], room: "procedures",
            isIndexed: false,
            content: """
                \(.form(.post, to: "/procedures/forms/publish", hidden, submit: words("procedures.form.publish"), by: context.actor))
                <p><a href="\("/procedures/forms/publish" as Link)">\(words("procedures.preview.another"))</a></p>
                \(.section(words("procedures.form.try"), form.html(
                    part: nil, to: "/procedures/forms/publish", by: context.actor, buttons: [])))
                """)
        page.scripts = QuestionnaireForm.scripts
        return page
    }
}
