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
            defer { own.unit &+= 1 }
            guard leaf.branches[offset] == ScoreTable.open else { continue }
            do throws(RuleFault) {
                let outcome = try score(own, leaf.terms)
                guard !outcome.isNotApplicable else {
                    exceptions.append((offset, .success(outcome)))
                    continue
                }
                leaf.points[offset] = outcome.points.rounded(to: leaf.terms.grain).micro
                leaf.branches[offset] = outcome.branch
            } catch {
                exceptions.append((offset, .failure(error)))
            }
        }
        return exceptions
    }
}

extension Points {
    /// Rules round what they compute; points that were stated may be finer than the framework's decimals.
    @inline(__always)
    func rounded(to grain: Int64) -> Points {
        if grain == 1 || micro % grain == 0 { return self }
        let half = micro < 0 ? -(grain / 2) : grain / 2
        return Points(micro: (micro + half) / grain * grain)
    }
}
