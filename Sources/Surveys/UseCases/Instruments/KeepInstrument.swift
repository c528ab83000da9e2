import Forms
import Kernel
import Office
import Platform
import Storage

/// Keeps an edition of an instrument for good (SV-11); the same text again is the same edition, another text needs another word for it.
package struct KeepInstrument: Sendable {
    private let bureau: SurveysBureau

    package init(_ bureau: SurveysBureau) { self.bureau = bureau }

    @discardableResult
    package func callAsFunction(_ input: InputFile, by actor: Actor) async throws -> ID<Instrument> {
        let definition = try InstrumentDefinition(input)
        let questionnaire = definition.content.questionnaire
        return try await bureau.write(by: actor) { desk in
            try desk.require(.plan)
            if let known = try InstrumentStore.head(questionnaire.code, edition: questionnaire.version, desk.db) {
                guard known.digest == definition.digest else {
                    throw SurveysError.editionTaken(questionnaire.code, edition: questionnaire.version)
                }
                return known.id
            }
            let id = desk.services.newID(of: Instrument.self)
            try InstrumentStore.insert(id, definition, by: actor.name, at: desk.now, desk.db)
            try desk.services.audit.record(
                "surveys.instrument_kept", by: actor, subject: "surveys/instruments/\(questionnaire.code)",
                after: ["edition": .text(questionnaire.version), "digest": .text(definition.digest)], in: desk.db)
            return id
        }
    }
}

/// Keeps the samples that the binary carries; none of them is an instrument that an authority has issued.
package struct KeepSampleInstruments: Sendable {
    private let bureau: SurveysBureau

    package init(_ bureau: SurveysBureau) { self.bureau = bureau }

    /// The ids by the codes of the instruments.
    @discardableResult
    package func callAsFunction(by actor: Actor) async throws -> [String: ID<Instrument>] {
        var ids: [String: ID<Instrument>] = [:]
        for input in Self.shipped {
            ids[String(input.name.prefix { $0 != "." })] = try await KeepInstrument(bureau)(input, by: actor)
        }
        return ids
    }

    /// The files of `Instruments/`, by name.
    package static var shipped: [InputFile] {
        Embedded.files.filter { $0.key.hasPrefix("Instruments/") }.sorted { $0.key < $1.key }.map {
            InputFile(name: String($0.key.dropFirst("Instruments/".count)), bytes: Array($0.value.utf8))
        }
    }
}
