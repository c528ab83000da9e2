import Facts
import Kernel
import Platform
import WorkingTime

/// What was typed into the form of an act, handed to its verb.
struct ActForm {
    private let form: Form
    private let act: DeskAct
    private let dossier: String

    init(_ form: Form, _ act: DeskAct, dossier: String) {
        self.form = form
        self.act = act
        self.dossier = dossier
    }

    func perform(_ bureau: Bureau, by actor: Actor) async throws -> DossierCode {
        let order = try order()
        switch act {
        case .accept, .refuse:
            let (papers, uploads) = try await papers(bureau.services)
            return try await DecideDossier(bureau)(
                order, act == .accept ? .accept : .refuse, papers: papers, uploads: uploads, by: actor
            ).code
        case .incomplete: return try await AskIncomplete(bureau)(order, by: actor).code
        case .assign: return try await AssignDossier(bureau)(order, to: form["officer"], by: actor).code
        case .step: return try await EndStep(bureau)(order, to: form["officer"], by: actor).code
        case .supplement: return try await AskSupplement(bureau)(order, by: actor).code
        case .takeSupplement:
            let (papers, uploads) = try await papers(bureau.services)
            return try await TakeSupplement(bureau)(order, papers: papers, uploads: uploads, by: actor).code
        case .payment: return try await AskPayment(bureau)(order, dong: try dong(), by: actor).code
        case .takePayment: return try await TakePayment(bureau)(order, isOnline: form.isChecked("online"), by: actor).code
        case .consult: return try await Consult(bureau)(order, .consultation, try questions(), by: actor).code
        case .link: return try await Consult(bureau)(order, .linked, try questions(), by: actor).code
        case .answer: return try await answer(order, bureau, by: actor)
        case .extend: return try await ExtendDossier(bureau)(order, to: try day(), cause: try cause(), by: actor).code
        case .cause: return try await StateCause(bureau)(order, cause: try cause(), by: actor).code
        case .finish: return try await finish(order, bureau, by: actor)
        case .giveBack:
            return try await ReturnResult(bureau)(
                order, delivery: Dossier.Delivery(rawValue: form["delivery"]) ?? .counter, parcel: form["parcel"],
                isPaid: form.isChecked("paid"), by: actor
            ).code
        case .parcel: return try await TellParcel(bureau)(order, by: actor).code
        case .stop: return try await EndDossier(bureau)(order, .stopped, by: actor).code
        case .withdraw: return try await EndDossier(bureau)(order, .withdrawn, by: actor).code
        }
    }

    /// What was refused, at the field that it is about.
    static func told(_ error: any DomainError, _ act: DeskAct, _ words: Words) -> any DomainError {
        let field: String? =
            switch error {
            case DossiersError.noSuchPerson: "officer"
            case DossiersError.noSuchUnit: "unit_1"
            case DossiersError.feeUnpaid: "paid"
            case WorkingTimeError.extensionNotLater, WorkingTimeError.extensionOnDayOff: "day"
            case is WorkingTimeError, DossiersError.beforeReceipt: "at"
            default: error.code.hasPrefix("office.") ? "result_file" : nil
            }
        var details = error.details
        if case DossiersError.feeUnpaid(let dong) = error { details["dong"] = words.numbers.count(Int(dong)) }
        return field.map { Faults([Fault(error.code, at: Place(file: act.rawValue, field: $0), details)]) } ?? error
    }

    // MARK: reading

    private func place(_ field: String) -> Place { Place(file: dossier, field: field) }

    private func order() throws -> DossierAct {
        var at: Timestamp?
        if let text = form.optional("at") {
            at = DeadlineQuestion.moment(text)
            if at == nil { throw Faults([Fault("facts.moment_unreadable", at: place("at"), ["text": text])]) }
        }
        return DossierAct(dossier, version: Int(form["version"]), at: at, text: form["text"], document: form["document"])
    }

    private func day() throws -> CalendarDate {
        guard let day = CalendarDate(written: form["day"]) else {
            throw Faults([Fault("dossiers.day_unreadable", at: place("day"), ["text": form["day"]])])
        }
        return day
    }

    /// Whole đồng, with the dots or spaces that people set between figures.
    private func dong() throws -> Int64? {
        guard let text = form.optional("dong") else { return nil }
        guard let dong = Int64(text.filter { !". ,₫".contains($0) }) else {
            throw Faults([Fault("dossiers.fee_wrong", at: place("dong"))])
        }
        return dong
    }

    private func cause() throws -> Dossier.Cause {
        guard let cause = Dossier.Cause(rawValue: form["cause"]) else {
            throw Faults([Fault("dossiers.cause_missing", at: place("cause"))])
        }
        return cause
    }

    private func questions() throws -> [Consult.Question] {
        let asked = (1...4).filter { form.optional("unit_\($0)") != nil }
        guard !asked.isEmpty else { throw Faults([Fault("dossiers.unit_missing", at: place("unit_1"))]) }
        return try asked.map { number in
            var limit: TimeLimit?
            if let text = form.optional("days_\(number)") {
                guard let days = Int(text), (1...365).contains(days) else {
                    throw Faults([Fault("dossiers.count_wrong", at: place("days_\(number)"), ["text": text])])
                }
                limit = .workingDays(days)
            }
            if form["content_\(number)"].isEmpty { throw Faults([Fault("dossiers.text_missing", at: place("content_\(number)"))]) }
            return Consult.Question(
                unit: form["unit_\(number)"], content: form["content_\(number)"], limit: limit, place: Int(form["place_\(number)"]) ?? 1)
        }
    }

    private func papers(_ services: Services) async throws -> ([Int: Component], [Upload]) {
        var papers: [Int: Component] = [:]
        var uploads: [Upload] = []
        for number in 1...Reception.componentLimit {
            let kind = Component.Kind(rawValue: form["kind_\(number)"]) ?? .missing
            let file = form.file("file_\(number)")
            if kind == .missing, file == nil { continue }
            var component = Component(name: "", originals: kind == .original ? 1 : 0, copies: kind == .copy ? 1 : 0, kind: kind)
            if let file {
                let upload = try await Upload(file, services)
                uploads.append(upload)
                component.file = upload.file
                if kind == .missing { component.kind = .electronic }
            }
            papers[number] = component
        }
        return (papers, uploads)
    }

    private func finish(_ order: DossierAct, _ bureau: Bureau, by actor: Actor) async throws -> DossierCode {
        var result = DossierResult(
            DossierResult.Outcome(rawValue: form["outcome"]) ?? .granted, number: form["number"], text: form["result"])
        var uploads: [Upload] = []
        if let file = form.file("result_file") {
            let upload = try await Upload(file, bureau.services)
            uploads.append(upload)
            result.file = upload.file
        }
        return try await FinishDossier(bureau)(order, result: result, uploads: uploads, by: actor).code
    }

    private func answer(_ order: DossierAct, _ bureau: Bureau, by actor: Actor) async throws -> DossierCode {
        let screen = try await ShowDossier(bureau)(dossier, by: actor)
        guard let task = screen.answerable else { throw DossiersError.noSuchTask }
        var order = order
        order.version = nil
        return try await AnswerConsultation(bureau)(order, task: task.task.id, by: actor).code
    }
}
