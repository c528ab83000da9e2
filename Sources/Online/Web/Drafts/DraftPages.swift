import Dossiers
import Forms
import Kernel
import Platform
import Procedures
import Storage

/// What a citizen fills in: each screen a step, every press of a button a save.
struct DraftPages: Sendable {
    let office: HomeOffice

    /// A few large scans and what stands around them.
    private static let bodyLimit = 3 * DraftFile.sizeLimit + (1 << 20)

    func add(to routes: inout Routes) {
        routes.form("/online/procedures/:procedure/drafts", .citizen) { try await begin($1) }
        routes.page("/online/drafts/:draft_id", .citizen) { try await overview($0) }
        routes.page("/online/drafts/:draft_id/:step", .citizen) { try await step($0) }
        routes.form("/online/drafts/:draft_id/autosave", .citizen, limit: 2 << 20) { try await autosave($0, $1) }
        routes.form("/online/drafts/:draft_id/renewal", .citizen) { try await renew($0, $1) }
        routes.form("/online/drafts/:draft_id/removal", .citizen) { try await drop($1) }
        routes.form("/online/drafts/:draft_id/:step", .citizen, limit: Self.bodyLimit) { try await take($0, $1) }
        routes.file("/online/drafts/:draft_id/files/:digest", .citizen) { try await file($0) }
    }

    private func id(_ context: Context) throws -> ID<Draft> { ID(rawValue: try context.path("draft_id")) }

    /// `step` is what will be shown; nil: whatever comes first.
    private func screen(_ step: DraftStep?, _ context: Context) async throws -> OpenDraft.Screen {
        try await OpenDraft(office)(id(context), isChoosing: step == nil || step == .start, by: context.actor)
    }

    private func begin(_ context: Context) async throws -> FormAnswer {
        let draft = try await BeginDraft(office)(context.path("procedure"), by: context.actor)
        return .go(OnlineLink.step(draft.id, .start))
    }

    /// Where to go on: what is not complete yet comes first.
    private func overview(_ context: Context) async throws -> Page {
        try await unlessOver(nil, context) { screen in try page(screen, screen.draft.dossier == nil ? .start : screen.firstPart, context) }
    }

    /// Whoever comes back to what was sent, because the answer was lost, is led to the dossier; whose service ended is told so.
    private func unlessOver(_ step: DraftStep?, _ context: Context, _ page: (OpenDraft.Screen) async throws -> Page) async throws -> Page {
        let screen: OpenDraft.Screen
        do {
            screen = try await self.screen(step, context)
        } catch let error as OnlineError where error.endsDrafts {
            return ClosedDraftPage(closed: try await OpenDraft(office).closed(id(context), by: context.actor), why: error, context: context)
                .page
        } catch OnlineError.noSuchDraft {
            let id = try id(context)
            let sent = try await office.services.database.read { db in
                try SubmissionStore.find(key: id, db).flatMap { try office.isOpen($0, to: context.actor, db) ? $0 : nil }
            }
            guard let sent else { throw OnlineError.noSuchDraft }
            return Page(
                context.words("online.sent"), kicker: sent.dossier.text, room: "citizens", isIndexed: false,
                content:
                    "<p class=\"actions\"><a class=\"button\" href=\"\(OnlineLink.dossier(sent.dossier))\">\(context.words("online.sent.go"))</a></p>"
            )
        }
        return try await page(screen)
    }

    private func step(_ context: Context) async throws -> Page {
        guard let step = DraftStep(try context.path("step")) else { throw RouteError.noSuchPage }
        return try await unlessOver(step, context) { screen in try page(screen, step, context) }
    }

    private func page(
        _ screen: OpenDraft.Screen, _ step: DraftStep, _ context: Context, refused: (any DomainError)? = nil, showsFaults: Bool = false
    ) throws -> Page {
        if screen.isOutdated { return DraftPage(screen: screen, step: step, context: context, refused: refused).renewal }
        guard screen.steps.contains(step) else { throw RouteError.noSuchPage }
        let wants = showsFaults || context.query["faults"] == "1"
        return DraftPage(screen: screen, step: step, context: context, refused: refused, showsFaults: wants).page
    }

    private func autosave(_ form: Form, _ context: Context) async throws -> FormAnswer {
        var change = KeepDraft.Change(revision: Int(form["revision"]))
        (change.form, change.language) = (form, context.language)
        return .saved(revision: try await KeepDraft(office)(id(context), change, by: context.actor).revision)
    }

    private func renew(_ form: Form, _ context: Context) async throws -> FormAnswer {
        let draft = try await RenewDraft(office)(id(context), revision: Int(form["revision"]), by: context.actor)
        return .go(OnlineLink.step(draft.id, .start).setting("done", to: "renewed"))
    }

    private func drop(_ context: Context) async throws -> FormAnswer {
        try await DropDraft(office)(id(context), by: context.actor)
        return .go("/citizens")
    }

    // MARK: taking a screen

    private func take(_ form: Form, _ context: Context) async throws -> FormAnswer {
        guard let step = DraftStep(try context.path("step")) else { throw RouteError.noSuchPage }
        let (id, pressed) = (try id(context), FormStep(form))
        return try await .trying {
            if step == .review {
                let sent = try await SubmitDraft(office)(id, revision: Int(form["revision"]), by: context.actor)
                return .go(OnlineLink.dossier(sent.dossier).setting("done", to: form["supplement"] == "1" ? "supplemented" : "submitted"))
            }
            let (change, refused) = try await change(form, step, pressed, context)
            _ = try await KeepDraft(office)(id, change, by: context.actor)
            if let refused { throw refused }
            return .go(try await next(step, pressed, context, form))
        } again: { error in
            try await unlessOver(step, context) { screen in try page(screen, step, context, refused: error, showsFaults: true) }
        }
    }

    private func change(_ form: Form, _ step: DraftStep, _ pressed: FormStep, _ context: Context) async throws -> (
        KeepDraft.Change, refused: (any DomainError)?
    ) {
        var refused: (any DomainError)?
        // What is wrong with one file must not cost what was typed beside it.
        func upload(_ file: Form.File) async throws -> DraftUpload? {
            do {
                return try await DraftUpload(file, office.services)
            } catch let error as any DomainError {
                refused = error
                return nil
            }
        }
        var change = KeepDraft.Change(revision: Int(form["revision"]))
        switch step {
        case .start:
            change.unit = form.optional("unit")
            change.delegation = form["applicant"]
            change.paperCase = form.optional("case").flatMap(Int.init)
        case .part:
            (change.form, change.language, change.step) = (form, context.language, pressed)
            for name in form.fileNames {
                guard name.hasPrefix("q."), let path = AnswerPath(written: name.dropFirst(2)) else { continue }
                for file in form.files(name) { if let kept = try await upload(file) { change.attached.append((path, kept)) } }
            }
        case .papers:
            for number in 1...200 {
                for file in form.files("paper_\(number)") { if let kept = try await upload(file) { change.papers.append((number, kept)) } }
            }
            let parts = form["remove"].split(separator: ":").map(String.init)
            if parts.count == 2, let paper = Int(parts[0]), let digest = FileDigest(rawValue: parts[1]) { change.removed = (paper, digest) }
        case .handing:
            change.delivery = Dossier.Delivery(rawValue: form["delivery"])
            change.address = form["address"]
        case .review: break
        }
        return (change, refused)
    }

    /// The screen after a button; a part with faults is shown again, once, with what is wrong.
    private func next(_ step: DraftStep, _ pressed: FormStep, _ context: Context, _ form: Form) async throws -> Link {
        let screen = try await OpenDraft(office)(id(context), by: context.actor)
        let id = screen.draft.id
        switch pressed {
        case .back: return OnlineLink.step(id, screen.step(after: step, by: -1))
        case .save: return "/citizens"
        case .review: return OnlineLink.step(id, .review)
        case .show, .autosave, .add, .remove: return OnlineLink.step(id, step)
        case .next:
            if !form["remove"].isEmpty || form["step"] == "upload" { return OnlineLink.step(id, step) }
            if case .part(let number) = step, form["seen"] != "1", screen.hasFaults(number) {
                return OnlineLink.step(id, step).setting("faults", to: "1")
            }
            return OnlineLink.step(id, screen.step(after: step))
        }
    }

    private func file(_ context: Context) async throws -> FileAnswer {
        let (files, digest) = (try await OpenDraft(office).files(id(context), by: context.actor), try context.path("digest"))
        guard let file = files.first(where: { $0.digest.rawValue == digest }) else { throw OnlineError.noSuchFile }
        return try await office.services.answer(NamedFile(digest: file.digest, name: file.name))
    }
}

extension OpenDraft.Screen {
    /// The screens of this draft in their order.
    var steps: [DraftStep] {
        let parts = form.map { QuestionnairePart.parts(of: $0.questionnaire).indices.map { DraftStep.part($0) } } ?? []
        let papers: [DraftStep] = service.papers(draft.paperCase).isEmpty ? [] : [.papers]
        return draft.dossier == nil ? [.start] + parts + papers + [.handing, .review] : parts + papers + [.review]
    }

    /// The first screen of what is filled in.
    var firstPart: DraftStep { steps.first { $0 != .start } ?? .review }

    /// The next one in a direction, without parts of which nothing is asked.
    func step(after step: DraftStep, by count: Int = 1) -> DraftStep {
        guard var index = steps.firstIndex(of: step) else { return .review }
        let parts = form.map { QuestionnairePart.parts(of: $0.questionnaire) } ?? []
        while true {
            index += count
            guard steps.indices.contains(index) else { return count > 0 ? .review : steps[0] }
            if case .part(let number) = steps[index], let filled, !parts[number].isAsked(filled) { continue }
            return steps[index]
        }
    }

    func hasFaults(_ part: Int) -> Bool {
        guard let filled else { return false }
        return !QuestionnaireForm(filled, Words(Texts(), .vi), catalogues, today: now.vietnamDate).faults(part: part).isEmpty
    }
}
