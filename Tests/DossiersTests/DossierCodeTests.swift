import Dossiers
import Kernel
import Testing
import WorkingTime

@Suite struct `The code of a dossier` {
    @Test func `is of agency, day and number (OS-30)`() throws {
        let day = try #require(CalendarDate("2026-10-13"))
        #expect(DossierCode(agency: "H15.50.05.13", day: day, number: 975)?.text == "H15.50.05.13-261013-0975")
        #expect(DossierCode(agency: "000.17.22.H56", day: day, number: 1)?.text == "000.17.22.H56-261013-0001")
        #expect(DossierCode(agency: "H15", day: day, number: 9999)?.text == "H15-261013-9999")
        #expect(DossierCode(agency: "H15", day: day, number: 10_000) == nil)
        #expect(DossierCode(agency: "H15", day: day, number: 0) == nil)
    }

    @Test(arguments: ["000.17.22.H56-210531-0001", "H15.50.05.13-261008-0975", "h15.50.05.13-261008-0975"])
    func `is read as it is printed or typed`(text: String) { #expect(DossierCode(text)?.text == text.uppercased()) }

    @Test(arguments: [
        "", "H15", "H15-261008", "H15-260230-0001", "H15-261308-0001", "H15-261008-0000", "H15-261008-00001", "H15-26100-0001",
        "H1-261008-0001",
        "Đ15.50-261008-0001", "H15-261008-0001-1", "H15 -261008-0001", "' OR 1=1-261008-0001",
        "H15.50.05.13.50.05.13.50.05.13.50.05.13-261008-0975",
    ])
    func `is nothing else`(text: String) { #expect(DossierCode(text) == nil) }
}

@Suite struct `The rules of a dossier’s clock` {
    @Test func `ask for a supplement twice before NĐ 61/2018 and once since (OS-13)`() throws {
        let (before, since) = (try #require(CalendarDate("2018-06-20")), try #require(CalendarDate("2018-06-21")))
        #expect(ClockRules.law(on: before).supplementsAtMost == 2)
        #expect(ClockRules.law(on: before).supplementWithin == nil)
        #expect(ClockRules.law(on: since).supplementsAtMost == 1)
        #expect(ClockRules.law(on: since).supplementWithin == .workingDays(3))
        #expect(ClockRules.law(on: since).supplement == .restarts)
        #expect(ClockRules.law(on: since).lateReceipt == .sameDay)
    }

    @Test func `are kept in a line that is read again`() throws {
        var policy = ClockPolicy.standard
        #expect(policy.line == "same_day 15:00 restarts 1 3 working_days moves")
        #expect(ClockPolicy(line: policy.line) == policy)
        policy.lateReceipt = .nextWorkingDay
        policy.lateAfterMinute = 9 * 60 + 5
        policy.supplement = .suspends
        policy.supplementWithin = nil
        policy.endOnDayOff = .stays
        #expect(policy.line == "next_working_day 9:05 suspends 1 - - stays")
        #expect(ClockPolicy(line: policy.line) == policy)
        for wrong in ["", "same_day 15:00 restarts 1 3 moves", "same_day 25:00 restarts 1 - - moves", "x 15:00 restarts 1 - - moves"] {
            #expect(ClockPolicy(line: wrong) == nil)
        }
    }
}

@Suite struct `The states of a dossier` {
    @Test func `move as OS-21 says and no other way`() {
        let moves: [DossierState: Set<DossierState>] = [
            .registered: [.accepted, .refused, .withdrawn], .accepted: [.processing, .withdrawn, .finished],
            .processing: [.supplement, .payment, .stopped, .finished, .withdrawn], .supplement: [.processing, .stopped, .withdrawn],
            .payment: [.processing], .finished: [.returned],
        ]
        for state in DossierState.allCases { #expect(state.next == moves[state] ?? [], "\(state)") }
    }

    @Test func `have the national numbers (OS-20)`() {
        let numbers: [DossierState: Int] = [
            .registered: 1, .accepted: 2, .refused: 3, .processing: 4, .supplement: 5, .payment: 6, .withdrawn: 7, .stopped: 8,
            .finished: 9, .returned: 10,
        ]
        for (state, number) in numbers {
            #expect(state.national == number)
            #expect(DossierState(national: number) == state)
        }
        #expect(DossierState(national: 0) == nil)
        #expect(DossierState(national: 11) == nil)
    }
}
