import Kernel
import Platform
import Storage
import WorkingTime

/// The forms by which an administrator enters, corrects and withdraws changes of the calendar.
struct ChangeForms: Sendable {
    private let services: Services

    init(_ services: Services) { self.services = services }

    func list(_ context: Context) async throws -> Page {
        let changes = try await services.database.read { try CalendarStore.all($0) }
        return ChangeListPage(changes: changes, done: context.query["done"], words: context.words).page
    }

    // MARK: entering

    func new(_ context: Context) async throws -> Page { try page(try kind(context), context) }

    func enter(_ form: Form, _ context: Context) async throws -> FormAnswer {
        let kind = try kind(context)
        let draft = form.draft(kind)
        return try await .trying {
            try await EnterCalendarChange(services)(draft, by: context.actor)
            return .go("/facts/calendar/changes?done=entered")
        } again: {
            try page(kind, context, draft, refused: $0)
        }
    }

    private func page(
        _ kind: CalendarChange.Content.Kind, _ context: Context, _ draft: CalendarDraft? = nil, refused: (any DomainError)? = nil
    ) throws -> Page {
        let words = context.words
        return Page.form(
            words("facts.change.\(kind.rawValue)"), lead: words("facts.change.\(kind.rawValue).lead"), crumbs: crumbs(words),
            room: "facts", to: "/facts/calendar/new/\(kind.rawValue)",
            fields(kind, draft ?? CalendarDraft(kind: kind.rawValue, hours: WorkWeek.standard.written, source: ""), words),
            submit: words("facts.change.enter"), refused: refused, by: context.actor, words)
    }

    private func kind(_ context: Context) throws -> CalendarChange.Content.Kind {
        guard let kind = CalendarChange.Content.Kind(rawValue: try context.path("kind")) else { throw RouteError.noSuchPage }
        return kind
    }

    // MARK: correcting and withdrawing

    func correction(_ context: Context) async throws -> Page { try correction(try await change(context), context) }

    func correct(_ form: Form, _ context: Context) async throws -> FormAnswer {
        let change = try await change(context)
        let draft = form.draft(change.content.kind)
        return try await .trying {
            try await CorrectCalendarChange(services)(change.id, draft, reason: form["reason"], by: context.actor)
            return .go("/facts/calendar/changes?done=corrected")
        } again: {
            try correction(change, context, draft, form["reason"], refused: $0)
        }
    }

    func withdrawal(_ context: Context) async throws -> Page { withdrawal(try await change(context), context) }

    func withdraw(_ form: Form, _ context: Context) async throws -> FormAnswer {
        let change = try await change(context)
        return try await .trying {
            try await WithdrawCalendarChange(services)(change.id, reason: form["reason"], by: context.actor)
            return .go("/facts/calendar/changes?done=withdrawn")
        } again: {
            withdrawal(change, context, form["reason"], refused: $0)
        }
    }

    private func correction(
        _ change: CalendarChange, _ context: Context, _ draft: CalendarDraft? = nil, _ reason: String = "",
        refused: (any DomainError)? = nil
    ) throws -> Page {
        let words = context.words
        let draft = draft ?? CalendarDraft(change, words.language)
        return Page.form(
            words("facts.change.correct.title"), lead: ChangeListPage.told(change.content, words), crumbs: crumbs(words), room: "facts",
            to: "/facts/calendar/changes/\(change.id)/correct",
            fields(change.content.kind, draft, words) + [self.reason(reason, words)],
            submit: words("facts.change.correct"), refused: refused, by: context.actor, words)
    }

    private func withdrawal(
        _ change: CalendarChange, _ context: Context, _ reason: String = "", refused: (any DomainError)? = nil
    ) -> Page {
        let words = context.words
        return Page.form(
            words("facts.change.withdraw.title"), lead: ChangeListPage.told(change.content, words), crumbs: crumbs(words), room: "facts",
            to: "/facts/calendar/changes/\(change.id)/withdraw", [self.reason(reason, words)],
            submit: words("facts.change.withdraw"), refused: refused, by: context.actor, words)
    }

    /// The change of the address; one that holds no more can be neither corrected nor withdrawn.
    private func change(_ context: Context) async throws -> CalendarChange {
        let id = ID<CalendarChange>(rawValue: try context.path("change"))
        guard let change = try await services.database.read({ try CalendarStore.find(id, $0) }) else { throw FactsError.changeUnknown }
        if let end = change.end { throw FactsError.changeEnded(by: end.by) }
        return change
    }

    // MARK: fields

    private func crumbs(_ words: Words) -> [Crumb] {
        ChangeListPage.crumbs(words) + [Crumb(words("facts.calendar.changes"), "/facts/calendar/changes")]
    }

    private func reason(_ text: String, _ words: Words) -> Field {
        Field("reason", words("facts.change.reason"), .area(text, rows: 2), hint: words("facts.change.reason.hint"), isRequired: true)
    }

    private func fields(_ kind: CalendarChange.Content.Kind, _ draft: CalendarDraft, _ words: Words) -> [Field] {
        func day(_ name: String, _ label: String, _ value: String) -> Field {
            Field(name, words(label), .line("date", CalendarDate(written: value)?.description ?? value), isRequired: true)
        }
        var date: Field { day("date", "facts.change.\(kind.rawValue).date", draft.date) }
        let own: [Field] =
            switch kind {
            case .holiday:
                [
                    date,
                    Field("name", words("facts.change.name"), .text(draft.name), hint: words("facts.change.name.hint"), isRequired: true),
                ]
            case .ordinary: [date]
            case .compensatory, .swap: [date, day("paired", "facts.change.\(kind.rawValue).paired", draft.paired)]
            case .hours:
                [date]
                    + zip(CalendarDraft.weekdays.indices, CalendarDraft.weekdays).map { index, name in
                        Field(
                            name, words("facts.weekday.\(index + 1)"), .text(index < draft.hours.count ? draft.hours[index] : ""),
                            hint: index == 0 ? words("facts.change.hours.hint") : nil)
                    }
            case .announced: [Field("year", words("facts.change.year"), .line("number", draft.year), isRequired: true)]
            }
        return own + [
            Field(
                "source", words("facts.change.source"), .text(draft.source), hint: words("facts.change.source.hint"), isRequired: true)
        ]
    }
}

extension Form {
    fileprivate func draft(_ kind: CalendarChange.Content.Kind) -> CalendarDraft {
        CalendarDraft(
            kind: kind.rawValue, date: self["date"], paired: self["paired"], name: self["name"],
            hours: CalendarDraft.weekdays.map { self[$0] }, year: self["year"], source: self["source"])
    }
}
