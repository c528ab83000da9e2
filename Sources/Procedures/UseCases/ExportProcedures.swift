import Foundation
import Kernel
import Office
import Platform
import Storage

/// Gives the catalogue of today as a file: tables that ``ImportProcedures`` takes back, or the whole content as JSON.
package struct ExportProcedures: Sendable {
    package enum Format: String, Sendable, CaseIterable { case csv, xlsx, jsonl }

    private static let name = "procedures"

    private let services: Services

    package init(_ services: Services) { self.services = services }

    package func callAsFunction(_ format: Format) async throws -> FileAnswer {
        let today = services.now().vietnamDate
        let all = try await services.database.read { try ProcedureStore.inForce(on: today, $0) }
        if format == .jsonl {
            var text = ""
            for stored in all { text += try ProcedureJSON(stored).text + "\n" }
            return FileAnswer(name: "\(Self.name).jsonl", mediaType: "application/jsonl; charset=utf-8", bytes: Array(text.utf8))
        }
        return try table(
            Self.name, Self.columns.map(\.name), all.map { stored in Self.columns.map { .said($0.cell(stored)) } }, format)
    }

    /// The units that receive each procedure, as ``ImportReceivers`` takes them.
    package func receivers(_ format: Format) async throws -> FileAnswer {
        let pairs = try await services.database.read { try ReceiverStore.pairs($0) }
        return try table("procedures-receivers", ["code", "unit"], pairs.map { [.said($0.code), .said($0.unit)] }, format)
    }

    /// The steps of the internal processes, as ``ImportProcedures`` takes them (PR-8).
    package func processes(_ format: Format) async throws -> FileAnswer {
        let today = services.now().vietnamDate
        let all = try await services.database.read { try ProcedureStore.inForce(on: today, $0) }
        let rows = all.flatMap { stored in
            stored.procedure.process.map { step -> [OutputCell] in
                [.said(stored.procedure.code), .said(step.name), .said(step.performer), .said(step.time?.printed ?? "")]
            }
        }
        return try table("procedures-processes", ["code", "step", "performer", "time"], rows, format)
    }

    /// What of a list could not be understood, for whoever mends it.
    package func unread(_ file: InputFile, _ words: Words, by actor: Actor) throws -> FileAnswer {
        try actor.require(.administrator)
        let rows = try ProcedureList(file).unread.map { one -> [OutputCell] in
            [
                .said(one.code), .said(one.name), .number(Number(one.place.line)), .said(words(one.part.field.text)),
                one.part.row == 0 ? .blank : .number(Number(one.part.row)), .said(words(one.part.reason.text)), .said(one.part.text),
            ]
        }
        return try table("procedures-unread", ["code", "name", "line", "part", "row", "reason", "text"], rows, .csv)
    }

    private func table(_ name: String, _ header: [String], _ rows: [[OutputCell]], _ format: Format) throws -> FileAnswer {
        guard format == .xlsx else {
            return FileAnswer(name: "\(name).csv", mediaType: "text/csv; charset=utf-8", bytes: CSVWriter.write(header, rows, .machine))
        }
        var writer = try XLSXWriter(
            folder: FileManager.default.temporaryDirectory.path, XLSXWriter.Properties(title: name, created: services.now()))
        try writer.addSheet(name, header.map { XLSXWriter.Column($0, width: $0 == "name" ? 48 : 16) })
        for row in rows { try writer.add(row) }
        return FileAnswer(
            name: "\(name).xlsx", mediaType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            bytes: try writer.bytes())
    }

    /// The columns that say a part in one cell, by the names under which a list has them.
    private static let columns: [(name: String, cell: @Sendable (StoredProcedure) -> String)] = [
        ("code", { $0.procedure.code }), ("name", { $0.procedure.name }), ("field", { $0.procedure.field }),
        ("kind", { $0.procedure.kind }), ("issuer", { $0.procedure.issuer }),
        ("levels", { $0.procedure.levels.map(\.rawValue).joined(separator: ", ") }),
        ("subjects", { $0.procedure.subjects.joined(separator: "; ") }), ("deciding", { $0.procedure.agencies.deciding }),
        ("implementing", { $0.procedure.agencies.implementing }), ("legal_limit", { $0.procedure.legalLimit?.printed ?? "" }),
        ("local_limit", { $0.procedure.localLimit?.printed ?? "" }), ("decision", { $0.version.decision }),
        ("decided", { $0.version.decided?.description ?? "" }), ("change", { $0.version.change?.rawValue ?? "" }),
        ("from", { $0.version.from?.description ?? "" }), ("link", { $0.procedure.link }), ("source", { $0.source }),
    ]
}

extension OutputCell {
    /// Text, or nothing where it is empty.
    fileprivate static func said(_ text: String) -> OutputCell { text.isEmpty ? .blank : .text(text) }
}
