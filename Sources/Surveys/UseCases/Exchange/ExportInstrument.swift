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
        let (instrument, kept) = try await bureau.read(by: actor) { desk in
            try desk.require(.read)
            return (try desk.instrument(id), try InstrumentStore.text(id, desk.db))
        }
        guard let kept else { throw SurveysError.noSuchInstrument(id.rawValue) }
        let name = "\(instrument.code)-\(instrument.edition)"
        guard kind == .workbook, kept.notation == .xlsForm else { return try file(kind, instrument, name: name) }
        let sheets = try JSONDecoder().decode([KeptSheet].self, from: Data(kept.text.utf8)).map { sheet -> Sheet in
            (sheet.name, sheet.header, sheet.rows.map(\.cells))
        }
        return try workbook(sheets, instrument, name: name)
    }

    /// The instrument of a group with what its answers are joined to the draw by: ``JoiningQuestions``.
    package func callAsFunction(_ kind: Kind, for code: String, campaign number: String, by actor: Actor) async throws -> FileAnswer {
        let (group, instrument, units) = try await bureau.read(by: actor) { desk in
            let campaign = try desk.campaign(number, for: .read)
            let group = try desk.group(code, of: campaign)
            return (group, try desk.instrument(group.instrument), try desk.units(of: group, campaign))
        }
        let joining = try JoiningQuestions(group, of: number, units: units, instrument, texts: text)
        return try file(kind, instrument, joining, name: "\(number)-\(code)")
    }

    private func text(_ key: String) -> Bilingual {
        Bilingual(vi: bureau.services.texts.text(key, .vi, [:]), en: bureau.services.texts.text(key, .en, [:]))
    }

    private func file(_ kind: Kind, _ instrument: Instrument, _ joining: JoiningQuestions? = nil, name: String) throws -> FileAnswer {
        switch kind {
        case .workbook:
            let form = try XLSFormSheets(instrument, joining: joining, texts: text)
            let sheets: [Sheet] = [
                ("survey", XLSFormSheets.surveyHeader, form.survey), ("choices", XLSFormSheets.choicesHeader, form.choices),
                ("settings", XLSFormSheets.settingsHeader, [form.settings]),
            ]
            return try workbook(sheets, instrument, name: name)
        case .xform:
            var form = XForm(instrument, joining: joining, texts: text)
            return FileAnswer(name: "\(name).xml", mediaType: "application/xml", bytes: Array(try form.text().utf8))
        }
    }

    private typealias Sheet = (name: String, header: [String], rows: [[String]])

    private func workbook(_ sheets: [Sheet], _ instrument: Instrument, name: String) throws -> FileAnswer {
        var writer = try XLSXWriter(
            folder: FileManager.default.temporaryDirectory.path, .init(title: instrument.title.vi, created: bureau.services.now()))
        for sheet in sheets {
            try writer.addSheet(sheet.name, sheet.header.map { .init($0, width: 24) })
            for row in sheet.rows { try writer.add(row.map { $0.isEmpty ? .blank : .text($0) }) }
        }
        return FileAnswer(
            name: "\(name).xlsx", mediaType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            bytes: try writer.bytes())
    }
}
