import Kernel
import Platform
import Storage
import Units

/// Numbers forms for a unit, and where people were drawn for a cell, so that they can be printed; what is numbered once stays so and can
/// be printed again.
package struct PrintForms: Sendable {
    package struct Order: Sendable {
        package var group: String
        /// Code of the unit that is judged.
        package var unit: String
        /// Nil: laid out at the counter, for whoever comes.
        package var cell: Int?
        package var count: Int?

        package init(_ count: Int?, group: String, unit: String, cell: Int? = nil) {
            self.count = count
            self.group = group
            self.unit = unit
            self.cell = cell
        }
    }

    /// A PDF of more is too large to be looked at.
    package static let most = 300

    private let bureau: SurveysBureau

    package init(_ bureau: SurveysBureau) { self.bureau = bureau }

    /// In their order.
    @discardableResult
    package func callAsFunction(_ order: Order, campaign number: String, by actor: Actor) async throws -> [FormSerial] {
        guard let count = order.count, (1...Self.most).contains(count) else {
            let log = FaultLog()
            log.outside("count", 1, Self.most)
            throw Faults(log.faults)
        }
        return try await bureau.write(by: actor) { desk in
            let campaign = try desk.campaign(number, for: .plan)
            guard campaign.closed == nil else { throw SurveysError.closed(campaign.plan.closes) }
            let group = try desk.group(order.group, of: campaign)
            let unit = try desk.unit(order.unit)
            guard try CampaignStore.matrix(of: number, group.code, desk.db).contains(where: { $0.unit == unit.id }) else {
                throw SurveysError.noSuchUnit(order.unit)
            }
            if let cell = order.cell, try !PersonStore.cells(of: number, group.code, desk.db).contains(where: { $0.number == cell }) {
                throw PaperError.noSuchCell(cell)
            }
            let last = try SurveyNumber.take(count, "serial", year: desk.today.year, desk.db)
            let serials = (last - count + 1...last).compactMap { FormSerial(year: desk.today.year, number: $0) }
            guard serials.count == count else { preconditionFailure("a year has fewer than ten million forms") }
            try SerialStore.insert(serials.map { ($0, unit.id) }, of: number, group.code, cell: order.cell, desk.db)
            try desk.record(
                "surveys.paper.printed", campaign,
                after: [
                    "from": .text(serials[0].description), "to": .text(serials[count - 1].description), "unit": .text(order.unit),
                    "count": .whole(Int64(count)),
                ])
            return serials
        }
    }
}
