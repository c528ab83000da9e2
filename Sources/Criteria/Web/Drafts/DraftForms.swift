import Kernel
import Platform
import Scoring

/// The pages and forms by which an administrator writes the next issue of a set and publishes it.
struct DraftForms: Sendable {
    /// Bytes of a text, as ``FrameworkLibrary`` reads it from a disk.
    static let limit = 4 << 20

    private let services: Services

    init(_ services: Services) { self.services = services }

    func list(_ context: Context) async throws -> Page { try await listPage(context) }

    /// Takes a file, or the text typed into the form.
    func create(_ form: Form, _ context: Context) async throws -> FormAnswer {
        let text = try await text(form)
        guard let text, !text.isEmpty else {
            return .page(try await listPage(context, form, wrong: context.words("criteria.draft.text_missing"), status: 422))
        }
        do {
            return .go(Self.link(try await SaveDraft(services)(text, by: context.actor)))
        } catch let error as Faults {
            return .page(try await listPage(context, form, text: text, faults: error.faults, status: 422))
        } catch let error as CriteriaError where error.kind == .conflict {
            let wrong = context.words(error.code, error.details)
            return .page(try await listPage(context, form, text: text, wrong: wrong, status: 409))
        }
    }

    func draft(_ context: Context) async throws -> Page {
        DraftPage(try await FindDrafts(services)(context.path("draft")), context).page
    }

    /// The framework as everybody will read it.
    func shown(_ context: Context) async throws -> Page {
        let review = try await FindDrafts(services)(context.path("draft"))
        var page = FrameworkPage(ScoreSheet(review.file.framework), context.words).page
        page.crumbs += [
            Crumb(context.words("criteria.drafts"), "/criteria/drafts"), Crumb(review.draft.identity, Self.link(review.draft.identity)),
        ]
        page.isIndexed = false
        return page
    }

    func edit(_ context: Context) async throws -> Page {
        let draft = try await FindDrafts(services)(context.path("draft")).draft
        return DraftTextPage(draft, context, text: draft.text).page
    }

    func save(_ form: Form, _ context: Context) async throws -> FormAnswer {
        let identity = try context.path("draft")
        let text = form["text"] + "\n"
        do {
            try await SaveDraft(services)(text, over: identity, seen: form.revision, by: context.actor)
            return .go(Self.link(identity).setting("done", to: "saved"))
        } catch let error as Faults {
            let draft = try await FindDrafts(services)(identity).draft
            return .page(DraftTextPage(draft, context, text: text, revision: form.revision, faults: error.faults).page)
        } catch let error as CriteriaError {
            switch error {
            case .identityChanged:
                let draft = try await FindDrafts(services)(identity).draft
                let wrong = context.words(error.code, error.details)
                return .page(DraftTextPage(draft, context, text: text, revision: form.revision, wrong: wrong).page)
            case .draftChanged:
                let draft = try await FindDrafts(services)(identity).draft
                return .page(DraftTextPage(draft, context, text: text, isConflict: true).page)
            default: throw error
            }
        }
    }

    func publish(_ form: Form, _ context: Context) async throws -> FormAnswer {
        let identity = try context.path("draft")
        try await PublishDraft(services)(identity, seen: form.revision, by: context.actor)
        return .go("/criteria/\(identity)")
    }

    func discard(_ form: Form, _ context: Context) async throws -> FormAnswer {
        try await DiscardDraft(services)(context.path("draft"), seen: form.revision, by: context.actor)
        return .go("/criteria/drafts?done=discarded")
    }

    /// Begins a draft with the text of a published or shipped framework.
    func copy(_ form: Form, _ context: Context) async throws -> FormAnswer {
        do {
            return .go(Self.link(try await CopyFramework(services)(form["framework"], version: form["version"], by: context.actor)))
        } catch let error as Faults {
            let wrong = error.faults.map { context.words.message($0) }.joined(separator: " ")
            return .page(try await listPage(context, form, copyWrong: wrong, status: 422))
        } catch let error as CriteriaError where error.kind == .conflict || error.kind == .missing {
            let wrong = context.words(error.code, error.details)
            return .page(try await listPage(context, form, copyWrong: wrong, status: error.kind == .conflict ? 409 : 422))
        }
    }

    private func listPage(
        _ context: Context, _ form: Form? = nil, text: String? = nil, wrong: String? = nil, copyWrong: String? = nil,
        faults: [Fault] = [], status: Int = 200
    ) async throws -> Page {
        let (published, shipped) = try await FindFrameworks(services)()
        return DraftListPage(
            context, try await FindDrafts(services)(), sources: published + shipped, form: form, text: text, wrong: wrong,
            copyWrong: copyWrong, faults: faults, status: status
        ).page
    }

    private func text(_ form: Form) async throws -> String? {
        guard let file = form.file("file") else { return form.optional("text").map { $0 + "\n" } }
        guard file.stored.size <= Self.limit else { throw RouteError.tooLarge(limit: Self.limit) }
        guard let text = String(validating: try await services.files.read(file.stored.digest), as: UTF8.self) else {
            throw Faults([Fault("outline.not_utf8", at: Place(file: file.name))])
        }
        return text
    }

    static func link(_ identity: String) -> Link { "/criteria/drafts/\(identity)" }
}

extension Form {
    /// The revision that the form was made of.
    var revision: Int { Int(self["revision"]) ?? 0 }
}
