import Criteria
import HummingbirdTesting
import Kernel
import Platform
import Rankings
import Storage
import TestSupport
import Testing

@Suite struct `A preview of a set` {
    /// The set of the published communes with other weights, one leaf more, and the survey scored otherwise.
    private static let draft = """
        framework: communes
        version: 2
        vi: Bộ tiêu chí cấp xã
        en: Commune criteria
        status: sample
        issued: {source: kiểm thử}
        valid: {from: 2019-01-01}
        block: {code: communes, vi: Cấp xã, en: Communes}
        total: 100
        decimals: 3
        criteria:
          - {code: TL, vi: Tài liệu, en: Documents, points: 70, rule: external_grade, by: {vi: Huyện, en: District}}
          - {code: XHH, vi: Điều tra, en: Survey, points: 20, part: survey, rule: external_grade, by: {vi: Tỉnh, en: Province}}
          - {code: MOI, vi: Tiêu chí mới, en: New, points: 10, rule: binary}
        """

    private func house(_ scores: [(String, String, String)], _ test: @escaping @Sendable (any TestClientProtocol) async throws -> Void)
        async throws
    {
        try await withHouse { services in
            try await PublishedExamples(services: services).communes(2018, scores)
            try await SaveDraft(services)(Self.draft, by: .operating)
            try await withSignIns(services) { try await test($0) }
        }
    }

    /// Under the old set 1 has 65 + 10 = 75, 2 has 45.5 + 20 = 65.5 of 100, 3 the survey alone; under the new one 65 + 10 of 90 is
    /// 83.33 %, 45.5 + 20 is 72.78 %, for the new leaf has no figures and leaves every denominator.
    @Test func `tells who gains and who loses by last year's figures, and what has no figures`() async throws {
        try await house([("1", "65", "10"), ("2", "45.5", "20")]) { client in
            let page = try await client.get("/rankings/preview/communes%402", as: .administrator)
            #expect(page.status == 200)
            #expect(page.text.contains("2 đơn vị tăng chỉ số, 0 giảm, 0 không đổi; 0 tiêu chí"))
            #expect(page.text.contains("75,00%") || page.text.contains("75%"))
            #expect(page.text.contains("83,33%") && page.text.contains("72,78%"))
            #expect(page.text.contains("để ngoài mẫu số: MOI."))
        }
    }

    @Test func `names leaves that tell nobody apart, and figures that the set does not take`() async throws {
        try await house([("1", "60", "0"), ("2", "50", "0"), ("3", "40", "0")]) { client in
            let page = try await client.get("/rankings/preview/communes%402", as: .administrator)
            #expect(page.text.contains("mọi đơn vị không có điểm") && page.text.contains("1 tiêu chí không phân loại"))
        }
        try await house([("1", "60", "30"), ("2", "50", "15")]) { client in
            let page = try await client.get("/rankings/preview/communes%402?lang=vi", as: .administrator)
            // 30 points of a survey that now has 20 at most cannot be scored: the leaf is left out for that unit, and said so.
            #expect(page.text.contains("không dùng được cho: XHH."))
        }
    }

    @Test func `needs a result to take figures from`() async throws {
        try await withHouse { services in
            try await SaveDraft(services)(Self.draft, by: .operating)
            try await withSignIns(services) { client in
                let page = try await client.get("/rankings/preview/communes%402", as: .administrator)
                #expect(page.status == 200 && page.text.contains("Chưa có kết quả nào"))
                let none = try await client.get("/rankings/preview/none%401", as: .administrator)
                #expect(none.status == 404)
            }
        }
    }
}
