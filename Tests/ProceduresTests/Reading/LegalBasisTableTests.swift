import Procedures
import Testing

/// Shapes of the portal's table of legal bases and of its list of results (PR-3), with words of our own.
@Suite struct `The table of legal bases` {
    @Test(arguments: [
        ("Luật Thử38/2019/QH14Thông tư về mẫu46/2024/TT-BTC", ["Luật Thử=38/2019/QH14", "Thông tư về mẫu=46/2024/TT-BTC"]),
        ("Luật 54/2014/QH1354/2014/QH13Về phí8/2015/NĐ-CP", ["Luật 54/2014/QH13=54/2014/QH13", "Về phí=8/2015/NĐ-CP"]),
        ("37/2025/TT-BXD37/2025/TT-BXDLuật Thử3/2016/QH14", ["37/2025/TT-BXD=37/2025/TT-BXD", "Luật Thử=3/2016/QH14"]),
        ("Luật ThửLuật số 32/2024/QH15Về mứcsố 07/2026/TT-NHNN", ["Luật Thử=Luật số 32/2024/QH15", "Về mức=số 07/2026/TT-NHNN"]),
        (
            "Thông tư số 4/2026/TT-BXD ngày 01/01/20264/2026/TT-BXDNghị quyết66.7/2025/NQ-CP",
            ["Thông tư số 4/2026/TT-BXD ngày 01/01/2026=4/2026/TT-BXD", "Nghị quyết=66.7/2025/NQ-CP"]
        ),
        ("Luật Thử 202068/2020/QH14", ["Luật Thử 2020=68/2020/QH14"]), ("Sửa đổi năm 202437/2025/QH15", ["Sửa đổi năm 2024=37/2025/QH15"]),
        ("Liên tịch17/2014/TTLT-BCA-BYT-BTCQUY ĐỊNH1/2020/QĐ-TTg", ["Liên tịch=17/2014/TTLT-BCA-BYT-BTC", "QUY ĐỊNH=1/2020/QĐ-TTg"]),
        (
            "50/2025/TT-BCAsố 50/2025/TT-BCANghị định 1/2024/NĐ-CPNghị định 1/2024/NĐ-CP",
            ["50/2025/TT-BCA=số 50/2025/TT-BCA", "Nghị định 1/2024/NĐ-CP=Nghị định 1/2024/NĐ-CP"]
        ),
        ("Về mẫu của Bộ Thử8/2026/NĐ-CP  Luật Khác5/2025/QH15", ["Về mẫu của Bộ Thử=8/2026/NĐ-CP", "Luật Khác=5/2025/QH15"]),
        ("Thông tư số 5/2025/TT-BCAngày 01/7/2025 về mẫu5/2025/TT-BCA", ["Thông tư số 5/2025/TT-BCAngày 01/7/2025 về mẫu=5/2025/TT-BCA"]),
        ("Mẫu50/2025/TT-NHNNsửa đổi73/2025/TT-NHNN", ["Mẫu=50/2025/TT-NHNN", "sửa đổi=73/2025/TT-NHNN"]),
    ])
    func `ends a row with a number that nothing stands beside`(table: String, rows: [String]) throws {
        let read = try PortalSample.legalBases(table)
        #expect(read.unread.isEmpty)
        #expect(read.procedure.legalBases.map { "\($0.name)=\($0.number)" } == rows)
    }

    @Test(arguments: [
        ("Luật Doanh nghiệp 202076/2025/QH15", Unread.Reason.numberRunsIntoName),
        ("Luật Thử38/2019/QH14Bộ luật Hàng hải", .textBehindTable),
        ("Luật ThửNghị định 8/2020/NĐ-CP8/2020/NĐ-CP", .rowWithoutEnd), ("14/2018/TT-BCTquy định về phân bón84/2019/NĐ-CP", .rowWithoutEnd),
        ("Luật ThửLuật số 146/2025/QH15 Thông tư 1/2022/TT-BXD1/2022/TT-BXD", .rowWithoutEnd),
        ("Về hồ sơ5/2013/TT-BCA(X13)Nghị định12/2007/NĐ-CP", .rowWithoutEnd), ("Theo số5/2013/TT-BCA về thử12/2007/NĐ-CP", .rowWithoutEnd),
        ("Về hồ sơ5/2013/TTLT-BCA-XYZNghị định thử12/2007/NĐ-CP", .rowWithoutEnd),
    ])
    func `says what it could not understand`(table: String, reason: Unread.Reason) throws {
        let read = try PortalSample.legalBases(table)
        #expect(read.unread.map(\.reason) == [reason])
        #expect(read.procedure.legalBases.map { $0.name + $0.number }.joined() == table)
    }

    @Test func `leaves a number in the name where figures follow that begin no known number`() throws {
        let read = try PortalSample.legalBases("Luật Hải quan 201454Nghị định số 46/2020/NĐ-CP46/2020Thông tư thử42/2020/TT-BTC")
        #expect(read.unread.map(\.reason) == [.numberRunsIntoName])
        #expect(
            read.procedure.legalBases.map { "\($0.name)=\($0.number)" } == [
                "Luật Hải quan 201454Nghị định số 46/2020/NĐ-CP=", "46/2020Thông tư thử=42/2020/TT-BTC",
            ])
    }

    @Test func `is text where it has no headings`() throws {
        let read = try PortalSample.read("can_cu_phap_ly", "Theo quy định")
        #expect(read.unread.map(\.reason) == [.noTable])
        #expect(read.procedure.legalBases == [LegalBasis(name: "Theo quy định", number: "")])
    }
}

@Suite struct `The list of results` {
    @Test(arguments: [
        ("Giấy khai sinhMã: KQ.G15.000031", ["Giấy khai sinh=KQ.G15.000031"]),
        ("Giấy phépMã: KQ.G12.000117+ Văn bản từ chối.Mã: KQ-G12.001213", ["Giấy phép=KQ.G12.000117", "+ Văn bản từ chối.=KQ-G12.001213"]),
        ("ThẻMã: KQ.G01.000032KBNN trả lờiMã: 000.00.00.G01-KQ0007", ["Thẻ=KQ.G01.000032", "KBNN trả lời=000.00.00.G01-KQ0007"]),
        ("ThẻMã: KQ.G04.0004951Từ khóaKhông có thông tinMô tảKhông có thông tinNộp hồ sơ", ["Thẻ=KQ.G04.0004951"]),
    ])
    func `has a code behind each name, and the end of the page behind the last`(text: String, rows: [String]) throws {
        let read = try PortalSample.results(text)
        #expect(read.unread.isEmpty)
        #expect(read.procedure.results.map { "\($0.name)=\($0.code)" } == rows)
    }

    @Test(arguments: [
        ("Thẻ A", Unread.Reason.noTable), ("Thẻ AMã: abc", .codeRunsIntoName),
        ("Thẻ AMã: KQ.G04.0004951Thẻ BMã: KQ.G04.000496", .codeRunsIntoName),
        ("Thẻ AMã: KQ.G04.000495...Thông báo", .textBehindTable),
    ])
    func `says what it could not understand`(text: String, reason: Unread.Reason) throws {
        #expect(try PortalSample.results(text).unread.first?.reason == reason)
    }

    @Test func `leaves conditions without the end of the page`() throws {
        let read = try PortalSample.read("yeu_cau_dieu_kien", "Đủ 18 tuổi.Từ khóaKhông có thông tinMô tảKhông có thông tinChọn cơ quan")
        #expect(read.procedure.conditions == "Đủ 18 tuổi.")
        #expect(try PortalSample.read("yeu_cau_dieu_kien", "Không có thông tinTừ khóaMô tả").procedure.conditions == "")
    }
}
