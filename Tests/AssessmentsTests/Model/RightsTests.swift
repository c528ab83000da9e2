import Assessments
import Kernel
import Platform
import Testing

@Suite struct `Rights to a leaf` {
    /// Somebody who has the right to each act on a leaf of B.
    private static let rightful: [LeafAct: String] = [
        .claim: "officer-b", .appraise: "appraiser-1", .explain: "officer-b", .appraiseAgain: "appraiser-1", .vote: "member-1",
        .conclude: "secretary",
    ]

    @Test(arguments: LeafAct.allCases) func `last exactly as long as their stage`(act: LeafAct) throws {
        for (stage, day) in Scene.days {
            let item = try Scene.leaf(by: Self.rightful[act] ?? "", at: Scene.moment(day), entries: Scene.disputed)
            let expected: String? =
                stage == act.stage ? nil : "assessments.too_\(stage < act.stage ? "early" : "late").\(act.stage.rawValue)"
            #expect(item.refusal(act) == expected, "\(act) at \(stage)")
        }
    }

    @Test(arguments: LeafAct.allCases) func `are nobody's before the round is open and after it is decided`(act: LeafAct) throws {
        let now = Scene.day(in: act.stage)
        let person = Self.rightful[act] ?? ""
        #expect(try Scene.leaf(by: person, at: now, entries: Scene.disputed, status: .preparing).refusal(act) == "assessments.not_open")
        #expect(
            try Scene.leaf(by: person, at: now, entries: Scene.disputed, status: .decided).refusal(act) == "assessments.already_decided")
    }

    /// Who may do what to a leaf of B in its stage; everybody else is refused by the code that their case deserves.
    private static let holders: [LeafAct: Set<String>] = [
        .claim: ["officer-b", "head-b"], .appraise: ["appraiser-1", "appraiser-2"], .explain: ["officer-b", "head-b"],
        .appraiseAgain: ["appraiser-1", "appraiser-2"], .vote: ["member-1", "member-2"], .conclude: ["secretary"],
    ]

    @Test(arguments: LeafAct.allCases) func `belong to those who were given them, and to nobody else`(act: LeafAct) throws {
        for person in Scene.people.keys {
            let refusal = try Scene.leaf(by: person, at: Scene.day(in: act.stage), entries: Scene.disputed).refusal(act)
            if Self.holders[act]?.contains(person) == true {
                #expect(refusal == nil, "\(person) \(act)")
            } else {
                let known = ["not_your_right.\(Self.duty(act))", "not_your_unit", "not_your_field", "own_unit"].map { "assessments.\($0)" }
                #expect(known.contains(refusal ?? ""), "\(person) \(act): \(refusal ?? "may")")
            }
        }
    }

    private static func duty(_ act: LeafAct) -> String {
        switch act {
        case .claim, .explain: "claim"
        case .appraise, .appraiseAgain: "appraise"
        case .vote: "vote"
        case .conclude: "conclude"
        }
    }

    @Test func `nobody judges the own unit, whatever they were given (PI-76, US-32)`() throws {
        for (unit, person, act) in [
            ("NV", "appraiser-1", LeafAct.appraise), ("A", "appraiser-2", .appraise), ("A", "appraiser-2", .appraiseAgain),
            ("A", "member-2", .vote),
        ] {
            let item = try Scene.leaf(unit, by: person, at: Scene.day(in: act.stage), entries: Scene.disputed)
            #expect(item.refusal(act) == "assessments.own_unit", "\(person) in \(unit)")
        }
        #expect(
            try Scene.leaf("NV", by: "appraiser-3", at: Scene.day(in: .appraisal)).refusal(.appraise) == nil, "a substitute for one unit")
        #expect(try Scene.leaf("A", by: "appraiser-3", at: Scene.day(in: .appraisal)).refusal(.appraise) == "assessments.not_your_field")
    }

    @Test(
        arguments: [
            ("1.3", LeafAct.claim, "assessments.external_leaf"), ("1.3", .explain, "assessments.external_leaf"), ("1.3", .appraise, nil),
            ("3.1", .claim, "assessments.survey_leaf"), ("3.1", .explain, "assessments.survey_leaf"),
            ("3.1", .vote, "assessments.survey_leaf"),
            ("CK", .claim, nil), ("CK", .appraise, nil), ("PT", .appraise, nil),
        ] as [(String, LeafAct, String?)]) func `depend on where a leaf gets its points (PI-35, PI-46)`(
            criterion: String, act: LeafAct, expected: String?
        ) throws
    {
        let person = Self.rightful[act] ?? ""
        let item = try Scene.leaf("B", criterion, by: person, at: Scene.day(in: act.stage), entries: Scene.disputed)
        #expect(item.refusal(act) == expected)
    }

    @Test(
        arguments: [
            (LeafAct.explain, [Entry.Kind.claim: "2", .appraisal: "2"], "assessments.nothing_lost"),
            (.explain, [.claim: "2", .appraisal: "2.5"], "assessments.nothing_lost"), (.explain, [.claim: "2"], "assessments.nothing_lost"),
            (.explain, [.claim: "2", .appraisal: "1.999999"], nil),
            (.appraiseAgain, [.claim: "2", .appraisal: "1"], "assessments.not_explained"),
            (.vote, [.claim: "2", .appraisal: "1"], "assessments.not_disputed"),
            (.conclude, [.claim: "2", .appraisal: "1"], "assessments.not_disputed"),
        ] as [(LeafAct, [Entry.Kind: String], String?)]) func `need something to be spoken about`(
            act: LeafAct, points: [Entry.Kind: String], expected: String?
        ) throws
    {
        let entries = LeafEntries(points.map { Scene.entry($0.key, $0.value) })
        let item = try Scene.leaf(by: Self.rightful[act] ?? "", at: Scene.day(in: act.stage), entries: entries)
        #expect(item.refusal(act) == expected)
    }

    @Test func `a dispute ends when the second appraisal gives what was claimed; votes end with the council's conclusion`() throws {
        var entries = Scene.disputed
        entries[.secondAppraisal] = Scene.entry(.secondAppraisal, "3")
        let now = Scene.day(in: .council)
        #expect(try Scene.leaf(by: "member-1", at: now, entries: entries).refusal(.vote) == "assessments.not_disputed")
        entries[.secondAppraisal] = Scene.entry(.secondAppraisal, "2.5")
        #expect(try Scene.leaf(by: "member-1", at: now, entries: entries).refusal(.vote) == nil)
        entries[.council] = Scene.entry(.council, "3")
        #expect(try Scene.leaf(by: "member-1", at: now, entries: entries).refusal(.vote) == "assessments.concluded")
        #expect(try Scene.leaf(by: "secretary", at: now, entries: entries).refusal(.conclude) == nil, "the secretary may correct it")
    }

    @Test func `an assignment is worth as much as the role that stands behind it (US-30)`() throws {
        let assigned = [
            Assignment(block: "departments", field: "1", appraiser: Appraiser(person: "P-appraiser-1", name: "", home: nil))
        ]
        for (grants, isHeld) in [
            ([Grant(.appraiser)], true), ([Grant(.appraiser, unit: "U-B", field: "1")], true), ([], false), ([Grant(.leader)], false),
            ([Grant(.appraiser, field: "2")], false), ([Grant(.appraiser, unit: "U-A")], false),
            ([Grant(.appraiser, unit: "U-A"), Grant(.appraiser, unit: "U-B")], true),
        ] as [(Set<Grant>, Bool)] {
            var actor = try #require(Scene.people["appraiser-1"])
            actor.grants = grants
            let item = try Scene.leaf("B", "1.2", by: "appraiser-1", at: Scene.day(in: .appraisal))
            let rights = Rights(actor, assigned)
            #expect(rights.isAssigned(item) == isHeld, "\(grants)")
            let unit = UnitCase(round: item.of.round, unit: item.of.unit, sheet: item.of.sheet, now: item.of.now, rights: rights)
            #expect((Sight(unit) == .fields(["1"])) == isHeld, "\(grants)")
        }
    }

    @Test func `a right for one field ends at its border (US-30)`() throws {
        var actor = try #require(Scene.people["officer-b"])
        actor.grants = [Grant(.unitOfficer, unit: "U-B", field: "1")]
        let item = try Scene.leaf("B", "1.2", by: "officer-b", at: Scene.day(in: .selfAssessment))
        #expect(throws: Never.self) { try Rights(actor).check(.claim, item) }
        let other = try Scene.leaf("B", "2.1", by: "officer-b", at: Scene.day(in: .selfAssessment))
        #expect(throws: AssessmentsError.notYourField(field: "2")) { try Rights(actor).check(.claim, other) }
    }
}
