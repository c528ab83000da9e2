import Facts
import Kernel
import Platform
import Procedures
import Units
import WorkingTime

/// Fills the forms of the one-stop shop from a dossier (OS-34): what was said, by which letter, when and to whom stands in its history.
struct DossierPapers {
    let screen: ShowDossier.Screen
    let words: Words
    /// Under which the public reaches the house; nil: the square holds the code alone.
    let publicURL: String?

    /// The forms that there is something to print for, in the order of the law.
    var forms: [PaperForm] { PaperForm.allCases.filter { $0 != .register && edition($0) != nil && day(of: $0) != nil } }

    /// The whole document; nil where there is nothing to print.
    func html(_ form: PaperForm, bothCopies: Bool = false) -> HTML? {
        guard let edition = edition(form), let day = day(of: form) else { return nil }
        switch form {
        case .receipt: return receipt.html(edition, words, bothCopies: bothCopies)
        case .supplement: return supplement(day)?.html(edition, words)
        case .refusal: return refusal(day)?.html(edition, words)
        case .apology: return apology(day)?.html(edition, words)
        case .control: return control(day).html(edition, words)
        case .stop: return stop(day)?.html(edition, words)
        case .register: return nil
        }
    }

    /// The form under the name that it had on its day (OS-35).
    private func edition(_ form: PaperForm) -> FormEdition? { day(of: form).flatMap { FormEdition.of(form, on: $0) } }

    private func day(of form: PaperForm) -> CalendarDate? {
        switch form {
        case .receipt: screen.dossier.state == .registered || screen.dossier.state == .refused ? nil : screen.dossier.received.vietnamDate
        case .supplement: asked?.at.vietnamDate
        case .refusal: event(.refused)?.at.vietnamDate
        case .apology: event(.extended)?.at.vietnamDate
        case .control: event(.assigned)?.at.vietnamDate
        case .stop: event(.stopped)?.at.vietnamDate
        case .register: nil
        }
    }

    private func event(_ kind: DossierEvent.Kind) -> DossierEvent? { screen.events.last { $0.kind == kind } }

    /// The request for what is missing, at the counter or after review.
    private var asked: DossierEvent? { event(.supplementAsked) ?? screen.events.last { $0.kind == .registered && !$0.text.isEmpty } }

    // MARK: what all of them say

    private var head: Letterhead { Letterhead(agency: screen.unit.name.vi, place: screen.unit.name.vi) }

    private var code: PaperCode {
        let track: Link = "/dossiers/track/\(screen.dossier.code.text)"
        return PaperCode(screen.dossier.code.text, tracking: publicURL.map { $0 + track.text })
    }

    private var person: PaperPerson {
        let applicant = screen.applicant
        return PaperPerson(name: applicant.name, address: applicant.address, phone: applicant.phone, email: applicant.email)
    }

    private var request: String {
        screen.applicant.request.isEmpty
            ? screen.procedure.procedure.name : "\(screen.procedure.procedure.name): \(screen.applicant.request)"
    }

    /// Of a paper without a letter of its own the dossier's number.
    private func number(_ event: DossierEvent?) -> String {
        event.flatMap { $0.document.isEmpty ? nil : $0.document } ?? screen.dossier.code.text
    }

    // MARK: one by one

    private var receipt: ReceiptSlip {
        let dossier = screen.dossier
        var slip = ReceiptSlip(
            head: head, number: dossier.code.text, code: code, person: person, request: request, received: dossier.received,
            due: dossier.firstDue, place: words("dossiers.delivery.\(dossier.delivery.rawValue)"))
        slip.submitter = screen.applicant.submitter
        slip.papers = screen.components.filter { $0.kind != .missing }.map { component in
            ReceiptSlip.Paper(component.name, originals: component.originals, copies: component.copies)
        }
        slip.limit = dossier.limit.map { ClockWords(words).limit($0) } ?? ""
        slip.fees = screen.fees.map { ReceiptSlip.Fee($0.name, dong: $0.dong, isPaid: $0.paid != nil) }
        slip.clerk = (event(.accepted) ?? screen.events.first).map { screen.name($0.login) } ?? ""
        return slip
    }

    private func supplement(_ day: CalendarDate) -> SupplementRequest? {
        guard let asked else { return nil }
        let missing = screen.components.filter { $0.kind == .missing }.map(\.name)
        // Papers that the counter found missing are named as such; otherwise what was asked for is all that is known.
        let lines =
            missing.isEmpty
            ? asked.text.split(separator: "\n").map { SupplementRequest.Line("", need: String($0)) }
            : missing.map { SupplementRequest.Line($0) }
        return SupplementRequest(
            head: head, number: number(asked), day: day, code: code, person: person, request: request, missing: lines, reason: asked.text,
            contact: screen.unit.name.vi, guide: screen.name(asked.login))
    }

    private func refusal(_ day: CalendarDate) -> RefusalSlip? {
        guard let refused = event(.refused) else { return nil }
        return RefusalSlip(
            head: head, number: number(refused), day: day, code: code, person: person, request: request, reason: refused.text,
            clerk: screen.name(refused.login))
    }

    private func apology(_ day: CalendarDate) -> ApologyLetter? {
        guard let extended = event(.extended), let oldDue = screen.dossier.firstDue, let newDue = screen.dossier.due else { return nil }
        return ApologyLetter(
            head: head, number: number(extended), day: day, code: code, person: person, request: request,
            field: screen.procedure.procedure.field, received: screen.dossier.received, slip: screen.dossier.code.text, oldDue: oldDue,
            reason: extended.text, newDue: newDue, recipients: [screen.applicant.name], signer: screen.name(extended.login),
            signerTitle: words("platform.role.unit_head"))
    }

    private func stop(_ day: CalendarDate) -> StopNotice? {
        guard let stopped = event(.stopped) else { return nil }
        return StopNotice(
            head: head, number: number(stopped), day: day, code: code, person: person, request: request, received: screen.dossier.received,
            reason: stopped.text, ground: screen.procedure.version.decision, recipients: [screen.applicant.name],
            signer: screen.name(stopped.login), signerTitle: words("platform.role.unit_head"))
    }

    /// Who had it, from when to when: the hand-overs of its history and of the bodies that were asked (GL-56).
    private func control(_ day: CalendarDate) -> ControlSheet {
        ControlSheet(
            head: head, day: day, code: code, request: request,
            steps: (processSteps.isEmpty ? handOvers : processSteps).sorted {
                ($0.at?.milliseconds ?? .max) < ($1.at?.milliseconds ?? .max)
            })
    }

    /// The steps of the internal process that were ended, each given to whoever does the next.
    private var processSteps: [ControlSheet.Step] {
        let procedure = screen.procedure.procedure
        let ended = screen.steps.filter { $0.done != nil }
        return ended.map { step in
            ControlSheet.Step(
                giver: procedure.step(step.number)?.performer ?? "",
                receiver: procedure.step(step.number + 1)?.performer ?? screen.applicant.name, at: step.done, due: step.due,
                timing: step.done.flatMap { timing($0, step.due) }, note: procedure.stepName(step.number))
        } + (ended.isEmpty ? [] : bodies)
    }

    private var bodies: [ControlSheet.Step] {
        screen.tasks.map { task, unit in
            ControlSheet.Step(
                giver: screen.unit.name.vi, receiver: unit.name.vi, at: task.done ?? task.given, due: task.due,
                timing: task.done.flatMap { timing($0, task.due) }, note: task.content)
        }
    }

    private var handOvers: [ControlSheet.Step] {
        let counter = words("platform.role.counter_officer")
        return screen.events.filter { [.assigned, .finished, .returned].contains($0.kind) }.map { event in
            let receiver =
                switch event.kind {
                case .assigned: screen.dossier.officer.map(screen.name) ?? ""
                case .finished: counter
                default: screen.applicant.name
                }
            return ControlSheet.Step(
                giver: event.kind == .assigned ? counter : screen.name(event.login), receiver: receiver, at: event.at,
                due: screen.dossier.due,
                timing: event.kind == .finished ? timing(event.at, screen.dossier.due) : nil, note: "")
        } + bodies
    }

    private func timing(_ moment: Timestamp, _ due: Timestamp?) -> ControlSheet.Timing? {
        due.map { moment > $0 ? .late : moment.vietnamDate < $0.vietnamDate ? .early : .onTime }
    }
}
