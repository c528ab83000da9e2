import Dossiers
import Kernel
import Platform
import Storage
import TestSupport
import Testing

@Suite struct QueueTests {
    static let clerk = Actor(.person, name: "clerk", grants: [Grant(.counterOfficer, unit: "unit-A")])

    /// A house in which unit A has a counter.
    static func open(_ services: Services) async throws {
        _ = try await ExchangeHouse(in: services)
        try await services.database.write { db in
            try db.run(
                """
                INSERT INTO accounts_people (id, login, name, sort_key, search_text, language, status, is_demo, created_ms)
                VALUES ('P-clerk', 'clerk', 'Lan', 'lan', 'lan', 'vi', 'active', 0, 0)
                """)
            try db.run(
                """
                INSERT INTO accounts_grants (id, person_id, role, unit_id, from_ms, granted_by)
                VALUES ('G-clerk', 'P-clerk', 'counter_officer', 'unit-A', 0, 'test')
                """)
        }
    }

    private func take(_ house: ExchangeHouse) async throws -> Int {
        try await TakeTicket(house.bureau, AskingLimit())("A", client: "kiosk").number
    }

    private func call(_ act: TicketAct, _ house: ExchangeHouse, counter: String = "1", to other: String = "") async throws -> Ticket? {
        try await CallTicket(house.bureau)(act, "A", counter: counter, to: other, by: Self.clerk)
    }

    /// The house with a counter, its own clock kept.
    private func open(_ test: (ExchangeHouse) async throws -> Void) async throws {
        try await withHouse { services in
            try await Self.open(services)
            try await test(ExchangeHouse(resuming: services))
        }
    }

    @Test func `numbers are given once a day and called in their order`() async throws {
        try await open { house async throws in
            for number in 1...3 { #expect(try await take(house) == number) }
            #expect(try await call(.next, house)?.number == 1)
            #expect(try await call(.next, house, counter: "2")?.number == 2)
            #expect(try await call(.again, house)?.number == 1)
            #expect(try await call(.serve, house)?.state == .serving)
            // The next one ends what stood at the counter.
            #expect(try await call(.next, house)?.number == 3)
            #expect(try await call(.next, house) == nil)
            house.clock.advance(milliseconds: 86_400_000)
            #expect(try await take(house) == 1)
        }
    }

    @Test func `who does not come is skipped, who is sent on is next there`() async throws {
        try await open { house in
            for _ in 0..<3 { _ = try await take(house) }
            _ = try await call(.next, house)
            #expect(try await call(.skip, house) == nil)
            _ = try await call(.next, house)
            #expect(try await call(.transfer, house, to: "5") == nil)
            await #expect(throws: QueueError.notPossible(.serve)) { try await call(.serve, house) }
            #expect(try await call(.next, house, counter: "5")?.number == 2)
            #expect(try await call(.next, house)?.number == 3)
            await #expect(throws: QueueError.notPossible(.transfer)) { try await call(.transfer, house, to: "1") }
            await #expect(throws: QueueError.badCounter) { try await call(.next, house, counter: "<b>") }
        }
    }

    @Test func `only the unit's own officers call, and only where there is a counter is a number given`() async throws {
        try await open { house in
            await #expect(throws: DossiersError.notYourUnit(unit: "B")) {
                try await CallTicket(house.bureau)(.next, "B", counter: "1", by: Self.clerk)
            }
            await #expect(throws: QueueError.noCounter("B")) {
                try await TakeTicket(house.bureau, AskingLimit())("B", client: "kiosk")
            }
            let limit = AskingLimit()
            await #expect(throws: AskingError.tooOften) {
                for _ in 0..<40 { _ = try await TakeTicket(house.bureau, limit)("A", client: "kiosk") }
            }
        }
    }

    @Test func `hours say how long people waited and were served`() async throws {
        try await open { house in
            for _ in 0..<2 { _ = try await take(house) }
            house.clock.advance(milliseconds: 10 * 60_000)
            for act in [TicketAct.next, .serve] { _ = try await call(act, house) }
            house.clock.advance(milliseconds: 5 * 60_000)
            _ = try await call(.end, house)
            let screen = try await ShowQueue(house.bureau).day(nil, "A", by: Self.clerk)
            let hours = QueueHour.hours(screen.tickets)
            #expect(hours.map(\.hour) == [8] && hours[0].taken == 2 && hours[0].served == 1)
            #expect(hours[0].meanWait == 10 && hours[0].meanService == 5)
        }
    }

    @Test func `kiosk and board need nobody signed in, and the board comes again by itself`() async throws {
        try await open { house in
            try await withSignIns(house.services) { client in
                #expect(try await client.get("/dossiers/queue/A", language: .en).text.contains("Take a number"))
                let taken = try await client.send("/dossiers/queue/A", [:], as: .auditor)
                #expect(taken.status == 200 && taken.text.contains("<strong>1</strong>"))
                let board = try await client.get("/dossiers/queue/A/board")
                #expect(board.status == 200 && board.text.contains("http-equiv=\"refresh\""))
                #expect(try await client.get("/dossiers/queue/B").status == 404)
                #expect(try await client.get("/dossiers/queue/A/desk", as: .caseOfficer).status == 403)
                let called = try await client.send(
                    "/dossiers/queue/A/desk", ["act": "next", "counter": "3"], as: .counterOfficer)
                #expect(called.location == "/dossiers/queue/A/desk?counter=3")
                let desk = try await client.get("/dossiers/queue/A/desk?counter=3", as: .counterOfficer, language: .en)
                #expect(desk.text.contains("<strong>1</strong>") && desk.text.contains("Call again"))
                #expect(try await client.get("/dossiers/queue/A/board").text.contains("3"))
                #expect(try await client.get("/dossiers/queue/A/hours", as: .unitHead).status == 200)
            }
        }
    }
}
