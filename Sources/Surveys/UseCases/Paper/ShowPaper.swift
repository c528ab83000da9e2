import Kernel
import Platform
import Storage
import Units

/// Forms on paper as each sees them: whoever plans all of a campaign, a clerk the own readings of the own batches (SV-45), the third
/// person where the two differ.
package struct ShowPaper: Sendable {
    package struct CampaignScreen: Sendable {
        package let campaign: Campaign
        package let plans: Bool
        package let groups: [(group: RespondentGroup, units: [Units.Unit], cells: [WeightCell])]
        package let printed: [(count: PrintedCount, unit: Units.Unit)]
        package let missing: [PrintedForm]
        package let batches: [PaperBatch]
        package let today: CalendarDate
    }

    package struct BatchScreen: Sendable {
        package let batch: PaperBatch
        package let campaign: Campaign
        package let instrument: Instrument
        package let part: PaperBatch.Part?
        package let plans: Bool
        package let forms: [PrintedForm]
        /// Of the actor alone.
        package let own: [FormSerial: KeyedForm]
        /// How many each turn has keyed.
        package let keyed: [Int: Int]
        /// Forms with differences, for the third person and for whoever plans once all is keyed.
        package let differing: [FormComparison]
        package let settlements: [Settlement]
        /// Nil for whoever keys in, and before all is keyed.
        package let agreement: PaperAgreement?
        package let names: [String: String]
    }

    /// Lost sheets that are told one by one.
    package static let most = 200

    private let bureau: SurveysBureau

    package init(_ bureau: SurveysBureau) { self.bureau = bureau }

    package func campaign(_ number: String, by actor: Actor) async throws -> CampaignScreen {
        try await bureau.read(by: actor) { desk in
            let campaign = try desk.campaign(number, for: .read)
            let counts = try SerialStore.counts(of: number, desk.db)
            let units = try UnitStore.find(Set(counts.map(\.unit)), desk.db)
            let groups = try CampaignStore.groups(of: number, desk.db).map { group in
                (group, try desk.units(of: group, campaign), try PersonStore.cells(of: number, group.code, desk.db))
            }
            return CampaignScreen(
                campaign: campaign, plans: SurveyDuty.plan.isHeld(by: actor, for: campaign.unit), groups: groups,
                printed: counts.compactMap { count in units[count.unit].map { (count, $0) } },
                missing: try SerialStore.missing(of: number, limit: Self.most, desk.db), batches: try BatchStore.all(of: number, desk.db),
                today: desk.today)
        }
    }

    /// Batches in which somebody has something to do, with how many forms they have keyed.
    package func own(by actor: Actor) async throws -> [(batch: PaperBatch, part: PaperBatch.Part, keyed: Int)] {
        try await bureau.read(by: actor) { desk in
            try BatchStore.open(for: actor.name, desk.db).compactMap { batch in
                guard let part = batch.part(of: actor.name) else { return nil }
                let keyed = try BatchStore.keyed(of: batch, desk.db)
                if case .clerk(let turn) = part { return (batch, part, keyed[turn] ?? 0) }
                return (batch, part, 0)
            }
        }
    }

    package func batch(_ number: String, by actor: Actor) async throws -> BatchScreen {
        try await bureau.read(by: actor) { desk in
            let (batch, campaign, part, plans, reads) = try desk.batch(number)
            let open = try desk.open(batch, campaign)
            // Whoever reads the forms sees nothing of what others read in them, whatever else they may see.
            let isClerk = if case .clerk = part { true } else { false }
            let isKeyed = batch.state != .keying
            let seesDifferences = isKeyed && !(isClerk && batch.state != .closed)
            return BatchScreen(
                batch: batch, campaign: campaign, instrument: open.instrument, part: part, plans: plans, forms: open.forms,
                own: Dictionary(
                    open.keyed.filter { $0.login == actor.name && isClerk }.map { ($0.serial, $0) }, uniquingKeysWith: { first, _ in first }
                ),
                keyed: try BatchStore.keyed(of: batch, desk.db),
                differing: seesDifferences ? open.comparisons.filter { !$0.differences.isEmpty } : [],
                settlements: seesDifferences ? open.settlements : [], agreement: seesDifferences && reads ? open.agreement : nil,
                names: try PersonStore.names([batch.clerks.first, batch.clerks.second, batch.clerks.settler], desk.db))
        }
    }

    /// Printed forms from one serial to another, to be printed.
    package func forms(from first: FormSerial, to last: FormSerial, campaign number: String, by actor: Actor) async throws -> (
        campaign: Campaign, sheets: [(form: PrintedForm, unit: Units.Unit, instrument: Instrument)]
    ) {
        try await bureau.read(by: actor) { desk in
            let campaign = try desk.campaign(number, for: .plan)
            let forms = try SerialStore.between(first, last, of: number, limit: PrintForms.most, desk.db)
            if forms.isEmpty { throw PaperError.nothingPrinted }
            let units = try UnitStore.find(Set(forms.map { ID<Units.Unit>(rawValue: $0.unit) }), desk.db)
            let sheets = try forms.compactMap { form in
                try units[ID(rawValue: form.unit)].map { unit in
                    (form, unit, try desk.instrument(desk.group(form.respondents, of: campaign).instrument))
                }
            }
            return (campaign, sheets)
        }
    }
}
