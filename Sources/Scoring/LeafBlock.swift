import Kernel

/// One leaf of a block of units while its rule is asked.
package struct LeafBlock {
    /// The place in the block and what the rule said of it, where that is more than points.
    package typealias Exception = (offset: Int, said: Result<Outcome, RuleFault>)

    /// Of the first unit.
    let figures: Figures
    let terms: LeafTerms
    let points: UnsafeMutablePointer<Int64>
    let branches: UnsafeMutablePointer<UInt8>
    let count: Int
}

extension ScoringRule {
    package func scoreEach(_ leaf: LeafBlock) -> [LeafBlock.Exception] {
        var exceptions: [LeafBlock.Exception] = []
        var own = leaf.figures
        for offset in 0..<leaf.count {
            defer { own.advance() }
            guard leaf.branches[offset] == ScoreTable.open else { continue }
            do throws(RuleFault) {
                let outcome = try score(own, leaf.terms)
                guard !outcome.isNotApplicable else {
                    exceptions.append((offset, .success(outcome)))
                    continue
                }
                leaf.points[offset] = outcome.micro(to: leaf.terms.grain)
                leaf.branches[offset] = outcome.branch
            } catch {
                exceptions.append((offset, .failure(error)))
            }
        }
        return exceptions
    }
}
