import Kernel
import Platform
import Units

/// Gives the accepted answers of a group to whoever has the duty, once nobody answers any more: a table without texts and without a way
/// to a person, and the programs that compute the printed figures from it.
package struct ExportAnswers: Sendable {
    package enum Kind: String, Hashable, Sendable, CaseIterable {
        case csv = "answers.csv"
        case codebook = "codebook.csv"
        case workbook = "answers.xlsx"
        case sav = "answers.sav"
        case python = "estimates.py"
        case r = "estimates.R"

        var mediaType: String {
            switch self {
            case .csv, .codebook: "text/csv; charset=utf-8"
            case .workbook: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
            case .sav: "application/x-spss-sav"
            case .python, .r: "text/plain; charset=utf-8"
            }
        }
    }

    private let bureau: SurveysBureau

    package init(_ bureau: SurveysBureau) { self.bureau = bureau }

    /// The programs compute the edition of the formula that was kept last.
    package func callAsFunction(_ kind: Kind, group code: String, campaign number: String, language: Language, by actor: Actor) async throws
        -> FileAnswer
    {
        let services = bureau.services
        let name = "\(number)-\(code)"
        let (input, campaign, formula, codes) = try await bureau.read(by: actor) { desk in
            let campaign = try desk.campaign(number, for: .read)
            if campaign.closed == nil { throw SurveysError.notPossible(.estimated, from: campaign.state) }
            guard let input = try desk.inputs(of: campaign).first(where: { $0.group.code == code }) else {
                throw SurveysError.noSuchGroup(code)
            }
            let units = try UnitStore.find(Set(input.answers.map(\.unit)), desk.db)
            return (
                input, campaign, try EstimateStore.editions(of: number, desk.db).last?.formula,
                Dictionary(units.map { ($0.key.rawValue, $0.value.code) }, uniquingKeysWith: { first, _ in first })
            )
        }
        let table: () -> OpenTable = {
            OpenTable(input, on: campaign.plan.closes, codes: codes) { key in
                Bilingual(vi: services.texts.text(key, .vi, [:]), en: services.texts.text(key, .en, [:]))
            }
        }
        let plan: () throws(SurveysError) -> ScriptPlan = { () throws(SurveysError) in
            guard let formula else { throw .noFigures }
            return ScriptPlan(input, formula, file: "\(name)-\(Kind.csv.rawValue)")
        }
        let note = services.texts.text("surveys.exchange.script", language, ["campaign": number, "respondents": code])
        let bytes: [UInt8] =
            switch kind {
            case .csv: table().csv
            case .codebook: table().codebookCSV
            case .workbook: try table().workbook(created: services.now(), language: language)
            case .sav: SAVWriter.write(table(), created: services.now(), language: language)
            case .python: Array(PythonScript.text(try plan(), note: note).utf8)
            case .r: Array(RScript.text(try plan(), note: note).utf8)
            }
        return FileAnswer(name: "\(name)-\(kind.rawValue)", mediaType: kind.mediaType, bytes: bytes)
    }
}
