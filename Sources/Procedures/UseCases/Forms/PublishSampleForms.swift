import Forms
import Kernel
import Office
import Platform
import Storage

/// Publishes the sample forms that the binary carries, for the procedures that are in the catalogue and have no form yet.
package struct PublishSampleForms: Sendable {
    private let services: Services

    package init(_ services: Services) { self.services = services }

    /// Leaves alone what has a form.
    package func callAsFunction(by actor: Actor) async throws {
        let today = services.now().vietnamDate
        for input in Self.shipped {
            guard let code = try FormDefinition(input).questionnaire.procedure else { continue }
            let isWanted = try await services.database.read { db in
                guard try ProcedureStore.inForce(code, on: today, db) != nil else { return false }
                return try ProcedureForms.last(code, db) == nil
            }
            if isWanted { try await PublishForm(services)(input, from: today, by: actor) }
        }
    }

    /// The files of `Forms/`, by name.
    package static var shipped: [InputFile] {
        Embedded.files.filter { $0.key.hasPrefix("Forms/") }.sorted { $0.key < $1.key }.map {
            InputFile(name: String($0.key.dropFirst("Forms/".count)), bytes: Array($0.value.utf8))
        }
    }
}
