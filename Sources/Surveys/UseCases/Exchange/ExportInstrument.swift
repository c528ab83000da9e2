import Foundation
import Kernel
import Office
import Platform

/// Gives an instrument as a workbook of XLSForm: the sheets it was read from, or those that say the same (SV-80).
package struct ExportInstrument: Sendable {
    private let bureau: SurveysBureau

    package init(_ bureau: SurveysBureau) { self.bureau = bureau }

    package func callAsFunction(_ id: ID<Instrument>, by actor: Actor) async throws -> FileAnswer {
        let services = bureau.services
        let (instrument, kept) = try await bureau.read(by: actor) { desk in
            (try desk.instrument(id), try InstrumentStore.text(id, desk.db))
        }
        guard let kept else { throw SurveysError.noSuchInstrument(id.rawValue) }
        let sheets: [(name: String, header: [String], rows: [[String]])]
        switch kept.notation {
        case .xlsForm:
            sheets = try JSONDecoder().decode([KeptSheet].self, from: Data(kept.text.utf8)).map {
                ($0.name, $0.header, $0.rows.map(\.cells))
            }
        case .yaml:
            let form = try XLSFormSheets(instrument) { key in
                Bilingual(vi: services.texts.text(key, .vi, [:]), en: services.texts.text(key, .en, [:]))
            }
            sheets = [
                ("survey", XLSFormSheets.surveyHeader, form.survey), ("choices", XLSFormSheets.choicesHeader, form.choices),
                ("settings", XLSFormSheets.settingsHeader, [form.settings]),
            ]
        }
        var writer = try XLSXWriter(
            folder: FileManager.default.temporaryDirectory.path, .init(title: instrument.title.vi, created: services.now()))
        for sheet in sheets {
            try writer.addSheet(sheet.name, sheet.header.map { .init($0, width: 24) })
            for row in sheet.rows { try writer.add(row.map { $0.isEmpty ? .blank : .text($0) }) }
        }
        return FileAnswer(
            name: "\(instrument.code)-\(instrument.edition).xlsx",
            mediaType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", bytes: try writer.bytes())
    }
}
