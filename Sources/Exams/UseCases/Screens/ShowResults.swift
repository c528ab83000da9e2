import Kernel
import Office
import Platform
import Storage
import Units

/// What came out of a test, as far as the reader may know it (SV-71).
package struct ShowResults: Sendable {
    package struct Screen: Sendable {
        package let results: ExamResults
        package let now: Timestamp
        /// Whether the reader runs the test.
        package let isOrganiser: Bool
        /// Units whose figures the reader sees; too few people are told apart by nobody but who may know them by name.
        package let units: [ExamResults.UnitLine]
        package let hidden: Set<ID<Units.Unit>>
        /// People whose results the reader sees by name.
        package let people: [ExamResults.PersonLine]
        /// By login.
        package let certificates: [String: Certificate]
        /// Whether the sums of all units are shown.
        package let isWhole: Bool

        package var exam: Exam { results.exam }
    }

    private let bureau: ExamsBureau

    package init(_ bureau: ExamsBureau) { self.bureau = bureau }

    /// The organiser also sees how a test goes on that is not over.
    package func callAsFunction(_ number: String, by actor: Actor) async throws -> Screen {
        try await bureau.read(by: actor) { desk in
            guard ExamsDuty.read.isHeld(by: actor) else { throw ExamsError.notYourResults }
            let exam = try desk.exam(number)
            let knowsAll = ExamsDuty.readPeople.isHeld(by: actor)
            if exam.released == nil, !ExamsDuty.organise.isHeld(by: actor) { throw ExamsError.notReleased(number) }
            let results = try desk.results(of: exam)
            let own = knowsAll ? nil : ExamsDuty.units(of: actor)
            let people = results.people.filter { person in
                knowsAll || (exam.plan.showsPeople && actor.units(of: .unitHead).contains(person.unit.id.rawValue))
            }
            let hidden: (units: Set<ID<Units.Unit>>, isAll: Bool) = knowsAll ? ([], false) : try results.hidden()
            return Screen(
                results: results, now: desk.now, isOrganiser: ExamsDuty.organise.isHeld(by: actor),
                units: results.units.filter { own?.contains($0.unit.id.rawValue) ?? true },
                hidden: hidden.units.subtracting(people.map(\.unit.id)), people: people,
                certificates: people.isEmpty ? [:] : try CertificateStore.certificates(of: number, desk.db),
                isWhole: own == nil && !hidden.isAll)
        }
    }

    /// The tests that there are, for whoever may read results.
    package func all(by actor: Actor) async throws -> [Exam] {
        try await bureau.read(by: actor) { desk in
            guard ExamsDuty.read.isHeld(by: actor) else { return [] }
            let all = try ExamStore.all(desk.db)
            return ExamsDuty.organise.isHeld(by: actor) ? all : all.filter { $0.released != nil }
        }
    }
}

extension ShowResults.Screen {
    /// Units as a file; what is hidden on the page is blank in it.
    var unitSheet: ResultSheet {
        ResultSheet(
            name: "units", header: ["rank", "unit", "name", "invited", "sat", "passed", "pass_rate", "mean_points", "maximum"],
            rows: units.map { line in
                let isHidden = hidden.contains(line.unit.id)
                let tally = line.tally
                func number(_ number: Number?) -> OutputCell { isHidden ? .blank : number.map { .number($0) } ?? .blank }
                return [
                    number(line.rank.map { Number($0) }), .text(line.unit.code), .text(line.unit.name.vi), .number(Number(tally.invited)),
                    number(Number(tally.sat)), number(Number(tally.passed)), number(tally.passRate?.number(scale: 6)),
                    number(tally.mean?.number(scale: 6)), .number(exam.plan.maximum.number),
                ]
            })
    }

    /// People as a file.
    var peopleSheet: ResultSheet {
        ResultSheet(
            name: "people",
            header: [
                "rank", "number", "login", "name", "unit", "started", "ended", "ending", "answered", "points", "maximum", "passed",
                "certificate",
            ],
            rows: people.map { line in
                let outcome = line.attempt?.outcome
                func text(_ text: String?) -> OutputCell { text.map { .text($0) } ?? .blank }
                return [
                    line.rank.map { .number(Number($0)) } ?? .blank, .number(Number(line.sitter.number)), .text(line.sitter.login),
                    .text(line.name), .text(line.unit.code), text(line.attempt?.started.description), text(outcome?.ended.description),
                    text(outcome?.ending.rawValue), line.attempt.map { .number(Number($0.answered)) } ?? .blank,
                    outcome.map { .number($0.score.number) } ?? .blank, .number(exam.plan.maximum.number),
                    outcome.map { .number($0.isPassed ? 1 : 0) } ?? .blank, text(certificates[line.sitter.login]?.number),
                ]
            })
    }
}
