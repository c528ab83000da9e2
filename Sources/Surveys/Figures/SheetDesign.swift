import Kernel
import Statistics

/// The draw behind the rows of a sheet: what each respondent stands for, and of how many units how many were drawn (SV-14, SV-30).
///
/// Whoever was drawn in a cell and did not answer is stood for by those of the cell who did; where nobody of a cell did, by the others
/// of its stratum. Who was found not to belong to the population is no refusal and hands nothing on.
package struct SheetDesign: Sendable {
    package let drawn: DrawnRows
    /// Everybody was asked: there is no error to tell (SV-39).
    package let isCensus: Bool
    /// Names of the strata by their codes, for errors.
    package let strata: [String]
    /// Names of first-stage units by their codes; empty: people are.
    package let clusters: [String]

    /// `cells` by number; `cellOfRow` is the cell of each row; `ineligible` by cell how many were found not to belong.
    package init(_ cells: [Int: WeightCell], cellOfRow: [Int], ineligible: [Int: Int]) {
        var answered: [Int: Int] = [:]
        for cell in cellOfRow { answered[cell, default: 0] += 1 }
        let weights = Self.weights(cells, answered, ineligible)
        let isCensus = cells.values.allSatisfy(\.isCensus)
        var (strata, clusters, units) = (Names(), Names(), Names())
        var drawn = DrawnRows()
        var rowsOfStratum: [String: Int] = [:]
        for cell in cellOfRow { rowsOfStratum[cells[cell]?.stratum ?? "", default: 0] += 1 }
        for (row, number) in cellOfRow.enumerated() {
            guard let cell = cells[number] else { continue }
            drawn.weights.append(weights[number] ?? .zero)
            drawn.strata.append(strata[cell.stratum])
            if cell.commune.isEmpty {
                drawn.clusters.append(row)
                // Of a census whoever did not answer is missing, not left out by chance.
                drawn.clustersThere.append(isCensus ? rowsOfStratum[cell.stratum] ?? 0 : cell.communes.there)
            } else {
                drawn.clusters.append(clusters[cell.commune])
                drawn.clustersThere.append(cell.communes.there)
                drawn.units.append(units[cell.village])
                drawn.unitsThere.append(cell.villages.there)
                // Of a village where one alone answered nothing tells how others differ.
                let heard = answered[number] ?? 0
                drawn.peopleThere.append(isCensus || heard == 1 ? heard : cell.people.there)
            }
        }
        self.drawn = drawn
        self.isCensus = isCensus
        self.strata = strata.names
        self.clusters = clusters.names
    }

    /// Each cell's weight, raised for those who did not answer, to fifteen digits: as many as every program keeps.
    private static func weights(_ cells: [Int: WeightCell], _ answered: [Int: Int], _ ineligible: [Int: Int]) -> [Int: Number] {
        var (all, heard): ([String: Ratio], [String: Ratio]) = ([:], [:])
        for cell in cells.values {
            guard let people = try? cell.weight.ratio * Ratio(cell.people.drawn, 1) else { continue }
            func add(_ sums: inout [String: Ratio]) {
                let sum = sums[cell.stratum] ?? .zero
                sums[cell.stratum] = (try? sum + people) ?? sum
            }
            add(&all)
            if answered[cell.number] != nil || ineligible[cell.number] != nil { add(&heard) }
        }
        return Dictionary(
            uniqueKeysWithValues: answered.compactMap { number, count in
                guard let cell = cells[number] else { return nil }
                let reached = count + (ineligible[number] ?? 0)
                let raised = try? cell.weight.ratio * Ratio(max(cell.people.drawn, reached), reached)
                let (whole, part) = (all[cell.stratum] ?? .one, heard[cell.stratum] ?? .one)
                let factor = part > .zero ? (try? whole / part)?.number(scale: 12, .halfEven) ?? 1 : 1
                let weight = raised?.number(scale: 12, .halfEven).flatMap { try? $0.ratio * factor.ratio }
                return (number, weight.flatMap(short) ?? cell.weight)
            })
    }

    private static func short(_ weight: Ratio) -> Number? {
        guard let whole = weight.rounded(scale: 0, .halfEven) else { return nil }
        return weight.number(scale: max(0, 14 - String(whole.magnitude).count), .halfEven)
    }

    /// Names numbered from 0 in order of appearance.
    private struct Names {
        private(set) var names: [String] = []
        private var known: [String: Int] = [:]

        subscript(name: String) -> Int {
            mutating get {
                if let code = known[name] { return code }
                known[name] = names.count
                names.append(name)
                return names.count - 1
            }
        }
    }
}
