import Dossiers
import Kernel
import Testing

/// Source: OS-59, RT-20, RT-21.
@Suite struct OnTimeTests {
    /// One dossier, received on 4 March 2024 and due at the end of the 18th (OS-56).
    static func columns(_ change: (inout DossierColumns.Row) -> Void) -> DossierColumns {
        var row = DossierColumns.Row(
            unit: 0, state: .processing, received: moment("2024-03-04 08:00"), due: endOfDay(moment("2024-03-18 00:00")))
        change(&row)
        var columns = DossierColumns()
        columns.append(row)
        return columns
    }

    func onTime(_ period: String, _ change: (inout DossierColumns.Row) -> Void) -> OnTime {
        OnTime(Self.columns(change).tally(Slice(DossiersTests.period(period)))[0])
    }

    @Test func `one dossier has three shares, each with its own denominator`() {
        // Finished in time, received the month before: released and in process, not received.
        let april = onTime("2024-04") {
            $0.due = endOfDay(moment("2024-04-02 00:00"))
            $0.finished = moment("2024-04-02 17:29")
        }
        #expect(april[.received] == Share(0, of: 0, nothing: .says))
        #expect(april[.released] == Share(1, of: 1, nothing: .counts))
        #expect(april[.handled] == Share(1, of: 1, nothing: .says))
        #expect(april.settled == Share(1, of: 1, nothing: .says))
    }

    @Test func `nothing released is 100 % and says of nothing; nothing received is not available`() {
        let none = onTime("2024-05") { $0.finished = moment("2024-03-05 08:00") }
        #expect(none[.released].reading == .fullOfNothing)
        #expect(none[.released].percent(decimals: 2) == 100)
        #expect(none[.received].reading == .notAvailable)
        #expect(none[.received].percent(decimals: 2) == nil)
        #expect(none[.handled].reading == .notAvailable)
        #expect(none.settled.reading == .notAvailable)
    }

    @Test(arguments: [("2024-03-18 23:59", 1), ("2024-03-19 00:00", 0)]) func `the last moment of the day is on time, the next is not`(
        finished: String, expected: Int
    ) {
        #expect(onTime("2024-03") { $0.finished = moment(finished) }[.released].numerator == expected)
    }

    @Test func `finished counts before returned, and returned before closed`() {
        let late = moment("2024-03-20 08:00")
        let early = moment("2024-03-15 08:00")
        #expect(onTime("2024-03") { ($0.finished, $0.returned) = (early, late) }[.released].numerator == 1)
        #expect(onTime("2024-03") { ($0.finished, $0.returned) = (late, early) }[.released].numerator == 0)
        #expect(onTime("2024-03") { ($0.returned, $0.closed) = (early, late) }[.released].numerator == 1)
        #expect(onTime("2024-03") { ($0.returned, $0.closed) = (late, early) }[.released].numerator == 0)
        #expect(onTime("2024-03") { $0.closed = early }[.released].numerator == 1)
    }

    @Test(arguments: [("2024-03-04..2024-03-18", 1), ("2024-03-04..2024-03-19", 0)])
    func `an open dossier is judged at the end of the period`(text: String, expected: Int) {
        #expect(onTime(text) { _ in }[.handled].numerator == expected)
    }

    @Test func `one that waits for a supplement is judged at the request`() {
        let inTime = onTime("2024-04") { ($0.state, $0.asked, $0.supplements) = (.supplement, moment("2024-03-18 10:00"), 1) }
        #expect(inTime[.handled].numerator == 1)
        let tooLate = onTime("2024-04") { ($0.state, $0.asked, $0.supplements) = (.supplement, moment("2024-03-19 10:00"), 1) }
        #expect(tooLate[.handled].numerator == 0)
        // Where it does not wait any more, the request says nothing.
        let goesOn = onTime("2024-04") { ($0.asked, $0.supplements) = (moment("2024-03-18 10:00"), 1) }
        #expect(goesOn[.handled].numerator == 0)
    }

    @Test(arguments: [(1, 1), (2, 0)]) func `a second request for a supplement is overdue in the index alone`(times: Int, expected: Int) {
        let asked = onTime("2024-03") { ($0.supplements, $0.finished) = (times, moment("2024-03-10 10:00")) }
        #expect(asked[.handled].numerator == expected)
        #expect(asked[.released].numerator == 1)
    }

    @Test func `waiting that the deadline does not hold is subtracted`() {
        let finished = moment("2024-03-20 10:00")
        #expect(onTime("2024-03") { ($0.finished, $0.waited) = (finished, 86_400_000) }[.handled].numerator == 0)
        #expect(onTime("2024-03") { ($0.finished, $0.waited) = (finished, 2 * 86_400_000) }[.handled].numerator == 1)
    }

    @Test func `without a deadline the procedure's maximum decides, and without that nothing is on time`() {
        let finished = moment("2024-03-06 08:00")
        let within = onTime("2024-03") { ($0.due, $0.maximum, $0.finished) = (nil, 2 * 86_400_000, finished) }
        #expect(within[.released].numerator == 1)
        let beyond = onTime("2024-03") { ($0.due, $0.maximum, $0.finished) = (nil, 2 * 86_400_000 - 1000, finished) }
        #expect(beyond[.released].numerator == 0)
        let waited = onTime("2024-03") {
            ($0.due, $0.maximum, $0.waited, $0.finished) = (nil, 86_400_000, 86_400_000, finished)
        }
        #expect(waited[.released].numerator == 1)
        let unknown = onTime("2024-03") { ($0.due, $0.finished) = (nil, finished) }
        #expect(unknown[.released] == Share(0, of: 1, nothing: .counts))
        #expect(onTime("2024-03") { $0.due = nil }[.handled].numerator == 0)
    }

    @Test func `settled is not on time`() {
        let late = onTime("2024-03") { $0.finished = moment("2024-03-25 08:00") }
        #expect(late.settled.percent(decimals: 1) == 100)
        #expect(late[.handled].percent(decimals: 1) == 0)
    }

    /// The printed percentages of Đắk Lắk on 10/10/2026 (RT-20 …).
    @Test(arguments: [(393_087, 443_565, "88.62"), (284_995, 443_565, "64.25"), (9_499, 443_565, "2.14"), (241, 485, "49.69")])
    func `a share prints as published`(numerator: Int, denominator: Int, printed: String) {
        #expect(Share(numerator, of: denominator, nothing: .says).percent(decimals: 2) == Number(printed))
    }
}
