import Dossiers
import Kernel
import Platform
import Storage
import TestSupport
import Testing

@Suite struct `Results of dossiers that ended` {
    private static let page = "/dossiers/results?unit=A&month=2024-03"

    private func filled(_ test: @escaping @Sendable (ExchangeHouse) async throws -> Void) async throws {
        try await ExchangeHouse.open { house in
            try await house.take(
                ExchangeHouse.list(
                    ExchangeHouse.row(1) + "Nguyễn Văn Ánh", ExchangeHouse.row(2, state: "finished", finished: "2024-03-19T10:00"),
                    ExchangeHouse.row(3, state: "processing", finished: ""),
                    ExchangeHouse.row(4, state: "refused", finished: "2024-06-01T07:30")))
            try await test(house)
        }
    }

    @Test func `are shown of units that an administrator let out, as of yesterday and without a name`() async throws {
        try await filled { house in
            try await withSignIns(house.services) { client in
                #expect(try await client.get(Self.page).status == 404)
                #expect(
                    try await client.send("/dossiers/results/units", ["unit": "A", "shown": "yes"], as: .procedureController).status == 403)
                #expect(try await client.send("/dossiers/results/units", ["unit": "Z", "shown": "yes"], as: .administrator).status == 404)
                let out = try await client.send("/dossiers/results/units", ["unit": "A", "shown": "yes"], as: .administrator)
                #expect(out.location == "/dossiers/results/units")

                let page = try await client.get(Self.page, language: .en).text
                #expect(page.contains("H41.2.1-240304-0001") && page.contains("on time") && page.contains("H41.2.1-240304-0002"))
                // One is open, one ended today.
                #expect(!page.contains("240304-0003") && !page.contains("240304-0004") && !page.contains("Nguyễn"))
                let file = try await client.get("/dossiers/results.csv?unit=A&month=2024-03").text
                #expect(
                    file.split(separator: "\r\n") == [
                        "code,procedure,unit,received,finished,on_time,outcome",
                        "H41.2.1-240304-0001,1.000001,A,2024-03-04,2024-03-15,1,returned",
                        "H41.2.1-240304-0002,1.000001,A,2024-03-04,2024-03-19,0,finished",
                    ])
                for other in [
                    "\(Self.page)&procedure=1.9", "/dossiers/results?unit=A&month=2024-02", "\(Self.page)&page=9223372036854775807",
                ] {
                    let page = try await client.get(other)
                    #expect(page.status == 200 && !page.text.contains("240304-0001"))
                }

                _ = try await client.send("/dossiers/results/units", ["unit": "A", "shown": "no"], as: .administrator)
                #expect(try await client.get(Self.page).status == 404)
            }
        }
    }
}
