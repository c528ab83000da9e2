import Kernel
import Office
import Platform

/// Taking a file of units: the form, the difference, and the word that applies it.
struct ImportForms: Sendable {
    /// Bytes of a file of units; the 3,355 of the whole country have some 400 kB.
    static let limit = 8 << 20

    private let services: Services

    init(_ services: Services) { self.services = services }

    func page(_ context: Context) async throws -> Page { ImportPage(context).form() }

    func preview(_ form: Form, _ context: Context) async throws -> FormAnswer {
        guard let file = form.file("file") else {
            return .page(ImportPage(context, form).form(wrong: ["file": context.words("units.file_missing")], status: 422))
        }
        do {
            _ = try Self.meaning(form, today: services.now().vietnamDate)
            let input = InputFile(name: file.name, bytes: try await services.files.read(file.stored.digest))
            let preview = try await ImportUnits(services).preview(input, by: context.actor)
            return .page(ImportPage(context, form).preview(preview, file))
        } catch let error as Faults {
            return .page(ImportPage(context, form).refused(error.faults))
        } catch let error as OfficeError where error.kind == .invalid {
            return .page(ImportPage(context, form).form(wrong: ["file": context.words(error.code, error.details)], status: 422))
        }
    }

    func apply(_ form: Form, _ context: Context) async throws -> FormAnswer {
        guard let digest = FileDigest(rawValue: form["digest"]), let seen = Int(form["revision"]) else { throw UnitsError.previewGone }
        let meaning = try Self.meaning(form, today: services.now().vietnamDate)
        let bytes: [UInt8]
        do {
            bytes = try await services.files.read(digest)
        } catch FileStoreError.missing {
            throw UnitsError.previewGone
        }
        let input = InputFile(name: FileName.clean(form["name"]), bytes: bytes)
        try await ImportUnits(services)(input, meaning, seen: seen, by: context.actor)
        return .go("/units?done=imported")
    }

    private static func meaning(_ form: Form, today: CalendarDate) throws -> ImportUnits.Meaning {
        guard form["meaning"] == "change" else { return .correction }
        let ground = form.ground
        let log = FaultLog()
        _ = ground.check(log, latest: today, in: "import")
        try log.check()
        return .change(ground)
    }
}
