import Kernel
import Platform
import Storage

/// Registers a publication decision before its content is entered, so that the house says what it does not apply yet (PR-12).
package struct RegisterDecision: Sendable {
    /// As typed.
    package struct Draft: Sendable, Hashable {
        package var number: String
        package var title: String
        package var authority: String
        package var decided: String
        package var effective: String
        package var listed: String
        /// Codes with spaces, commas or lines between them.
        package var codes: String

        package init(
            number: String, title: String = "", authority: String = "province", decided: String, effective: String, listed: String = "",
            codes: String
        ) {
            self.number = number
            self.title = title
            self.authority = authority
            self.decided = decided
            self.effective = effective
            self.listed = listed
            self.codes = codes
        }
    }

    private let services: Services

    package init(_ services: Services) { self.services = services }

    package func callAsFunction(_ draft: Draft, by actor: Actor) async throws {
        try actor.require(.administrator)
        let decision = try draft.decision(services.newID(), today: services.now().vietnamDate)
        let (audit, now) = (services.audit, services.now())
        try await services.database.write { db in
            guard try DecisionStore.find(decision.number, decided: decision.decided, db) == nil else {
                throw ProceduresError.decisionKnown(decision.number)
            }
            try DecisionStore.insert(decision, at: now, db)
            try audit.record(
                "procedures.decision_registered", by: actor, subject: "procedures/decisions",
                after: [
                    "number": .text(decision.number), "decided": AuditValue(decision.decided), "effective": AuditValue(decision.effective),
                    "codes": .list(decision.codes.map { .text($0) }),
                ], in: db)
        }
    }
}

extension RegisterDecision.Draft {
    /// The decision, or all that is wrong with it by the names of its fields.
    func decision(_ id: ID<PublicationDecision>, today: CalendarDate) throws(Faults) -> PublicationDecision {
        let log = FaultLog()
        func fault(_ code: String, _ field: String, _ details: [String: String] = [:]) {
            log.add(code, at: Place(file: "decision", field: field), details.merging(["field": field]) { $1 })
        }
        func day(_ text: String, _ field: String) -> CalendarDate? {
            let day = CalendarDate(written: text)
            if day == nil { fault("procedures.date_unreadable", field, ["text": text]) }
            return day
        }
        if number.isEmpty { fault("procedures.decision_missing", "number") }
        for (field, text) in [("number", number), ("title", title)] where text.count > 500 {
            fault("procedures.text_too_long", field, ["limit": "500"])
        }
        let known = PublicationDecision.Authority(rawValue: authority)
        if known == nil {
            let words = PublicationDecision.Authority.allCases.map(\.rawValue).joined(separator: ", ")
            fault("procedures.word_unknown", "authority", ["text": authority, "words": words])
        }
        let (decided, effective) = (day(decided, "decided"), day(effective, "effective"))
        let listed = listed.isEmpty ? nil : day(listed, "listed")
        if let decided, decided > today { fault("procedures.day_in_future", "decided") }
        if let listed, let decided, listed < decided { fault("procedures.listed_before_decided", "listed") }
        var codes: [String] = []
        for code in self.codes.split(whereSeparator: { $0.isWhitespace || $0 == "," || $0 == ";" }).map(String.init) {
            if !ProcedureCode.isCode(code) { fault("procedures.code_malformed", "codes", ["text": code]) }
            if !codes.contains(code) { codes.append(code) }
        }
        if codes.isEmpty { fault("procedures.codes_missing", "codes") }
        try log.check()
        guard let known, let decided, let effective else { preconditionFailure("what is missing was told") }
        return PublicationDecision(
            id: id, number: number, title: title, authority: known, decided: decided, effective: effective, listed: listed, codes: codes)
    }
}
