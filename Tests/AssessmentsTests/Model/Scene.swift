import Assessments
import Criteria
import Kernel
import Platform
import Scoring
import Units

/// A leaf of a unit in a round as values only: no database, no clock but the day one names.
struct Scene {
    /// A day in each stage of the round, in order.
    static let days: [(stage: Stage, day: String)] = [
        (.preparation, "2026-02-28"), (.selfAssessment, "2026-03-15"), (.appraisal, "2026-04-15"), (.explanation, "2026-05-15"),
        (.secondAppraisal, "2026-06-15"), (.council, "2026-07-15"), (.decision, "2026-08-15"),
    ]

    static let sheet: ScoreSheet = {
        guard let file = try? FrameworkFile(RoundHouse.frameworkText, name: "thu-nghiem") else {
            preconditionFailure("the trial framework is sound")
        }
        return ScoreSheet(file.framework)
    }()

    static let ids = Dictionary(uniqueKeysWithValues: ["A", "B", "C", "NV"].map { ($0, ID<Units.Unit>(rawValue: "U-\($0)")) })
    static let people = RoundHouse.people(ids)

    static func moment(_ day: String) -> Timestamp {
        guard let date = CalendarDate(day) else { preconditionFailure("\(day) is a day") }
        return Timestamp(milliseconds: date.start.milliseconds + 12 * 3_600_000)
    }

    static func day(in stage: Stage) -> Timestamp { moment(days.first { $0.stage == stage }?.day ?? "") }

    static let somebody = Signature(person: "P-x", name: "x")

    static func reopening(_ criterion: String?, _ stage: Stage, granted: String, until: String, _ id: String = "R1") -> Reopening {
        Reopening(
            id: ID(rawValue: id), criterion: criterion, stage: stage, reason: "lý do", until: moment(until), granted: moment(granted),
            by: somebody)
    }

    static func submission(_ kind: Submission.Kind, on day: String) -> Submission {
        Submission(id: ID(rawValue: "S1"), kind: kind, number: 1, digest: "", by: somebody, submitted: moment(day))
    }

    static func entry(
        _ kind: Entry.Kind, _ points: String? = "1", claimVersion: Int = 1, version: Int = 1, isApplicable: Bool = true
    ) -> Entry {
        Entry(
            kind: kind, stated: points.map { Stated(stored: "{\"points\":\"\($0)\"}") },
            points: points.flatMap { Number($0) }.flatMap { Points($0) },
            isApplicable: isApplicable, claimVersion: claimVersion, by: somebody, saved: moment("2026-03-10"), version: version)
    }

    /// Claimed with 3, appraised with 2, explained: what every later act needs.
    static let disputed = LeafEntries([entry(.claim, "3"), entry(.appraisal, "2"), entry(.explanation, nil)])

    static func round(_ status: Round.Status = .open) throws -> Round {
        Round(
            id: ID(rawValue: "R"), code: "r26", title: Bilingual(vi: "", en: ""), period: .year(2026), kind: .real, status: status,
            deadlines: try Deadlines(days: RoundHouse.days), created: moment("2026-02-01"))
    }

    static func unit(
        _ code: String = "B", by person: String, at now: Timestamp, status: Round.Status = .open, reopenings: [Reopening] = [],
        submissions: UnitCase.Submissions = UnitCase.Submissions()
    ) throws -> UnitCase {
        guard let id = ids[code], let actor = people[person] else { preconditionFailure("\(code) and \(person) are of the scene") }
        let assignments = ["1", "2", "bonus", "penalty"].flatMap { field in
            [("appraiser-1", nil), ("appraiser-2", nil), ("appraiser-3", "NV")].filter { $0.0 == person }.map { _, unit -> Assignment in
                Assignment(
                    block: "departments", field: field, unit: unit.flatMap { ids[$0] },
                    appraiser: Appraiser(person: "P-\(person)", name: person, home: nil))
            }
        }
        return UnitCase(
            round: try round(status), unit: RoundUnit(id: id, code: code, name: Bilingual(vi: "", en: ""), block: "departments"),
            sheet: sheet, now: now, reopenings: reopenings, submissions: submissions, rights: Rights(actor, assignments))
    }

    static func leaf(
        _ unit: String = "B", _ criterion: String = "1.2", by person: String, at now: Timestamp, entries: LeafEntries = LeafEntries(),
        status: Round.Status = .open, reopenings: [Reopening] = [], submissions: UnitCase.Submissions = UnitCase.Submissions()
    ) throws -> LeafCase {
        guard let leaf = sheet.leaf(criterion) else { preconditionFailure("\(criterion) is a leaf") }
        return LeafCase(
            of: try Self.unit(unit, by: person, at: now, status: status, reopenings: reopenings, submissions: submissions), leaf: leaf,
            entries: entries)
    }
}

extension LeafCase {
    /// The code of the refusal; nil when the person may.
    func refusal(_ act: LeafAct) -> String? {
        do throws(AssessmentsError) {
            try check(act)
            return nil
        } catch {
            return error.code
        }
    }
}

extension UnitCase {
    func refusal(_ act: UnitAct) -> String? {
        do throws(AssessmentsError) {
            try check(act)
            return nil
        } catch {
            return error.code
        }
    }
}
