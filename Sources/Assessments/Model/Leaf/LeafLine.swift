import Kernel
import Platform
import Scoring

/// One leaf as a screen shows it to one person: what is asked, what was stated as far as the person may read it, and what the
/// person may do now.
package struct LeafLine: Sendable {
    package let unit: RoundUnit
    package let leaf: Leaf
    /// The leaf's words, rule, law and the evidence that it demands.
    package let criterion: Criterion
    package let inputs: [Input]
    /// Titles of the nodes above it, the field first.
    package let path: [Bilingual]
    package let stage: Stage
    package let reopening: Reopening?
    /// The entries that the person may read.
    package let entries: LeafEntries
    package let citations: [Citation]
    /// What indicators say of it, with their source.
    package let proposal: Proposal?
    package let lastVerdict: LastVerdict?
    /// Why the claim, or the verdict where there is one to be read, has its points.
    package let because: Because?
    /// Why the person may not do what is not allowed now.
    package let refusals: [LeafAct: AssessmentsError]

    package struct Proposal: Sendable {
        package var stated: Stated
        package var value: IndicatorValue
    }

    /// What was decided of the same leaf and unit for the period before (US-4).
    package struct LastVerdict: Sendable, Hashable {
        package var period: Period
        package var entry: Entry
        /// False when the framework was another one with which results are not compared (PI-57).
        package var isComparable: Bool
    }

    package func may(_ act: LeafAct) -> Bool { refusals[act] == nil }

    init(
        _ item: LeafCase, _ sight: Sight, citations: [Citation], values: [String: IndicatorValue] = [:], lastVerdict: LastVerdict? = nil
    ) {
        let sheet = item.of.sheet
        let row = sheet.rows[item.leaf.row]
        unit = item.of.unit
        leaf = item.leaf
        criterion = row.criterion
        inputs = row.inputs
        path = sheet.path(to: item.leaf)
        stage = item.stage
        reopening = item.of.reopening(of: item.leaf.code)
        let seen = sight.seen(item)
        entries = seen
        self.citations = citations.filter { sight.admits(Entry.Kind($0.kind), at: item.of.stage) }
        proposal = sheet.proposal(for: item.leaf, from: values).flatMap { stated in
            row.criterion.indicator.flatMap { values[$0] }.map { Proposal(stated: stated, value: $0) }
        }
        self.lastVerdict = lastVerdict
        because = (seen.verdict ?? seen.claim)?.stated.flatMap { stated in
            (try? sheet.score(item.leaf, inputs: stated.values, numbers: .canonical))?.because
        }
        var refusals: [LeafAct: AssessmentsError] = [:]
        for act in LeafAct.allCases {
            do throws(AssessmentsError) { try item.check(act) } catch { refusals[act] = error }
        }
        self.refusals = refusals
    }
}

extension ScoreSheet {
    fileprivate func path(to leaf: Leaf) -> [Bilingual] {
        var titles: [Bilingual] = []
        var parent = rows[leaf.row].parent
        while let index = parent {
            titles.insert(rows[index].criterion.title, at: 0)
            parent = rows[index].parent
        }
        return titles
    }
}
