import Kernel
import Platform
import Storage
import Units

/// Marks by their numbers the drawn people whose envelopes came back; the forms in them know nothing of it (SV-50).
package struct NoteReturns: Sendable {
    private static let most = 500

    private let bureau: SurveysBureau

    package init(_ bureau: SurveysBureau) { self.bureau = bureau }

    /// `numbers` as people write them, `1, 4, 7-9`; one that cannot be marked is told, and none is.
    ///
    /// Tells how many were.
    @discardableResult
    package func callAsFunction(_ numbers: String, group code: String, unit: String, campaign number: String, by actor: Actor) async throws
        -> Int
    {
        let log = FaultLog()
        let people = Self.read(numbers, log)
        try log.check()
        return try await bureau.write(by: actor) { desk in
            let campaign = try desk.campaign(number, for: .plan)
            guard campaign.state == .open else { throw SurveysError.closed(campaign.plan.closes) }
            let group = try desk.group(code, of: campaign)
            let unit = try desk.unit(unit)
            let log = FaultLog()
            for each in people {
                guard let person = try PersonStore.find(each, of: number, group.code, desk.db), person.isAsked,
                    try AskingStore.settle(person.id, unit.id, .answered, .paper, on: desk.today, desk.db)
                else {
                    log.add("surveys.paper.not_markable", at: Place(field: "numbers"), ["number": "\(each)"])
                    continue
                }
            }
            try log.check()
            try desk.record(
                "surveys.paper.returns_noted", campaign, after: ["group": .text(code), "count": .whole(Int64(people.count))])
            return people.count
        }
    }

    private static func read(_ text: String, _ log: FaultLog) -> [Int] {
        var found: Set<Int> = []
        for part in text.split(whereSeparator: { ",;\n\t ".contains($0) }) {
            let ends = part.replacing("–", with: "-").split(separator: "-").map { Int($0) }
            guard let first = ends.first ?? nil, let last = ends.last ?? nil, ends.count <= 2, 1 <= first, first <= last,
                last - first < most
            else {
                log.add("surveys.range_wrong", at: Place(field: "numbers"))
                return []
            }
            found.formUnion(first...last)
        }
        if found.isEmpty { log.missing("numbers") }
        if found.count > most { log.outside("numbers", 1, most) }
        return found.sorted()
    }
}
