import Forms
import Kernel
import Platform
import Storage

/// Takes what a kiosk reports: that it runs, what it still holds, how its clock stands, and the answers that were given at it.
///
/// Each answer has a word of chance that the device made, and is taken once however often it comes (SV-46). What cannot count is kept
/// apart with its reason. Each start of a device is a run that names those before it; a machine that cannot name the run that spoke last
/// is another one with the same identity, and is refused: its answers stay with it until an officer pairs it anew.
package struct TakeKioskReport: Sendable {
    package struct Sent: Decodable, Sendable {
        package var id: String
        /// Id of the device at which it was given; a machine may have been another one then.
        package var device: String
        package var instrument: String
        package var language: String
        /// By the device's own clock.
        package var day: String
        package var seconds: Int?
        /// From the end of the answer before it to the beginning of this one.
        package var gap: Int?
        /// JSON, as ``Answers/init(json:)`` reads it.
        package var answers: String

        package init(
            id: String, device: String, instrument: String, language: String = "vi", day: String, seconds: Int? = nil, gap: Int? = nil,
            answers: String
        ) {
            self.id = id
            self.device = device
            self.instrument = instrument
            self.language = language
            self.day = day
            self.seconds = seconds
            self.gap = gap
            self.answers = answers
        }
    }

    package struct Order: Decodable, Sendable {
        package var secret: String
        package var run: String
        /// Runs since the last that was heard, that one first.
        package var after: [String]
        /// Milliseconds since 1970 by the device's clock.
        package var clock: Int64
        /// Answers that it holds beside those it sends.
        package var queued: Int
        package var pixel: Int?
        /// Digest of the setup that it has.
        package var setup: String?
        package var answers: [Sent]

        package init(
            secret: String, run: String, after: [String] = [], clock: Int64, queued: Int = 0, pixel: Int? = nil, setup: String? = nil,
            answers: [Sent] = []
        ) {
            self.secret = secret
            self.run = run
            self.after = after
            self.clock = clock
            self.queued = queued
            self.pixel = pixel
            self.setup = setup
            self.answers = answers
        }

        fileprivate func check() throws(KioskError) {
            let words = [run] + after + answers.map(\.id)
            guard after.count <= 400, answers.count <= TakeKioskReport.most, words.allSatisfy(KioskWord.isSound),
                answers.allSatisfy({ $0.answers.utf8.count <= TakeKioskReport.longest })
            else { throw .reportMalformed }
        }
    }

    package struct Receipt: Encodable, Sendable {
        /// Milliseconds since 1970 by ours.
        package let now: Int64
        /// Words of the answers that need not be held any more.
        package let kept: [String]
        /// How many of them were kept apart.
        package let refused: Int
        /// Where the device has another.
        package let setup: KioskSetup?
        package let digest: String
    }

    /// Answers of one report.
    package static let most = 200
    /// Bytes of one answer; forms for touch screens have codes alone.
    static let longest = 20_000
    /// A pixel between a twentieth of a millimetre and a millimetre.
    private static let pixels = 50...1000

    private let bureau: SurveysBureau

    package init(_ bureau: SurveysBureau) { self.bureau = bureau }

    package func callAsFunction(_ order: Order, by actor: Actor = .anonymous) async throws -> Receipt {
        try order.check()
        let receipt: Receipt? = try await bureau.write(by: actor) { desk in
            guard let device = try DeviceStore.find(secret: order.secret, desk.db) else { throw KioskError.deviceUnknown }
            let speaks = device.run.map { $0 == order.run || order.after.contains($0) } ?? true
            // That somebody was refused is kept, so it is told after the transaction.
            guard speaks else {
                try DeviceStore.note(Self.run(order, accepted: 0, isRefused: true, desk), of: device.id, desk.db)
                return nil
            }
            let pixel = order.pixel.flatMap { Self.pixels.contains($0) ? $0 : nil }
            try DeviceStore.speak(order.run, pixel: pixel, for: device.id, desk.db)
            let taken = try Self.take(order.answers, device, desk)
            try DeviceStore.note(Self.run(order, accepted: taken.kept, isRefused: false, desk), of: device.id, desk.db)
            let setup = try desk.setup(of: device)
            let digest = setup.digest
            return Receipt(
                now: desk.now.milliseconds, kept: order.answers.map(\.id), refused: taken.refused,
                setup: digest == order.setup ? nil : setup, digest: digest)
        }
        guard let receipt else { throw KioskError.deviceTwice }
        return receipt
    }

    private static func run(_ order: Order, accepted: Int, isRefused: Bool, _ desk: SurveysBureau.Desk) -> KioskRun {
        // A clock may stand anywhere; beyond nine thousand years it is all the same.
        let far: Int64 = 1 << 48
        let ahead = (min(max(order.clock, -far), far) - desk.now.milliseconds) / 1000
        return KioskRun(
            run: order.run, begun: desk.now, seen: desk.now, queued: min(max(order.queued, 0), 1_000_000), accepted: accepted,
            clockSeconds: ahead, isRefused: isRefused)
    }

    private static func take(_ answers: [Sent], _ device: KioskDevice, _ desk: SurveysBureau.Desk) throws -> (kept: Int, refused: Int) {
        if answers.isEmpty { return (0, 0) }
        let campaign = try desk.campaign(device.campaign)
        let judge = KioskJudge(
            device: device, campaign: campaign, instrument: try desk.instrument(desk.group(device.respondents, of: campaign).instrument),
            today: desk.today)
        var kept: [KeptAnswer] = []
        var refused = 0
        for sent in answers where try AnswerStore.takeTicket(sent.id, of: device.campaign, on: desk.today, desk.db) {
            do throws(KioskJudge.Refusal) {
                kept.append(try judge.kept(sent))
            } catch {
                refused += 1
                let answer = DeviceStore.Refused(
                    word: sent.id, reason: error.reason, language: Language(rawValue: sent.language) ?? .vi,
                    claimed: CalendarDate(sent.day), sent: sent.answers)
                try DeviceStore.refuse(answer, of: device.id, on: desk.today, desk.db)
            }
        }
        try AnswerStore.put(kept, desk.db)
        return (kept.count, refused)
    }
}

/// Says what becomes of an answer that a device sent: our day counts, what the device says of its own stands beside it.
struct KioskJudge {
    struct Refusal: Error { let reason: KioskRefusal }

    private static let longest = 86_400

    let device: KioskDevice
    let campaign: Campaign
    let instrument: Instrument
    let today: CalendarDate

    func kept(_ sent: TakeKioskReport.Sent) throws(Refusal) -> KeptAnswer {
        do throws(SurveysError) {
            try campaign.requireOpen(on: today)
        } catch {
            if case .notOpen = error { throw Refusal(reason: .notOpen) }
            throw Refusal(reason: .closed)
        }
        guard sent.device == device.id.rawValue, sent.instrument == instrument.id.rawValue else { throw Refusal(reason: .otherEdition) }
        guard let answers = try? Answers(json: sent.answers) else { throw Refusal(reason: .malformed) }
        guard let answer = try? instrument.content.kept(answers, on: today) else { throw Refusal(reason: .incomplete) }
        return KeptAnswer(
            campaign: campaign.number, respondents: device.respondents, unit: device.unit, instrument: instrument.id,
            language: Language(rawValue: sent.language) ?? .vi, channel: .kiosk, stream: .open, device: device.id.rawValue,
            seconds: sent.seconds.map { min(max($0, 0), Self.longest) }, received: today, claimed: CalendarDate(sent.day),
            isRepeat: sent.gap.map { (0..<device.episodeSeconds).contains($0) } ?? false, record: answer.record, invalid: answer.invalid)
    }
}
