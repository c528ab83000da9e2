import Foundation
import Kernel
import Office
import Platform

/// Gives an instrument to tools that ask people: as a workbook of XLSForm or as an XForm, which they ask with at once (SV-80).
package struct ExportInstrument: Sendable {
    /// What is given; the word of its address.
    package enum Kind: String, CaseIterable, Hashable, Sendable {
        /// The sheets it was read from, or those that say the same.
        case workbook
        case xform
    }

    private let bureau: SurveysBureau

    package init(_ bureau: SurveysBureau) { self.bureau = bureau }

    package func callAsFunction(_ kind: Kind, of id: ID<Instrument>, by actor: Actor) async throws -> FileAnswer {
        let services = bureau.services
        let (instrument, kept) = try await bureau.read(by: actor) { desk in
            try desk.require(.read)
            return (try desk.instrument(id), try InstrumentStore.text(id, desk.db))
        }
        guard let kept else { throw SurveysError.noSuchInstrument(id.rawValue) }
        func texts(_ key: String) -> Bilingual {
            Bilingual(vi: services.texts.text(key, .vi, [:]), en: services.texts.text(key, .en, [:]))
        }
        let name = "\(instrument.code)-\(instrument.edition)"
        switch kind {
        case .workbook:
            let sheets: [Sheet]
            switch kept.notation {
            case .xlsForm:
                sheets = try JSONDecoder().decode([KeptSheet].self, from: Data(kept.text.utf8)).map {
                    ($0.name, $0.header, $0.rows.map(\.cells))
                }
            case .yaml:
                let form = try XLSFormSheets(instrument, texts: texts)
                sheets = [
                    ("survey", XLSFormSheets.surveyHeader, form.survey), ("choices", XLSFormSheets.choicesHeader, form.choices),
                    ("settings", XLSFormSheets.settingsHeader, [form.settings]),
                ]
            }
            return FileAnswer(
                name: "\(name).xlsx", mediaType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                bytes: try workbook(sheets, title: instrument.title.vi))
        case .xform:
            var form = XForm(instrument, texts: texts)
            return FileAnswer(name: "\(name).xml", mediaType: "application/xml", bytes: Array(try form.text().utf8))
        }
    }

    private typealias Sheet = (name: String, header: [String], rows: [[String]])

    private func workbook(_ sheets: [Sheet], title: String) throws -> [UInt8] {
        var writer = try XLSXWriter(
            folder: FileManager.default.temporaryDirectory.path, .init(title: title, created: bureau.services.now()))
        for sheet in sheets {
            try writer.addSheet(sheet.name, sheet.header.map { .init($0, width: 24) })
            for row in sheet.rows { try writer.add(row.map { $0.isEmpty ? .blank : .text($0) }) }
        }
        return try writer.bytes()
    }
}
