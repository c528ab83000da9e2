import Kernel
import Platform
import Scoring
import Units

/// What is done to one leaf.
package enum LeafAct: Sendable, Hashable, CaseIterable {
    case claim, appraise, explain, appraiseAgain, vote, conclude

    /// The stage in which it is done.
    package var stage: Stage {
        switch self {
        case .claim: .selfAssessment
        case .appraise: .appraisal
        case .explain: .explanation
        case .appraiseAgain: .secondAppraisal
        case .vote, .conclude: .council
        }
    }
}

/// What is done to a unit as a whole.
package enum UnitAct: Sendable, Hashable, CaseIterable {
    case submitClaim, withdrawClaim, submitExplanation
}

/// What is done to a round as a whole.
package enum RoundAct: Sendable, Hashable, CaseIterable {
    case administer, decide
}

/// Who may do what to which leaf at which stage; every refusal says why (US-30).
///
/// Asked in the transaction that makes the change, with the clock read there, so that a deadline that passes in between closes
/// the door.
package struct Rights: Sendable, Hashable {
    package let actor: Actor
    /// What the person was assigned to in this round, as far as the role of an appraiser reaches at this moment (US-30).
    package let assignments: [Assignment]

    package init(_ actor: Actor, _ assignments: [Assignment] = []) {
        self.actor = actor
        self.assignments = assignments.reduce(into: []) { held, assignment in
            for grant in actor.grants where grant.role == .appraiser {
                if let part = assignment.limited(by: grant), !held.contains(part) { held.append(part) }
            }
        }
    }

    package func check(_ act: RoundAct) throws(AssessmentsError) {
        switch act {
        case .administer: if actor.kind != .operating, !actor.has(.administrator) { throw .notYourRight(.administer) }
        case .decide: if !actor.has(.chair) { throw .notYourRight(.decide) }
        }
    }

    package func check(_ act: UnitAct, _ item: UnitCase) throws(AssessmentsError) {
        guard actor.has(.unitHead, for: item.unit.id) else { throw .notYourRight(.submit) }
        switch act {
        case .submitClaim:
            try expect(.selfAssessment, item)
            if item.isSettled(item.submissions.claim, in: .selfAssessment) { throw submitted(item.submissions.claim) }
        case .withdrawClaim:
            try expect(.selfAssessment, item)
            if item.submissions.claim == nil { throw .notSubmitted }
        case .submitExplanation:
            try expect(.explanation, item)
            if item.isSettled(item.submissions.explanation, in: .explanation) { throw submitted(item.submissions.explanation) }
        }
    }

    package func check(_ act: LeafAct, _ item: LeafCase) throws(AssessmentsError) {
        try checkPerson(act, item)
        try checkChannel(act, item)
        try expect(act.stage, item)
        let submissions = item.of.submissions
        switch act {
        case .claim: if item.of.isClosed(item.leaf.code, by: submissions.claim) { throw submitted(submissions.claim) }
        case .appraise: return
        case .explain:
            if item.of.isClosed(item.leaf.code, by: submissions.explanation) { throw submitted(submissions.explanation) }
            if !item.entries.isCut { throw .nothingLost(item.leaf.code) }
        case .appraiseAgain: if item.entries[.explanation] == nil { throw .notExplained(item.leaf.code) }
        case .vote:
            if !item.entries.isDisputed { throw .notDisputed(item.leaf.code) }
            if item.entries[.council] != nil { throw .concluded(item.leaf.code) }
        case .conclude: if !item.entries.isDisputed { throw .notDisputed(item.leaf.code) }
        }
    }

    /// The right itself, whatever the clock says; conflicts of interest come first, for no grant lifts them (PI-76, US-32).
    private func checkPerson(_ act: LeafAct, _ item: LeafCase) throws(AssessmentsError) {
        let unit = item.of.unit
        switch act {
        case .claim, .explain:
            guard holds(.unitOfficer, item) || holds(.unitHead, item) else {
                throw worksFor(unit) ? .notYourField(field: item.leaf.field) : .notYourUnit(unit: unit.code)
            }
        case .appraise, .appraiseAgain:
            if actor.unit == unit.id.rawValue { throw .ownUnit(unit: unit.code) }
            guard actor.has(.appraiser) else { throw .notYourRight(.appraise) }
            guard isAssigned(item) else { throw .notYourField(field: item.leaf.field) }
        case .vote:
            if actor.unit == unit.id.rawValue { throw .ownUnit(unit: unit.code) }
            guard actor.has(.councilMember) else { throw .notYourRight(.vote) }
        case .conclude: guard actor.has(.councilSecretary) else { throw .notYourRight(.conclude) }
        }
    }

    private func checkChannel(_ act: LeafAct, _ item: LeafCase) throws(AssessmentsError) {
        switch item.leaf.channel {
        case .claimed: return
        case .external: if act == .claim || act == .explain { throw .externalLeaf(item.leaf.code) }
        case .survey: throw .surveyLeaf(item.leaf.code)
        case .fixed: throw .fixedLeaf(item.leaf.code)
        }
    }

    /// Whether a person of the unit has a role for it and for the leaf's field.
    private func holds(_ role: Role, _ item: LeafCase) -> Bool {
        actor.grants.contains {
            $0.role == role && ($0.unit == nil || $0.unit == item.of.unit.id.rawValue) && ($0.field == nil || $0.field == item.leaf.field)
        }
    }

    /// Whether the person was assigned to the leaf's field in this unit.
    package func isAssigned(_ item: LeafCase) -> Bool { assignments.contains { $0.covers(item.leaf, of: item.of.unit) } }

    /// Whether the person scores or approves for the unit.
    package func worksFor(_ unit: RoundUnit) -> Bool { actor.has(.unitOfficer, for: unit.id) || actor.has(.unitHead, for: unit.id) }

    private func submitted(_ submission: Submission?) -> AssessmentsError { .submitted(on: submission?.submitted.vietnamDate) }
}

extension Rights {
    /// Throws why a leaf is not in a stage just now.
    private func expect(_ stage: Stage, _ item: LeafCase) throws(AssessmentsError) {
        let unit = item.of
        if item.stage == stage { return }
        try checkStatus(unit.round)
        if let reopening = unit.reopening(of: item.leaf.code) { throw .reopenedFor(reopening.stage, until: reopening.until.lastDay) }
        throw refusal(stage, unit)
    }

    private func expect(_ stage: Stage, _ unit: UnitCase) throws(AssessmentsError) {
        if unit.isOpen(for: stage) { return }
        try checkStatus(unit.round)
        throw refusal(stage, unit)
    }

    private func checkStatus(_ round: Round) throws(AssessmentsError) {
        switch round.status {
        case .preparing: throw .notOpen(round: round.code)
        case .open: return
        case .decided: throw .alreadyDecided(round: round.code)
        }
    }

    private func refusal(_ stage: Stage, _ unit: UnitCase) -> AssessmentsError {
        let deadlines = unit.round.deadlines
        if unit.stage < stage { return .tooEarly(stage, from: deadlines.start(of: stage)?.vietnamDate) }
        return .tooLate(stage, until: deadlines.end(of: stage)?.lastDay)
    }
}
