import Facts
import Forms
import Kernel
import Office
import Platform
import Storage
import Units

/// The lists from which forms choose: provinces and communes of 2026 as the binary carries them, and the units of this house.
package enum FormCatalogues {
    /// Those that need no database.
    package static let national = Catalogues([.provinces: provinces, .communes: communes])

    /// All, with the units that stand on a day.
    package static func all(_ units: [Unit]) -> Catalogues {
        Catalogues([
            .provinces: provinces, .communes: communes, .units: units.map { Question.Choice($0.code, $0.name) },
        ])
    }

    /// What a form asks for: the units are read only for those that choose among them.
    package static func of(_ questionnaire: Questionnaire, _ services: Services) async throws -> Catalogues {
        let needsUnits = questionnaire.questions.contains { $0.question?.kind.choices?.source == .catalogue(.units) }
        return needsUnits ? all(try await services.database.read { try UnitStore.all($0) }) : national
    }

    private static let provinces = rows("provinces.csv", ["code", "full_name", "full_name_en"]).map {
        Question.Choice($0[0], Bilingual(vi: $0[1], en: $0[2]))
    }

    private static let communes = rows("communes.csv", ["code", "name", "kind", "province"]).map { row in
        let (vi, en) = kinds[row[2]] ?? ("", "")
        return Question.Choice(
            row[0], Bilingual(vi: [vi, row[1]].filter { !$0.isEmpty }.joined(separator: " "), en: "\(row[1]) \(en)"), of: row[3])
    }
    .sorted { VietnameseOrder.key($0.label.vi) < VietnameseOrder.key($1.label.vi) }

    private static let kinds = ["ward": ("Phường", "Ward"), "commune": ("Xã", "Commune"), "special_zone": ("Đặc khu", "Special Zone")]

    /// Columns of a shipped table; a test of the tables rules out that one is missing.
    private static func rows(_ file: String, _ names: [String]) -> [[String]] {
        guard let table = try? FactTables.table(file) else { return [] }
        let columns = names.compactMap { try? table.column($0) }
        return table.rows.map { row in columns.map { row[$0].text } }
    }
}
