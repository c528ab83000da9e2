import Dossiers
import Kernel

/// Simulated dossiers as the list that another system hands over, in the columns of `docs/data-files.md#dossiers`.
///
/// Units stand by their agency codes. What a list has no column for is left out: the first appointment, and when was asked for a
/// supplement.
package struct ForeignList {
    let desks: Desks

    package init(_ desks: Desks) { self.desks = desks }

    private static let columns: [ImportColumn] = [
        .code, .unit, .procedure, .channel, .subject, .state, .received, .limit, .limitUnit, .due, .finished, .returned, .supplements,
        .cause, .officer, .entered, .fee, .delivery, .isDigitised, .hasElectronicResult, .reusesData, .isInStore, .usesPopulationData,
    ]

    /// The whole list.
    package var bytes: [UInt8] {
        var bytes: [UInt8] = []
        write { bytes += $0 }
        return bytes
    }

    /// One row a dossier, given to `write` in pieces of about a megabyte.
    package func write(_ write: (ArraySlice<UInt8>) throws -> Void) rethrows {
        var text = CSVBytes(Self.columns.map(\.name))
        for dossier in desks.dossiers {
            let procedure = desks.plan.procedures[dossier.procedure]
            let (count, unit) = DeskFiles.limit(procedure.limit)
            text.cell(desks.code(of: dossier))
            text.cell(desks.plan.units[dossier.unit].code)
            text.cell(procedure.code)
            text.cell(dossier.channel.rawValue)
            text.cell(dossier.subject.rawValue)
            text.cell(dossier.state.rawValue)
            text.cell(dossier.received)
            text.cell("\(count)")
            text.cell(unit)
            text.cell(dossier.due)
            text.cell(dossier.ended)
            text.cell(dossier.returned)
            text.cell("\(dossier.supplements)")
            text.cell(dossier.cause?.rawValue ?? "")
            text.cell("CB\(dossier.officer)")
            text.cell(dossier.entered)
            text.cell(fee(dossier))
            text.cell(dossier.channel == .direct ? "counter" : dossier.channel.rawValue)
            for marks in Self.marks { text.cell(DossierColumns.Marks(rawValue: dossier.marks).isSuperset(of: marks) ? "1" : "0") }
            text.endRow()
            try text.flush(above: 1 << 20, write)
        }
        try text.flush(above: 0, write)
    }

    /// In the order of the last columns; a list knows components and result only together.
    private static let marks: [DossierColumns.Marks] = [
        [.componentsDigitised, .resultDigitised], .electronicResult, .reused, .personalStore, .populationData,
    ]

    private func fee(_ dossier: DeskDossier) -> String {
        let marks = DossierColumns.Marks(rawValue: dossier.marks)
        if !marks.contains(.hasFee) { return "none" }
        if marks.contains(.paidOnline) { return "online" }
        return dossier.ended == nil ? "unpaid" : "counter"
    }
}
