import Foundation
import Kernel
import Office
import Platform
import Storage

/// Gives all units as a file that ``ImportUnits`` takes back unchanged.
package struct ExportUnits: Sendable {
    private let services: Services

    package init(_ services: Services) { self.services = services }

    package enum Format: String, Sendable, CaseIterable { case csv, xlsx }

    package func callAsFunction(_ format: Format) async throws -> FileAnswer {
        let records = try await services.database.read { try UnitBook($0).records }
        let rows = records.map { record in UnitField.allCases.map { record[$0].isEmpty ? OutputCell.blank : .text(record[$0]) } }
        let header = UnitField.allCases.map(\.rawValue)
        switch format {
        case .csv:
            return FileAnswer(name: "units.csv", mediaType: "text/csv; charset=utf-8", bytes: CSVWriter.write(header, rows, .machine))
        case .xlsx:
            var writer = try XLSXWriter(
                folder: FileManager.default.temporaryDirectory.path, XLSXWriter.Properties(title: "units", created: services.now()))
            try writer.addSheet("units", header.map { XLSXWriter.Column($0, width: $0.hasPrefix("name") ? 36 : 16) })
            for row in rows { try writer.add(row) }
            return FileAnswer(
                name: "units.xlsx", mediaType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                bytes: try writer.bytes())
        }
    }
}
