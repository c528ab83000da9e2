import Dossiers
import Kernel
import Platform
import Storage
import TestSupport
import Testing
import WorkingTime

@Suite struct `The clock of a procedure` {
    private static let address = "/dossiers/clocks/1.000001"
    private static let choice = [
        "late_receipt": "next_working_day", "supplement": "suspends", "post_days": "3", "from": "04/03/2024", "source": "12/QĐ-UBND",
    ]

    @Test func `says what holds and by which law, and takes a decision of whoever keeps the procedures (OS-51, OS-53, OS-58)`() async throws
    {
        try await DossierHouse.open { house in
            let before = try await house.page(Self.address, by: "controller").words
            for text in ["Theo luật", "NĐ 61/2018/NĐ-CP", "NĐ 63/2010/NĐ-CP", "21/06/2018", "14/10/2010", "Chưa có quyết định nào"] {
                #expect(before.contains(text), "\(text)")
            }
            let sent = try await house.send(Self.address, Self.choice, by: "controller")
            #expect(sent.status == 303)
            let after = try await house.page(Self.address, by: "controller").words
            for text in ["12/QĐ-UBND, từ 04/03/2024", "Tính như nhận vào ngày làm việc tiếp theo", "3 ngày làm việc"] {
                #expect(after.contains(text), "\(text)")
            }
            #expect(try await house.page("/dossiers/clocks", by: "officer").words.contains("Cấp bản sao trích lục"))
            #expect(try await house.page("/dossiers/clocks?q=khai%20sinh", by: "officer").words.contains("Đăng ký khai sinh"))
            house.stand("2024-03-04 15:30")
            // Received after 15:00 it counts as of the fifth: 10 working days end a day later than else (OS-51).
            #expect(try await house.receive().due?.vietnamDate == CalendarDate("2024-03-19"))
        }
    }

    @Test func `refuses what cannot be, with the field, and whoever may not decide`() async throws {
        try await DossierHouse.open { house in
            for (name, text, told) in [
                ("from", "03/03/2024", "Chỉ áp dụng từ hôm nay trở đi"), ("from", "hôm nay", "không phải là ngày"),
                ("post_days", "31", "không phải số lượng hợp lệ"), ("post_days", "-1", "không phải số lượng hợp lệ"),
                ("post_days", "x", "không phải số lượng hợp lệ"), ("source", " ", "Cần ghi nội dung này"),
                ("supplement", "never", "Chọn một cách"), ("late_receipt", "", "Chọn một cách"),
            ] {
                let sent = try await house.send(Self.address, Self.choice.merging([name: text]) { $1 }, by: "controller")
                #expect(sent.status == 422, "\(name) \(text)")
                #expect(sent.words.contains(told), "\(name) \(text)")
            }
            #expect(try await house.send(Self.address, Self.choice, by: "head").status == 403)
            #expect(try await house.page("/dossiers/clocks/9.999999", by: "controller").status == 404)
            #expect(try await house.page(Self.address, by: nil).status == 303)
            #expect(!(try await house.page(Self.address, by: "officer").text.contains("<button>Ghi")))
            #expect(try await house.page(Self.address, by: "controller").words.contains("Chưa có quyết định nào"))
        }
    }
}

@Suite struct `The days of the post` {
    private func parcels(_ house: DossierHouse, _ dossier: Dossier, by person: String = "clerk") async throws -> String {
        try await house.page("/dossiers/\(dossier.code)", by: person).words
    }

    @Test func `are shown apart from those of handling (OS-58, SD-29)`() async throws {
        try await DossierHouse.open { house in
            let day = try #require(CalendarDate("2024-03-04"))
            let choice = ClockChoice(
                procedure: "1.000001", from: day, lateReceipt: .sameDay, supplement: .restarts, postDays: 2, source: "12/QĐ-UBND")
            try await ChooseClock(house.bureau)(choice, by: house.person("controller"))
            let dossier = try await house.receive {
                $0.channel = .post
                $0.parcel = "EM1"
                $0.parcelHanded = DossierHouse.moment("2024-02-29 16:00")
            }
            // Of the way from Thursday to Monday two days were working days; the limit begins with receipt.
            let shown = try await parcels(house, dossier)
            #expect(shown.contains("EM1 16:00 29/02/2024"))
            #expect(dossier.due?.vietnamDate == CalendarDate("2024-03-18"))

            let act = house.act(dossier, "")
            try await AssignDossier(house.bureau)(act, to: "officer", by: house.person("head"))
            try await FinishDossier(house.bureau)(act, result: DossierResult(.granted, number: "1", text: ""), by: house.person("officer"))
            await #expect(throws: DossiersError.notPossible(.parcelArrived, from: .finished)) {
                try await TellParcel(house.bureau)(act, by: house.person("clerk"))
            }
            house.stand("2024-03-05 16:00")
            try await ReturnResult(house.bureau)(act, delivery: .post, parcel: "EM2", by: house.person("clerk"))
            #expect(try await parcels(house, dossier).contains("đang trên đường"))
            house.stand("2024-03-08 09:00")
            await #expect(throws: DossiersError.notYourWork(.receive)) {
                try await TellParcel(house.bureau)(act, by: house.person("officer"))
            }
            var changed = act
            changed.at = DossierHouse.moment("2024-03-05 15:59")
            let early = changed
            await #expect(throws: DossiersError.beforeReceipt(DossierHouse.moment("2024-03-05 16:00"))) {
                try await TellParcel(house.bureau)(early, by: house.person("clerk"))
            }
            #expect(try await house.send("/dossiers/\(dossier.code)/acts/parcel", [:], by: "clerk").status == 303)
            let told = try await parcels(house, dossier)
            #expect(told.contains("EM2") && told.contains("07/03/2024 Quá hạn 3"))
            #expect(try await house.find(dossier).finished == DossierHouse.moment("2024-03-04 08:00"))

            // 3 days and 16 hours, 2 days and 17 hours: what figures show is rounded once.
            let figures = try await house.page("/dossiers/figures?period=2024-03", by: "controller").words
            #expect(figures.contains("Bưu gửi trả kết quả 1 1 2,7"))
            let february = try await house.page("/dossiers/figures?period=2024-02", by: "controller").words
            #expect(february.contains("Bưu gửi hồ sơ đến 1 1 3,7"))
            #expect(try await house.page("/dossiers/figures?period=2024-03", by: "officer-b").words.contains("Không có bưu gửi nào"))
        }
    }

    @Test func `are not made up where nobody knows when a parcel was handed in, and never run backwards`() async throws {
        try await DossierHouse.open { house in
            let dossier = try await house.receive { $0.parcel = "EM1" }
            let shown = try await parcels(house, dossier)
            #expect(shown.contains("EM1 – "))
            let faults = await #expect(throws: Faults.self) {
                try await house.receive {
                    $0.parcel = "EM2"
                    $0.parcelHanded = DossierHouse.moment("2024-03-04 08:01")
                }
            }
            #expect(faults?.faults.map(\.place.field) == ["parcel_handed"])
        }
    }
}

@Suite struct `Guidance at the counter` {
    @Test func `is noted without a dossier and counted (OS-18)`() async throws {
        try await DossierHouse.open { house in
            let address = "/dossiers/units/A/guidance"
            let note = ["procedure": "1.000002", "channel": "phone", "text": "Cần giấy chứng sinh"]
            #expect(try await house.send(address, note, by: "clerk").status == 303)
            #expect(try await house.send(address, ["text": "Giờ làm việc"], by: "clerk").status == 303)
            let page = try await house.page(address, by: "clerk").words
            for text in ["Tháng này: 2 lượt", "1.000002 Qua điện thoại Cần giấy chứng sinh", "– Tại quầy Giờ làm việc"] {
                #expect(page.contains(text), "\(text)")
            }
            for (field, text, told) in [("text", "", "Cần ghi nội dung này"), ("procedure", "9.999999", "9.999999")] {
                let sent = try await house.send(address, note.merging([field: text]) { $1 }, by: "clerk")
                #expect(sent.status == 422 && sent.words.contains(told), "\(field)")
            }
            #expect(try await house.send(address, note, by: "officer").status == 403)
            #expect(try await house.send(address, note, by: "clerk-b").status == 403)
            #expect(try await house.page(address, by: "clerk-b").status == 403)
            #expect(try await house.page("/dossiers/figures?period=2024-03", by: "controller").words.contains("ngoài hồ sơ: 2."))
            #expect(try await house.page("/dossiers/figures?period=2024-02", by: "controller").words.contains("ngoài hồ sơ: 0."))
            #expect(try await house.page("/dossiers/figures?period=2024-03", by: "clerk-b").words.contains("ngoài hồ sơ: 0."))
        }
    }
}

@Suite struct `Books of the year` {
    @Test(arguments: [(0, 1), (1, 1), (1000, 1), (1001, 2), (2000, 2), (2001, 3)])
    func `hold a thousand rows, numbers run on, and none is left out (OS-36)`(count: Int, volumes: Int) {
        let all = Volume.all(of: count)
        #expect(all.count == volumes)
        #expect(all.map(\.first) == (0..<volumes).map { $0 * 1000 + 1 })
        #expect(all.last?.last == count)
        #expect(Volume(volumes + 1, of: count) == nil)
        #expect(Volume(0, of: count) == nil && Volume(.max, of: count) == nil)
    }

    @Test func `are listed with their numbers, by year and by day`() async throws {
        try await DossierHouse.open { house in
            try await house.receive()
            let page = try await house.page("/dossiers/units/A/books", by: "clerk").words
            #expect(page.contains("Quyển số 1, từ số 1 đến số 1 trong tổng số 1"))
            let other = try await house.page("/dossiers/units/A/books?year=2023&day=05/03/2024", by: "clerk").words
            #expect(other.contains("năm 2023") && other.contains("ngày 05/03/2024") && !other.contains("trong tổng số 1"))
            #expect(try await house.page("/dossiers/units/A/book/2024?volume=2", by: "clerk").status == 404)
            #expect(try await house.page("/dossiers/units/A/book/2024?volume=x", by: "clerk").status == 404)
            #expect(try await house.page("/dossiers/units/A/books", by: "clerk-b").status == 403)
        }
    }

    @Test func `bring the rows of a volume, and address and telephone apart`() async throws {
        try await DossierHouse.open { house in
            try await house.receive {
                $0.applicant.address = "Tổ 4"
                $0.applicant.phone = "0912345678"
            }
            let day = try #require(CalendarDate("2024-03-04"))
            let list = try await ListReceived(house.bureau)(from: day, through: day, volume: 1, unit: "A", by: house.person("clerk"))
            #expect(list.lines.map(\.address) == ["Tổ 4"])
            #expect(list.lines.map(\.phone) == ["0912345678"])
            #expect(list.volume == Volume(1, of: 1))
        }
    }
}
