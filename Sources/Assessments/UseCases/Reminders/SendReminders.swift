import Kernel
import Platform
import Scoring
import Storage

/// Writes to whoever has unfinished work in a round that is open: a week, three days and one day before the deadline, and once
/// after it.
///
/// Each letter has a reference of person, work, deadline and mark, so that whoever runs this again writes nothing twice; a
/// deadline that was moved is a new one.
package struct SendReminders: Sendable {
    private let workplace: Workplace

    package init(_ workplace: Workplace) { self.workplace = workplace }

    package func callAsFunction() async throws {
        // Who has what to do is looked up without keeping anybody from writing.
        let letters = try await workplace.read(by: .operating) { desk in
            let people = try AddresseeStore.all(of: [.unitOfficer, .unitHead, .appraiser], at: desk.now, desk.db)
            return try desk.cases.rounds().filter { $0.status == .open }.flatMap { round in
                let units = try desk.cases.units(of: round).map(\.item)
                return try units.flatMap { item in try desk.reminders(of: item, to: people.filter { item.isServed(by: $0.actor) }) }
                    + people.filter { $0.actor.has(.appraiser) }.flatMap { try desk.reminders(of: round, to: $0) }
            }
        }
        if letters.isEmpty { return }
        try await workplace.write(by: .operating) { desk in
            for letter in letters { try desk.services.outbox.add(letter.mail, reference: letter.reference, in: desk.db) }
        }
    }

    fileprivate struct Letter: Sendable {
        var mail: Mail
        var reference: String
    }
}

extension UnitCase {
    fileprivate func isServed(by actor: Actor) -> Bool {
        actor.has(.unitOfficer, for: unit.id) || actor.has(.unitHead, for: unit.id)
    }

    /// The last day of a stage for this unit: of the round, or of a reopening that ends later.
    fileprivate func end(of stage: Stage) -> Timestamp? {
        let reopened = reopenings.filter { $0.stage == stage }.map(\.until).max()
        return round.deadlines.end(of: stage).map { end in reopened.map { max($0, end) } ?? end }
    }

    /// Whether a stage has begun for this unit and nothing was handed in since it was opened last.
    fileprivate func isUnfinished(_ stage: Stage, _ submission: Submission?) -> Bool {
        guard let start = round.deadlines.start(of: stage), start <= now else { return false }
        guard let submission else { return true }
        return reopenings.contains { $0.stage == stage && $0.granted >= submission.submitted }
    }
}

extension Workplace.Desk {
    fileprivate func reminders(of item: UnitCase, to people: [Addressee]) throws -> [SendReminders.Letter] {
        if people.isEmpty { return [] }
        var letters: [SendReminders.Letter] = []
        if let due = due(item.end(of: .selfAssessment)), item.isUnfinished(.selfAssessment, item.submissions.claim) {
            let counts = try ProgressStore.counts(in: item.round.id, unit: item.unit.id, db)[item.unit.id] ?? [:]
            let line = Progress.Line(item, item.sheet.demands, counts)
            let (claimed, all) = (line.cells.map(\.claimed).reduce(0, +), line.cells.map(\.claimable).reduce(0, +))
            letters += people.map { person in
                due.letter(
                    UnitLetter(item, person, services).claimDue(due.left, on: due.lastDay, claimed: claimed, of: all), to: person,
                    about: "\(item.subject)/claim")
            }
        }
        if let due = due(item.end(of: .explanation)), item.isUnfinished(.explanation, item.submissions.explanation) {
            let entries = try EntryStore.entries(of: item.unit.id, in: item.round.id, db)
            let open = entries.values.count { $0.isCut && $0[.explanation] == nil }
            if open == 0 { return letters }
            letters += people.map { person in
                due.letter(
                    UnitLetter(item, person, services).explanationDue(due.left, on: due.lastDay, open: open), to: person,
                    about: "\(item.subject)/explanation")
            }
        }
        return letters
    }

    /// The first appraisal, and the second one after explanations.
    fileprivate func reminders(of round: Round, to person: Addressee) throws -> [SendReminders.Letter] {
        try [Stage.appraisal, .secondAppraisal].compactMap { stage in
            guard let due = due(round.deadlines.end(of: stage)) else { return nil }
            let open = try ListAppraisals.queue(of: round, Workplace.Desk(self, as: person.actor)).lines.count { line in
                if line.isWaiting { return line.stage == stage }
                // After the deadline nothing waits any more; what has no verdict is late.
                return due.left.days < 0 && stage == .appraisal && line.entries.verdict == nil
            }
            if open == 0 { return nil }
            let words = services.words(person.language)
            let link: Link = "/assessments/rounds/\(round.code)/appraisal"
            let details = [
                "name": person.name, "round": words(round.title), "open": "\(open)", "days": "\(abs(due.left.days))",
                "date": words.numbers.date(due.lastDay), "address": (services.site.publicURL ?? "") + link.text,
            ]
            let key = due.left.days < 0 ? "appraisal_late" : "appraisal_due"
            let mail = Mail(
                to: person.email, subject: words("assessments.letter.\(key).subject", details),
                body: words("assessments.letter.\(key).text", details))
            return due.letter(mail, to: person, about: "\(round.subject)/\(stage.rawValue)")
        }
    }

    /// A deadline of which somebody is to be reminded now.
    private struct Due {
        var lastDay: CalendarDate
        var left: DaysLeft
        var mark: DaysLeft.Mark

        func letter(_ mail: Mail, to person: Addressee, about work: String) -> SendReminders.Letter {
            SendReminders.Letter(
                mail: mail, reference: "assessments.reminder/\(work)/\(lastDay)/\(mark.rawValue)/\(person.actor.person ?? "")")
        }
    }

    private func due(_ end: Timestamp?) -> Due? {
        guard let lastDay = end?.lastDay else { return nil }
        let left = DaysLeft(until: lastDay, at: now)
        return left.mark.map { Due(lastDay: lastDay, left: left, mark: $0) }
    }
}
