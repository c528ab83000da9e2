import Dossiers
import Foundation
import Kernel
import Office
import Platform
import Storage
import TestSupport
import Testing

@Suite struct `When a statement of an exchange fails` {
    private static let list = ExchangeHouse.list(ExchangeHouse.row(1), ExchangeHouse.row(2, state: "processing", finished: "") + "Lan")

    /// What the verb is given is the house of the failing database.
    private func house(_ services: Services) async throws -> ExchangeHouse { try await ExchangeHouse(in: services) }

    private func order(_ services: Services) async throws {
        let file = try await services.files.store(Self.list.bytes, limit: .max)
        _ = try await OrderImport(services)("list.csv", file, ImportDossiers.Order(), by: .operating)
    }

    @Test func `a list is taken whole or not at all`() async throws {
        try await failsWhole(ImportDossiers.self, given: { _ = try await house($0) }) { services in
            _ = try await ImportDossiers(Bureau(services))(Self.list, ImportDossiers.Order(), by: .operating, words: services.words(.en))
        }
    }

    @Test func `a list that changes dossiers is taken whole or not at all`() async throws {
        try await failsWhole(
            ImportDossiers.self,
            given: { services in try await house(services).take(ExchangeHouse.list(ExchangeHouse.row(1, finished: "2024-03-14T10:00"))) }
        ) { services in
            _ = try await ImportDossiers(Bureau(services))(Self.list, ImportDossiers.Order(), by: .operating, words: services.words(.en))
        }
    }

    @Test func `an order of a list, and what becomes of it, are kept whole`() async throws {
        try await failsWhole(OrderImport.self, given: { _ = try await house($0) }) { try await order($0) }
        try await failsWhole(
            RunImports.self,
            given: { services in
                _ = try await house(services)
                let file = try await services.files.store(Array("not a list".utf8), limit: .max)
                _ = try await OrderImport(services)("x.csv", file, ImportDossiers.Order(), by: .operating)
            },
            { try await RunImports(Bureau($0))() })
    }

    @Test func `a mapping is kept whole`() async throws {
        try await failsWhole(SaveMapping.self) { services in
            try await SaveMapping(services)(ImportMapping(name: "huyen"), by: .operating)
        }
    }

    @Test func `messages of another system are kept whole`() async throws {
        let text = """
            [{"MaHoSo": "H41.2.1-240304-0001", "MaTTHC": "1.000001", "NgayTiepNhan": "20240304083000", "TrangThaiHoSo": 5, "ChuHoSo": "Lan",
              "DanhSachHoSoBoSung": [{"NgayBoSung": "20240306100000", "NgayHenTraMoi": "20240325170000"}],
              "TienDo": [{"ThoiDiemXuLy": "20240305090000", "NoiDungXuLy": "Thẩm định"}]}]
            """
        let messages = try JSONDecoder().decode([ExchangedDossier].self, from: Data(text.utf8))
        try await failsWhole(ReceiveExchange.self, given: { _ = try await house($0) }) { services in
            _ = try await ReceiveExchange(Bureau(services))(messages, by: .operating)
        }
    }

    @Test func `whether results are shown is kept whole`() async throws {
        try await failsWhole(PublishResults.self, given: { _ = try await house($0) }) { services in
            try await PublishResults(services)("A", isPublic: true, by: .operating)
        }
    }

    @Test func `a number is taken and called whole`() async throws {
        try await failsWhole(TakeTicket.self, isAudited: false, given: { try await QueueTests.open($0) }) { services in
            _ = try await TakeTicket(Bureau(services), AskingLimit())("A", client: "kiosk")
        }
        try await failsWhole(
            CallTicket.self, isAudited: false,
            given: { services in
                try await QueueTests.open(services)
                for _ in 0..<2 { _ = try await TakeTicket(Bureau(services), AskingLimit())("A", client: "kiosk") }
                try await CallTicket(Bureau(services))(.next, "A", counter: "1", by: QueueTests.clerk)
                try await CallTicket(Bureau(services))(.serve, "A", counter: "1", by: QueueTests.clerk)
            }
        ) { services in try await CallTicket(Bureau(services))(.next, "A", counter: "1", by: QueueTests.clerk) }
    }
}
