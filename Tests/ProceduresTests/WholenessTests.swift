import Kernel
import Platform
import Procedures
import Storage
import TestSupport
import Testing

@Suite struct `Every verb of procedures is whole or not at all` {
    private static let decision = RegisterDecision.Draft(
        number: "60/QĐ-UBND", decided: "01/09/2026", effective: "01/11/2026", codes: "1.900001 1.900003")

    @Test func `importing a list`() async throws {
        try await failsWhole(
            ImportProcedures.self,
            given: { services in
                try await Catalogue.load(services)
                try await RegisterDecision(services)(Self.decision, by: .operating)
            }
        ) { services in
            let order = ImportOrder(decision: "60/QĐ-UBND", from: Catalogue.day("2026-11-01"), scope: .whole)
            try await Catalogue.take("code,name\n1.900001,Tên mới\n1.900009,Thủ tục mới\n", services, order)
        }
    }

    @Test func `importing receivers`() async throws {
        try await failsWhole(
            ImportReceivers.self,
            given: { services in
                try await Catalogue.load(services)
                try await Catalogue.receive("code,unit\n1.900001,X1\n1.900002,X1\n", from: "2026-10-01", services)
            }
        ) { services in
            try await Catalogue.receive("code,unit\n1.900001,X2\n1.900002,\n1.900003,SXD\n", from: "2026-11-01", services)
        }
    }

    @Test func `abolishing a procedure`() async throws {
        try await failsWhole(AbolishProcedure.self, given: Catalogue.load) { services in
            let order = ImportOrder(decision: "60/QĐ-UBND", from: Catalogue.day("2026-10-01"))
            try await AbolishProcedure(services)("1.900001", order, by: .operating)
        }
    }

    @Test func `registering a decision`() async throws {
        try await failsWhole(RegisterDecision.self) { services in try await RegisterDecision(services)(Self.decision, by: .operating) }
    }

    @Test func `writing about decisions that are not applied`() async throws {
        try await failsWhole(
            SendAlerts.self, isAudited: false,
            given: { services in
                try await RegisterDecision(services)(Self.decision, by: .operating)
                try await Catalogue.addController(services)
            }
        ) { services in
            var services = services
            services.now = { Catalogue.day("2026-10-20").start }
            try await SendAlerts(services)()
        }
    }

    @Test func `listing a decision`() async throws {
        try await failsWhole(
            ListDecision.self, given: { services in try await RegisterDecision(services)(Self.decision, by: .operating) }
        ) { services in
            let id = try await services.database.read { try DecisionStore.all($0)[0].id }
            try await ListDecision(services)(id, on: "01/10/2026", by: .operating)
        }
    }
}
