import Kernel
import Scoring

/// Everything that keeps a round from opening, told at once (PI-14, PI-51, PI-76).
///
/// That a framework's examples pass, its points add up and its bands have no gap was checked when it was published; here is
/// what depends on the round: units, people and dates.
package struct OpeningCheck {
    let round: Round
    let blocks: [(block: RoundBlock, sheet: ScoreSheet)]
    let units: [RoundUnit]
    let assignments: [Assignment]
    let now: Timestamp

    package func faults() -> [Fault] {
        var faults: [Fault] = []
        func add(_ code: String, _ place: String, field: String? = nil, _ details: [String: String] = [:]) {
            faults.append(Fault("assessments.opening.\(code)", at: Place(file: place, field: field), details))
        }
        if round.status != .preparing { add("not_preparing", round.code) }
        if blocks.isEmpty { add("no_block", round.code) }
        if round.deadlines.selfAssessment <= now {
            add("deadline_passed", round.code, field: "self_assessment", ["date": round.deadlines.selfAssessment.lastDay?.vietnamese ?? ""])
        }
        for (block, sheet) in blocks {
            let members = units.filter { $0.block == block.code }
            if members.isEmpty { add("no_unit", block.code) }
            for (field, leaf) in Self.appraisedFields(of: sheet) {
                let open = members.filter { unit in !assignments.contains { $0.covers(leaf, of: unit) && $0.appraiser.home != unit.id } }
                if open.count == members.count, !members.isEmpty {
                    add("no_appraiser", block.code, field: field, ["block": block.code, "field": field])
                } else {
                    for unit in open { add("only_own_appraiser", unit.code, field: field, ["unit": unit.code, "field": field]) }
                }
            }
        }
        return faults
    }

    /// The fields in which something waits for a judgement, each with one of its leaves.
    private static func appraisedFields(of sheet: ScoreSheet) -> [(field: String, leaf: Leaf)] {
        var fields: [(field: String, leaf: Leaf)] = []
        for leaf in sheet.leaves where leaf.channel == .claimed || leaf.channel == .external {
            if fields.last?.field != leaf.field { fields.append((leaf.field, leaf)) }
        }
        return fields
    }
}
