import Kernel
import Statistics
import Units

/// What came out of a test, unit by unit and person by person; sums and ranks are exact (SV-71, SV-73).
package struct ExamResults: Sendable {
    /// A unit's people together.
    package struct UnitLine: Sendable {
        package let unit: Units.Unit
        package let tally: ExamTally
        /// By the mean, those alike sharing a place; nil where nobody sat.
        package let rank: Int?
    }

    package struct PersonLine: Sendable {
        package let sitter: Sitter
        package let name: String
        package let unit: Units.Unit
        /// Nil: the person never began.
        package let attempt: Attempt?
        /// Among all who sat, those alike sharing a place.
        package let rank: Int?
    }

    package let exam: Exam
    package let all: ExamTally
    /// By rank, then by name; those where nobody sat last.
    package let units: [UnitLine]
    /// By rank, then as they were called.
    package let people: [PersonLine]

    init(_ exam: Exam, _ sitters: [Sitter], _ attempts: [Attempt], _ names: [String: String], _ units: [ID<Units.Unit>: Units.Unit]) {
        let byLogin = Dictionary(uniqueKeysWithValues: attempts.map { ($0.login, $0) })
        var tallies: [ID<Units.Unit>: ExamTally] = [:]
        var all = ExamTally()
        for sitter in sitters {
            let attempt = byLogin[sitter.login]
            tallies[ID(rawValue: sitter.unit), default: ExamTally()].add(attempt)
            all.add(attempt)
        }
        let unitRanks = Self.ranks(tallies.compactMapValues(\.mean))
        let scores = byLogin.compactMapValues { $0.outcome?.score }
        let ranks = Self.ranks(scores)
        self.exam = exam
        self.all = all
        self.units = tallies.compactMap { id, tally in units[id].map { UnitLine(unit: $0, tally: tally, rank: unitRanks[id]) } }
            .sorted { one, other in
                let (first, second) = (one.rank ?? .max, other.rank ?? .max)
                return first == second
                    ? VietnameseOrder.key(one.unit.name.vi) < VietnameseOrder.key(other.unit.name.vi) : first < second
            }
        people = sitters.compactMap { sitter in
            units[ID(rawValue: sitter.unit)].map {
                PersonLine(
                    sitter: sitter, name: names[sitter.login] ?? sitter.login, unit: $0, attempt: byLogin[sitter.login],
                    rank: ranks[sitter.login])
            }
        }.sorted { ($0.rank ?? .max, $0.sitter.number) < ($1.rank ?? .max, $1.sitter.number) }
    }

    /// The greatest has place 1; equal values share a place, and the next one counts all before it.
    private static func ranks<Key: Hashable, Value: Comparable>(_ values: [Key: Value]) -> [Key: Int] {
        var ranks: [Key: Int] = [:]
        let sorted = values.sorted { $0.value > $1.value }
        for (index, entry) in sorted.enumerated() {
            let isTied = index > 0 && sorted[index - 1].value == entry.value
            ranks[entry.key] = isTied ? ranks[sorted[index - 1].key] : index + 1
        }
        return ranks
    }

    /// What nobody may be told who may not know people by name: units of which so few sat that a figure would tell of a person, those by
    /// which they could be computed, and whether the sum of all is one of them (SV-54, SV-71).
    func hidden() throws -> (units: Set<ID<Units.Unit>>, isAll: Bool) {
        guard !units.isEmpty else { return ([], false) }
        let hidden = try SmallCells(units.map { [$0.tally.sat] }).isHidden
        return (Set(zip(units, hidden).filter { $0.1[0] }.map(\.0.unit.id)), hidden[units.count][0])
    }
}

/// How many were called, sat and passed, and their points.
package struct ExamTally: Hashable, Sendable {
    package var invited = 0
    package var started = 0
    /// Whose paper was ended.
    package var sat = 0
    package var passed = 0
    package var sum = Points.zero

    mutating func add(_ attempt: Attempt?) {
        invited += 1
        if attempt != nil { started += 1 }
        guard let outcome = attempt?.outcome else { return }
        sat += 1
        if outcome.isPassed { passed += 1 }
        sum += outcome.score
    }

    /// Points per person, exactly; nil where nobody sat.
    package var mean: Ratio? { sat > 0 ? Ratio(sum.micro, Int64(sat) * 1_000_000) : nil }
    package var passRate: Ratio? { sat > 0 ? Ratio(Int64(passed), Int64(sat)) : nil }

    /// From where to where the pass rate of people like these may lie (Wilson); nil where all who were called sat: that is their rate
    /// (SV-39, SV-73).
    package func interval() throws -> (lower: Number, upper: Number)? {
        guard sat > 0, sat < invited else { return nil }
        let interval = try CountShare(passed, of: sat).wilson()
        guard let lower = Number(interval.lower, digits: 10), let upper = Number(interval.upper, digits: 10) else { return nil }
        return (lower, upper)
    }
}
