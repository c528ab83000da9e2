import Dossiers
import Kernel
import Online
import Platform
import Storage
import Testing

@Suite struct `A citizen and the own dossiers` {
    private func finish(_ house: OnlineHouse, _ sent: Submission) async throws {
        let stored = try await house.services.files.store(OnlineHouse.paper, limit: 1 << 20)
        let file = Form.File(name: "ket-qua.pdf", stored: stored, head: [])
        let upload = try await Upload(file, house.services)
        let result = DossierResult(.granted, number: "12/TL", text: "", file: upload.file)
        try await FinishDossier(house.bureau)(DossierAct(sent.dossier.text), result: result, uploads: [upload], by: house.person("officer"))
    }

    @Test func `get the result as a file, and nobody else does`() async throws {
        try await OnlineHouse.open { house in
            let sent = try await house.inProcess()
            let path = "/online/dossiers/\(sent.dossier)"
            #expect(try await house.page("\(path)/result").status == 404)
            try await finish(house, sent)
            // The fee is still owed.
            #expect(try await house.page("\(path)/result").status == 404)
            try await TakePayment(house.bureau)(DossierAct(sent.dossier.text), isOnline: false, by: house.person("clerk"))
            #expect(try await house.page("\(path)/result").status == 200)
            #expect(try await house.page(path).text.contains("ket-qua.pdf"))
            #expect(try await house.messages().contains("Hồ sơ \(sent.dossier) đã có kết quả"))
            for part in ["", "/result", "/files/1", "/receipt.pdf", "/form"] {
                #expect(try await house.page(path + part, by: "minh").status == 404, "\(part)")
                #expect(try await house.page(path + part, by: "clerk").location?.hasPrefix("/citizens/sign-in") == true, "\(part)")
                #expect(try await house.page(path + part, by: nil).location?.hasPrefix("/citizens/sign-in") == true, "\(part)")
            }
            #expect(try await house.page("\(path)/files/1").status == 200)
            // The officer's name is the office's own business (OS-40).
            #expect(!(try await house.page(path).text.contains("officer")))
        }
    }

    @Test func `say once whether they are satisfied, after the result was handed over (OL-15)`() async throws {
        try await OnlineHouse.open { house in
            let sent = try await house.inProcess()
            let path = "/online/dossiers/\(sent.dossier)/rating"
            #expect(try await house.send(path, ["overall": "3"]).status == 409)
            try await finish(house, sent)
            try await ReturnResult(house.bureau)(DossierAct(sent.dossier.text), delivery: .online, isPaid: true, by: house.person("clerk"))
            #expect(try await house.send(path, [:]).status == 422)
            #expect(try await house.send(path, ["overall": "7"]).status == 422)
            let tower = "a" + String(repeating: "\u{301}", count: 1100)
            #expect(try await house.send(path, ["overall": "3", "comment": tower]).status == 422)
            #expect(try await house.send(path, ["overall": "3"], by: "minh").status == 404)
            #expect(try await house.send(path, ["overall": "3", "attitude": "1", "comment": "Nhanh"]).status == 303)
            #expect(try await house.send(path, ["overall": "1"]).status == 409)
            #expect(try await house.page("/online/dossiers/\(sent.dossier)").text.contains("Bạn đã đánh giá: Rất hài lòng."))
            let figures = try await ShowServices(house.services)()
            let line = try #require(figures.first { $0.procedure == OnlineHouse.whole })
            #expect(line.received == 1 && line.online == 1 && line.sent == 1 && line.solved == 1 && line.onTime == 1)
            #expect(line.answered == .init(1, of: 1) && line.paidOnline == .init(0, of: 1))
            #expect(line.satisfied[.overall] == .init(1, of: 1) && line.satisfied[.attitude] == .init(0, of: 1))
            #expect(line.satisfied[.timeliness]?.ratio == nil)
            #expect(try await house.page("/online", by: nil).text.contains("Cấp bản sao trích lục"))
            #expect(
                try await house.page("/online/services.csv", by: nil).text.contains("1.000001,Cấp bản sao trích lục,1,1,1,1,1,1,1,0,1,1,1"))
        }
    }

    @Test func `take one back as long as it can be`() async throws {
        try await OnlineHouse.open { house in
            let sent = try await house.submitted()
            let path = "/online/dossiers/\(sent.dossier)/withdrawal"
            #expect(try await house.send(path, ["reason": ""]).status == 422)
            #expect(try await house.send(path, ["reason": "a" + String(repeating: "\u{301}", count: 4100)]).status == 422)
            #expect(try await house.send(path, ["reason": "Nhầm"], by: "minh").status == 404)
            #expect(try await house.send(path, ["reason": "Nhầm"]).status == 303)
            #expect(try await house.dossier(sent).state == .withdrawn)
            // Nobody has answered, and nobody had to any more (OS-3).
            func answered() async throws -> ServiceFigures.Part? {
                try await ShowServices(house.services)().first { $0.procedure == OnlineHouse.whole }?.answered
            }
            #expect(try await answered() == .init(0, of: 0))
            #expect(try await house.page("/dossiers/\(sent.dossier)", by: "clerk").text.contains("Đã được rút"))
            #expect(try await house.send(path, ["reason": "Nhầm"]).status == 409)
            // Taken back after the 8 hours, it had waited too long all the same.
            let late = try await house.submitted()
            house.stand("2024-03-05 08:01")
            #expect(try await house.send("/online/dossiers/\(late.dossier)/withdrawal", ["reason": "Nhầm"]).status == 303)
            #expect(try await answered() == .init(0, of: 1))
        }
    }

    @Test func `are counted once for everybody who reads the figures, until something changes`() async throws {
        try await OnlineHouse.open { house in
            func shown() async throws -> [Bool] {
                let pages = [try await house.page("/online", by: nil), try await house.page("/online/services.csv", by: nil)]
                return pages.map { $0.text.contains("Cấp bản sao trích lục") }
            }
            #expect(try await shown() == [false, false])
            let version = house.services.publicData.version
            _ = try await house.submitted()
            let kept = try await shown()
            // A test that takes its time is told of the change by the house itself, which looks each second.
            if house.services.publicData.version == version { #expect(kept == [false, false], "kept") }
            house.services.publicData.changed()
            #expect(try await shown() == [true, true])
        }
    }

    @Test func `see theirs at home and take them along`() async throws {
        try await OnlineHouse.open { house in
            let sent = try await house.submitted()
            #expect(try await house.page("/citizens").text.contains(sent.dossier.text))
            #expect(!(try await house.page("/citizens", by: "minh").text.contains(sent.dossier.text)))
            let taken = try await house.send("/citizens/data/export")
            #expect(taken.text.contains(sent.dossier.text) && taken.text.contains("\"payments\"") && taken.text.contains("\"rating\""))
            // What has not been sent yet is theirs too, with the names of its files.
            _ = try await house.draft()
            #expect(try await house.send("/citizens/data/export").text.contains("khai-sinh.pdf"))
        }
    }
}
