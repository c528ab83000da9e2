import Kernel
import Platform
import Storage
import WorkingTime

/// The same for programs: the calendar of a year, deadlines, changes.
struct CalendarAPI: Sendable {
    private let services: Services

    init(_ services: Services) { self.services = services }

    // MARK: answers

    struct YearAnswer: Encodable, Sendable {
        struct Day: Encodable, Sendable {
            var date: String
            var kind: String
            var name: String
            var paired: String?
            var decided: Bool
            var source: String
        }
        struct Week: Encodable, Sendable {
            var from: String
            /// From Monday on.
            var hours: [String]
        }
        var year: Int
        var swapsDecided: Bool
        var workingDays: Int
        var days: [Day]
        var weeks: [Week]

        enum CodingKeys: String, CodingKey {
            case year, days, weeks
            case swapsDecided = "swaps_decided"
            case workingDays = "working_days"
        }
    }

    struct DeadlineAnswer: Encodable, Sendable {
        struct Step: Encodable, Sendable {
            var from: String
            var to: String
            /// In the unit of the limit, of hours in milliseconds.
            var counted: Int64
            var reason: String
        }
        /// The last day; null while a supplement is waited for.
        var day: String?
        var due: String?
        var appointment: String?
        var forwarding: String
        var letter: String?
        var warning: String?
        var isProvisional: Bool
        var trail: [Step]
        var findings: [String]
        var doubts: [String]

        enum CodingKeys: String, CodingKey {
            case day, due, appointment, forwarding, letter, warning, trail, findings, doubts
            case isProvisional = "provisional"
        }
    }

    struct ChangeAnswer: Encodable, Sendable {
        var id: String
        var kind: String
        var date: String
        var paired: String?
        var told: String
        var source: String
        var enteredBy: String
        var entered: String
        var ended: String?
        var reason: String?

        enum CodingKeys: String, CodingKey {
            case id, kind, date, paired, told, source, entered, ended, reason
            case enteredBy = "entered_by"
        }
    }

    struct DoneAnswer: Encodable, Sendable { var change: String }

    // MARK: bodies

    struct ChangeBody: Decodable, Sendable {
        var kind: String
        var date: String?
        var paired: String?
        var name: String?
        var hours: [String]?
        var year: Int?
        var source: String?
        /// Of a correction.
        var reason: String?

        var draft: CalendarDraft {
            CalendarDraft(
                kind: kind, date: date ?? "", paired: paired ?? "", name: name ?? "", hours: hours ?? [],
                year: year.map(String.init) ?? "", source: source ?? "")
        }
    }

    struct ReasonBody: Decodable, Sendable { var reason: String }

    // MARK: calls

    func year(_ context: Context) async throws -> YearAnswer {
        let shown = try await ShowCalendar(services)(try context.path("year"))
        return YearAnswer(
            year: shown.year.year, swapsDecided: shown.year.swapsAreDecided, workingDays: shown.workingDays,
            days: shown.days.map {
                YearAnswer.Day(
                    date: "\($0.date)", kind: $0.kind.rawValue, name: $0.name, paired: $0.paired?.description, decided: $0.isDecided,
                    source: $0.source)
            },
            weeks: shown.hours.map { YearAnswer.Week(from: "\($0.from)", hours: $0.value.written) })
    }

    func deadline(_ context: Context) async throws -> DeadlineAnswer {
        let question = DeadlineQuestion(context.query) ?? DeadlineQuestion(received: "", limit: "", unit: "")
        let answer = try await ComputeDeadline(services)(question)
        let clock = ClockWords(context.words)
        let deadline = answer.reading.deadline
        return DeadlineAnswer(
            day: deadline.map { "\($0.day)" }, due: deadline.map { "\($0.due)" }, appointment: deadline.map { "\($0.appointment)" },
            forwarding: "\(answer.forwarding)", letter: answer.letter.map { "\($0.day)" }, warning: answer.letter.map { "\($0.warning)" },
            isProvisional: deadline?.isProvisional ?? false,
            trail: answer.trail.map {
                DeadlineAnswer.Step(from: "\($0.first)", to: "\($0.last)", counted: $0.counted, reason: clock.cause($0.cause))
            }, findings: answer.reading.findings.map(clock.finding), doubts: answer.doubts.map(clock.doubt))
    }

    func changes(_ context: Context) async throws -> [ChangeAnswer] {
        try await services.database.read { try CalendarStore.all($0) }.map { change in
            ChangeAnswer(
                id: change.id.rawValue, kind: change.content.kind.rawValue, date: "\(change.content.date)",
                paired: change.content.paired?.description, told: ChangeListPage.told(change.content, context.words),
                source: change.source, enteredBy: change.enteredBy, entered: "\(change.entered)", ended: change.end.map { "\($0.at)" },
                reason: change.end?.reason)
        }
    }

    func enter(_ body: ChangeBody, _ context: Context) async throws -> DoneAnswer {
        DoneAnswer(change: try await EnterCalendarChange(services)(body.draft, by: context.actor).rawValue)
    }

    func correct(_ body: ChangeBody, _ context: Context) async throws -> DoneAnswer {
        let id = ID<CalendarChange>(rawValue: try context.path("change"))
        let change = try await CorrectCalendarChange(services)(id, body.draft, reason: body.reason ?? "", by: context.actor)
        return DoneAnswer(change: change.rawValue)
    }

    func withdraw(_ body: ReasonBody, _ context: Context) async throws -> DoneAnswer {
        let id = ID<CalendarChange>(rawValue: try context.path("change"))
        try await WithdrawCalendarChange(services)(id, reason: body.reason, by: context.actor)
        return DoneAnswer(change: id.rawValue)
    }
}
