import Platform

/// The decisions about places of a text that may name a person: asked one by one, none is made beforehand (FB-5).
struct MaskForm {
    let form: Form

    func fields(_ proposals: [Masking.Proposal], _ words: Words) -> [Field] {
        let choices = [Choice("mask", words("feedback.mask.mask")), Choice("keep", words("feedback.mask.keep"))]
        return [Field("masks", "", .hidden("\(proposals.count)"))]
            + proposals.enumerated().map { index, proposal in
                let details = ["words": proposal.words, "before": proposal.before, "after": proposal.after]
                return Field(
                    "mask_\(index + 1)", words("feedback.mask.\(proposal.kind.rawValue)", ["words": proposal.words]),
                    .radios(choices, chosen: form.optional("mask_\(index + 1)")), hint: words("feedback.mask.context", details))
            }
    }

    /// For each place whether it is masked; nil where nothing was decided.
    var decisions: [Bool?] {
        (0..<(Int(form["masks"]).map { min(max($0, 0), 5000) } ?? 0)).map { number in
            switch form["mask_\(number + 1)"] {
            case "mask": true
            case "keep": false
            default: nil
            }
        }
    }
}
