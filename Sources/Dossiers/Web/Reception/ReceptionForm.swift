import Facts
import Kernel
import Platform
import Procedures
import Units
import WorkingTime

/// What was typed at the counter, read as a ``Reception``.
struct ReceptionForm {
    private let form: Form
    private let screen: OpenReception.Screen
    private let papers: [ComponentCase.Paper]

    init(_ form: Form, _ screen: OpenReception.Screen) {
        self.form = form
        self.screen = screen
        let cases = screen.procedure.procedure.components
        let chosen = Int(form["case"]) ?? 0
        papers = cases.indices.contains(chosen) ? cases[chosen].papers : []
    }

    /// What the next page says was done.
    var told: String {
        switch form["decision"] {
        case "solve": "solved"
        case "ask": "asked"
        case "refuse": "refused"
        default: "received"
        }
    }

    func reception(_ services: Services) async throws -> (Reception, [Upload]) {
        let log = FaultLog()
        var uploads: [Upload] = []
        var components: [Component] = []
        for (index, paper) in papers.enumerated() {
            let number = index + 1
            var component = Component(
                name: paper.name, originals: count("originals_\(number)", log), copies: count("copies_\(number)", log),
                kind: Component.Kind(rawValue: form["kind_\(number)"]) ?? .missing, isReused: form.isChecked("reused_\(number)"))
            if let file = form.file("file_\(number)") {
                let upload = try await Upload(file, services)
                uploads.append(upload)
                component.file = upload.file
                if component.kind == .missing { component.kind = .electronic }
            }
            components.append(component)
        }
        let received = moment("received", log)
        let handed = moment("parcel_handed", log)
        let limit = form.optional("limit").flatMap(Self.limit)
        let fees = fees(log)
        let decision = try await decision(services, &uploads)
        try log.check()
        var digital = Dossier.Digital()
        digital.reusesData = components.contains(where: \.isReused)
        digital.usesPopulationData = form.isChecked("population")
        var reception = Reception(
            unit: screen.unit.code, procedure: screen.procedure.procedure.code,
            channel: Dossier.Channel(rawValue: form["channel"]) ?? .direct, subject: Dossier.Subject(rawValue: form["subject"]) ?? .citizen,
            applicant: Applicant(
                name: form["name"], document: form["document"], address: form["address"], phone: form["phone"], email: form["email"],
                submitter: form["submitter"], request: form["request"]),
            components: components, fees: fees, arePaid: form.isChecked("paid"),
            delivery: Dossier.Delivery(rawValue: form["delivery"]) ?? .counter, received: received, limit: limit, parcel: form["parcel"],
            digital: digital, decision: decision)
        reception.parcelHanded = handed
        return (reception, uploads)
    }

    private func decision(_ services: Services, _ uploads: inout [Upload]) async throws -> Reception.Decision {
        switch form["decision"] {
        case "ask": return .ask(reason: form["reason"])
        case "refuse": return .refuse(reason: form["reason"])
        case "solve":
            var result = DossierResult(.granted, number: form["number"], text: form["result"])
            if let file = form.file("result_file") {
                let upload = try await Upload(file, services)
                uploads.append(upload)
                result.file = upload.file
            }
            return .solve(result)
        default: return .accept
        }
    }

    private func count(_ field: String, _ log: FaultLog) -> Int {
        guard let text = form.optional(field) else { return 0 }
        guard let count = Int(text), (0...99).contains(count) else {
            log.add("dossiers.count_wrong", at: Place(file: "reception", field: field), ["text": text])
            return 0
        }
        return count
    }

    private func moment(_ field: String, _ log: FaultLog) -> Timestamp? {
        guard let text = form.optional(field) else { return nil }
        guard let moment = DeadlineQuestion.moment(text) else {
            log.add("facts.moment_unreadable", at: Place(file: "reception", field: field), ["text": text])
            return nil
        }
        return moment
    }

    private func fees(_ log: FaultLog) -> [FeeLine] {
        guard let text = form.optional("fee") else { return [] }
        guard let dong = Int64(text.filter { !$0.isWhitespace && $0 != "." && $0 != "," }), dong >= 0 else {
            log.add("dossiers.fee_wrong", at: Place(file: "reception", field: "fee"), ["text": text])
            return []
        }
        return dong == 0 ? [] : [FeeLine(name: screen.procedure.procedure.name, dong: dong)]
    }

    /// `3 working_days`.
    private static func limit(_ text: String) -> TimeLimit? {
        let parts = text.split(separator: " ")
        return parts.count == 2 ? Int(parts[0]).flatMap { TimeLimit($0, parts[1]) } : nil
    }
}
