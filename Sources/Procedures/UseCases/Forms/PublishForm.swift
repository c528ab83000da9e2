import Forms
import Kernel
import Office
import Platform
import Storage

/// Publishes a form of a procedure from a day on; the edition before it ends with the day before (OL-10, PR-14).
package struct PublishForm: Sendable {
    private let services: Services

    package init(_ services: Services) { self.services = services }

    /// `procedure` is for forms whose text names none; `from` is the first day.
    @discardableResult
    package func callAsFunction(_ input: InputFile, procedure: String = "", from day: CalendarDate, by actor: Actor) async throws
        -> StoredForm
    {
        try actor.require(.administrator)
        let definition = try FormDefinition(input)
        let code = try Self.procedure(of: definition.questionnaire, procedure)
        let (audit, id, now) = (services.audit, services.newID(of: StoredForm.self), services.now())
        try await services.database.write { db in
            guard try ProcedureStore.inForce(code, on: day, db) != nil else { throw ProceduresError.notFound(code) }
            if let last = try ProcedureForms.last(code, db) {
                if last.from >= day { throw ProceduresError.formNotLater(code) }
                try ProcedureForms.end(last.id, before: day, db)
            }
            try ProcedureForms.insert(id, definition, of: code, from: day, at: now, db)
            try audit.record(
                "procedures.form_published", by: actor, subject: "procedures/\(code)",
                after: [
                    "form": .text(definition.questionnaire.code), "version": .text(definition.questionnaire.version),
                    "from": AuditValue(day),
                ], in: db)
        }
        services.publicData.changed()
        return StoredForm(id: id, procedure: code, questionnaire: definition.questionnaire, from: day, to: nil, published: now)
    }

    /// The procedure that the text names, or the one that was typed; two different ones are a mistake.
    private static func procedure(of questionnaire: Questionnaire, _ typed: String) throws -> String {
        let log = FaultLog()
        let code = questionnaire.procedure ?? typed
        if code.isEmpty { log.add("procedures.form.procedure_missing", at: Place(file: "form", field: "procedure")) }
        if let own = questionnaire.procedure, !typed.isEmpty, typed != own {
            log.add("procedures.form.procedure_differs", at: Place(file: "form", field: "procedure"), ["code": own])
        }
        try log.check()
        return code
    }
}
