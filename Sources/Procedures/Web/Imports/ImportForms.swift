import Kernel
import Office
import Platform

/// Taking a list of procedures: the form, the difference with what could not be understood, and the word that applies it.
struct ImportForms: Sendable {
    private let services: Services

    init(_ services: Services) { self.services = services }

    func page(_ context: Context) async throws -> Page { ImportPage(context, today: services.now().vietnamDate).form() }

    func preview(_ form: Form, _ context: Context) async throws -> FormAnswer {
        let page = ImportPage(context, today: services.now().vietnamDate, form)
        guard let file = form.file("file") else {
            return .page(page.form(wrong: ["file": context.words("procedures.file_missing")], status: 422))
        }
        do {
            let order = try form.order
            let input = InputFile(name: file.name, bytes: try await services.files.read(file.stored.digest))
            let preview = try await ImportProcedures(services).preview(input, order, by: context.actor)
            return .page(preview.needsDay ? page.refused([ImportOrder.dayMissing]) : page.preview(preview, file))
        } catch let error as Faults {
            return .page(page.refused(error.faults))
        } catch let error as OfficeError where error.kind == .invalid {
            return .page(page.form(wrong: ["file": context.words(error.code, error.details)], status: 422))
        }
    }

    func apply(_ form: Form, _ context: Context) async throws -> FormAnswer {
        guard let seen = Int(form["revision"]) else { throw ProceduresError.previewGone }
        let input = try await services.previewed(form["digest"], named: form["name"])
        try await ImportProcedures(services)(input, form.order, seen: seen, by: context.actor)
        return .go("/procedures?done=imported")
    }

    /// The list of what could not be understood in a file that was previewed.
    func unread(_ context: Context) async throws -> FileAnswer {
        let input = try await services.previewed(context.query["digest"] ?? "", named: context.query["name"] ?? "")
        return try ExportProcedures(services).unread(input, context.words, by: context.actor)
    }
}

extension Form {
    fileprivate var order: ImportOrder {
        get throws(Faults) {
            try ImportOrder(decision: self["decision"], decided: self["decided"], from: self["from"], isWhole: self["scope"] == "whole")
        }
    }
}

extension Services {
    /// A file as it was previewed, by its digest.
    func previewed(_ digest: String, named name: String) async throws -> InputFile {
        guard let digest = FileDigest(rawValue: digest) else { throw ProceduresError.previewGone }
        do {
            return InputFile(name: FileName.clean(name), bytes: try await files.read(digest))
        } catch FileStoreError.missing {
            throw ProceduresError.previewGone
        }
    }
}
