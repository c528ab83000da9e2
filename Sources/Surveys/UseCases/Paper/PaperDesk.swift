import Kernel
import Platform
import Storage

/// A batch with all that was read of it, for the verbs and screens of paper.
struct OpenBatch {
    var batch: PaperBatch
    let campaign: Campaign
    let instrument: Instrument
    let forms: [PrintedForm]
    let keyed: [KeyedForm]
    let settlements: [Settlement]

    /// Form by form, those that were keyed twice.
    var comparisons: [FormComparison] {
        let (keyed, settled) = (Dictionary(grouping: keyed, by: \.serial), Dictionary(grouping: settlements, by: \.serial))
        return forms.compactMap {
            FormComparison($0.serial, keyed[$0.serial] ?? [], settled[$0.serial] ?? [], columns: instrument.columns)
        }
    }

    var agreement: PaperAgreement { PaperAgreement(comparisons, instrument, limit: batch.errorLimit) }
}

extension SurveysBureau.Desk {
    /// A batch for somebody who has a part in it, or a duty in its campaign; everybody else is told as if there were none (SV-45).
    func batch(_ number: String) throws -> (batch: PaperBatch, campaign: Campaign, part: PaperBatch.Part?, plans: Bool, reads: Bool) {
        guard let batch = try BatchStore.find(number, db) else { throw PaperError.noSuchBatch(number) }
        let campaign = try campaign(batch.campaign)
        let part = SurveyDuty.key.isHeld(by: actor) ? batch.part(of: actor.name) : nil
        let plans = SurveyDuty.plan.isHeld(by: actor, for: campaign.unit)
        let reads = plans || SurveyDuty.read.isHeld(by: actor, for: campaign.unit)
        guard part != nil || reads else { throw PaperError.noSuchBatch(number) }
        return (batch, campaign, part, plans, reads)
    }

    func open(_ batch: PaperBatch, _ campaign: Campaign) throws -> OpenBatch {
        OpenBatch(
            batch: batch, campaign: campaign, instrument: try instrument(group(batch.respondents, of: campaign).instrument),
            forms: try SerialStore.of(batch: batch.number, db), keyed: try BatchStore.keyings(of: batch, db),
            settlements: try BatchStore.settlements(of: batch, db))
    }

    /// Whoever plans, and nobody with a part in the batch alone.
    func planned(_ number: String, version: Int?) throws -> (batch: PaperBatch, campaign: Campaign) {
        let found = try batch(number)
        guard found.plans else { throw SurveysError.notYourWork(.plan) }
        if let version, version != found.batch.version { throw SurveysError.changedMeanwhile(number) }
        return (found.batch, found.campaign)
    }

    /// Three people who may key in now; places name the fields of forms.
    func check(_ clerks: PaperClerks, _ log: FaultLog) throws {
        clerks.check(log)
        for (field, login) in [("first", clerks.first), ("second", clerks.second), ("settler", clerks.settler)] where !login.isEmpty {
            let may = try [Role.enumerator, .surveyCoordinator, .administrator].contains {
                try PersonStore.enumerator(login, role: $0.rawValue, at: now, db) != nil
            }
            if !may { log.add("surveys.paper.no_clerk", at: Place(field: field), ["login": String(login.prefix(60))]) }
        }
    }
}
