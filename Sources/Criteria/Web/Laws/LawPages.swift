import Kernel
import Platform
import Scoring

/// Texts of law for everybody, and the form by which an administrator says until when one holds (PI-12).
struct LawPages: Sendable {
    private let services: Services
    private let find: FindLaws

    init(_ services: Services) {
        self.services = services
        find = FindLaws(services, PublishedFrameworks())
    }

    func list(_ context: Context) async throws -> Page {
        LawListPage(try await find(withDrafts: Self.mayChange(context)), context.words).page
    }

    func law(_ context: Context) async throws -> Page { try await page(context) }

    func change(_ form: Form, _ context: Context) async throws -> FormAnswer {
        let key = try context.path("law")
        do {
            let order = ChangeLaw.Order(key: key, seen: form.revision, to: form["to"], source: form["source"])
            try await ChangeLaw(services)(order, by: context.actor)
            return .go("/criteria/laws/\(key)?done=changed")
        } catch let error as Faults {
            return .page(try await page(context, form, faults: error.faults))
        } catch CriteriaError.lawChanged {
            return .page(try await page(context, form, isConflict: true))
        }
    }

    private func page(_ context: Context, _ form: Form? = nil, faults: [Fault] = [], isConflict: Bool = false) async throws -> Page {
        guard let entry = try await find(context.path("law"), withDrafts: Self.mayChange(context)).first else {
            throw RouteError.noSuchPage
        }
        return LawPage(entry, context, form: form, faults: faults, isConflict: isConflict, mayChange: Self.mayChange(context)).page
    }

    private static func mayChange(_ context: Context) -> Bool { context.actor.has(.administrator) }
}

extension LawText {
    /// Where everybody reads it.
    package var link: Link { "/criteria/laws/\(key)" }
}

/// All texts of law that frameworks cite.
struct LawListPage {
    private let entries: [FindLaws.Entry]
    private let words: Words

    init(_ entries: [FindLaws.Entry], _ words: Words) {
        self.entries = entries
        self.words = words
    }

    var page: Page {
        Page(
            words("criteria.laws"), lead: words("criteria.laws.lead"), crumbs: [Crumb(words("criteria.navigation"), "/criteria")],
            room: "criteria",
            content: .table(
                id: "laws", caption: words("criteria.laws"), isCaptionHidden: true, isStacked: true,
                columns: [
                    Column(words("criteria.laws.title"), .head) { "<a href=\"\($0.law.link)\">\(words($0.law.title))</a>" },
                    Column(words("criteria.laws.valid")) { "\(words.validity($0.law.valid))" },
                    Column(words("criteria.laws.citing"), .number) { entry in
                        "\(words.numbers.count(entry.citing.reduce(0) { $0 + $1.leaves.count }))"
                    },
                    Column(words("criteria.laws.affected"), .number) { "\(words.numbers.count($0.affected))" },
                ] as [Column<FindLaws.Entry>], rows: entries, empty: words("criteria.laws.empty")))
    }
}
