import Forms
import Kernel
import Platform
import Surveys
import Testing

// What stands of a survey on touch screens and on paper.
extension AccessWorld {
    /// A kiosk that has reported an answer and one that was refused, and a batch of one form that two people read differently and a
    /// third has settled; what stands in addresses in the place of parameters.
    func surveyElsewhere(_ campaign: String) async throws -> [String: String] {
        let bureau = SurveysBureau(services)
        let place = RegisterDevice.Order("Quầy 2", group: "citizens", unit: "A", pin: "2468")
        let made = try await RegisterDevice(bureau)(place, campaign: campaign, by: .operating)
        let paired = try await PairDevice(bureau)(made.code.text)
        let sent = ["AAAAAAAAAAAAAAAAAAAA", "BBBBBBBBBBBBBBBBBBBB"].map { word in
            TakeKioskReport.Sent(
                id: word, device: paired.setup.id, instrument: word.hasPrefix("A") ? paired.setup.instrument : "other", day: "2026-04-01",
                answers: #"{"adult":"no"}"#)
        }
        let order = TakeKioskReport.Order(
            secret: paired.secret, run: "RRRRRRRRRRRRRRRRRRRR", clock: services.now().milliseconds, pixel: 170, answers: sent)
        #expect(try await TakeKioskReport(bureau)(order).refused == 1)

        let printed = try await PrintForms(bureau)(.init(2, group: "citizens", unit: "A"), campaign: campaign, by: .operating)
        let serial = try #require(printed.first)
        let batch = try await ReceiveBatch(bureau)(
            .init(
                group: "citizens", from: "Bưu điện", day: services.now().vietnamDate, count: 1, serials: serial.description,
                clerks: PaperClerks("enumerator", "coordinator", settler: "administrator"), note: "Ướt một góc"), campaign: campaign,
            by: .operating)
        for (login, role, answer) in [("enumerator", Role.enumerator, "yes"), ("coordinator", .surveyCoordinator, "no")] {
            var answers = Answers()
            answers["adult"] = .one(answer)
            try await KeyForm(bureau)(serial, answers, batch: batch.number, by: person(login, role))
        }
        var paper = Answers()
        paper["adult"] = .one("no")
        try await SettleForm(bureau)(
            serial, paper, comment: "Gạch đi rồi đánh lại", batch: batch.number, by: person("administrator", .administrator))
        return ["device": made.device.id.rawValue, "batch": batch.number, "serial": serial.description]
    }

    private func person(_ login: String, _ role: Role) -> Actor { Actor(.person, name: login, person: login, grants: [Grant(role)]) }
}
