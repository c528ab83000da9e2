import Forms
import Foundation
import Kernel
import Platform
import Units

/// All that a device needs to ask on its own, for a week without a connection.
///
/// The questions are the program that browsers fill forms in with, once for each language; what people read of choices stands beside it.
package struct KioskSetup: Encodable, Sendable, Hashable {
    package struct Text: Encodable, Sendable, Hashable {
        let vi: String
        let en: String

        init(_ text: Bilingual) { (vi, en) = (text.vi, text.en) }
    }

    package struct Choice: Encodable, Sendable, Hashable {
        let code: String
        let label: Text
        /// What stands on the button beside the word (SV-62): its degree, its place where there is no scale, 0 for what is no judgement.
        let number: Int
        /// From −100, the worst, to 100; nil: no judgement.
        let face: Int?
    }

    package struct Question: Encodable, Sendable, Hashable {
        let name: String
        let help: Text?
        let isMany: Bool
        let choices: [Choice]
        /// The heading under which it stands.
        let part: Text?
    }

    package struct PIN: Encodable, Sendable, Hashable {
        let rounds: Int
        let salt: String
        let digest: String

        init?(_ pin: KioskPIN) {
            let parts = pin.text.split(separator: " ")
            guard parts.count == 3, let rounds = Int(parts[0]) else { return nil }
            (self.rounds, salt, digest) = (rounds, String(parts[1]), String(parts[2]))
        }
    }

    package let id: String
    let device: String
    let campaign: String
    let unit: Text
    package let instrument: String
    let title: Text
    let isSample: Bool
    let consent: Text
    let languages: [String]
    let opens: String
    let closes: String
    let isOpen: Bool
    /// By language.
    let programs: [String: String]
    let questions: [Question]
    let pin: PIN?

    /// Of the whole, so that a device is told when it has an older one.
    package var digest: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        return FileDigest(of: (try? Array(encoder.encode(self))) ?? []).rawValue
    }

    init(_ device: KioskDevice, _ campaign: Campaign, _ instrument: Instrument, _ unit: Units.Unit, yes: Bilingual, no: Bilingual)
        throws(KioskError)
    {
        let questionnaire = instrument.questionnaire
        id = device.id.rawValue
        self.device = device.name
        self.campaign = campaign.plan.title
        self.unit = Text(unit.name)
        self.instrument = instrument.id.rawValue
        title = Text(instrument.title)
        isSample = questionnaire.isSample
        consent = Text(instrument.content.consent)
        languages = instrument.content.languages.map(\.rawValue)
        opens = campaign.plan.opens.description
        closes = campaign.plan.closes.description
        isOpen = campaign.state == .open
        // The device puts in its own day; one that does not change keeps the digest.
        let pairs = instrument.content.languages.map { ($0.rawValue, questionnaire.compiled($0, on: campaign.plan.opens)) }
        programs = Dictionary(pairs, uniquingKeysWith: { first, _ in first })
        questions = try Self.questions(instrument, yes: yes, no: no)
        pin = PIN(device.pin)
    }

    /// What can be answered by touching; what cannot is left out where it may be, and refused where it must be answered.
    static func questions(_ instrument: Instrument, yes: Bilingual, no: Bilingual) throws(KioskError) -> [Question] {
        var questions: [Question] = []
        for item in instrument.questionnaire.questions {
            guard let question = item.question else { continue }
            let list: [(code: String, label: Bilingual)]
            switch question.kind {
            case .yesNo: list = [("yes", yes), ("no", no)]
            case .choice(let choices), .choices(let choices):
                guard case .list(let all) = choices.source, choices.within == nil else { throw .cannotAsk(item.label.vi) }
                list = all.map { ($0.code, $0.label) }
            case .note, .calculated: continue
            default:
                guard case .never = question.requirement else { throw .cannotAsk(item.label.vi) }
                continue
            }
            let scale = instrument.scale(of: item.name)
            questions.append(
                Question(
                    name: item.name, help: item.help.map(Text.init), isMany: question.kind.isMany,
                    choices: list.enumerated().map { index, choice in Self.choice(choice, at: index, on: scale) },
                    part: item.parent.map { Text(instrument.questionnaire.items[$0].label) }))
        }
        return questions
    }

    private static func choice(_ choice: (code: String, label: Bilingual), at index: Int, on scale: Scale?) -> Choice {
        let degree = scale?.degree(choice.code)
        let face = degree.flatMap { degree in scale.map { ($0.degrees.count, degree) } }
            .map { count, degree in count < 2 ? 0 : (degree - 1) * 200 / (count - 1) - 100 }
        return Choice(code: choice.code, label: Text(choice.label), number: degree ?? (scale == nil ? index + 1 : 0), face: face)
    }
}
