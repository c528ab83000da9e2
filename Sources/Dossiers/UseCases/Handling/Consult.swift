import Kernel
import Platform
import Storage
import Units
import WorkingTime

/// Asks other bodies: for an opinion (OS-9), or for their part of a linked procedure, one after the other or all at once (OS-10).
package struct Consult: Sendable {
    package struct Question: Sendable {
        /// The code of the body.
        package var unit: String
        package var content: String
        package var limit: TimeLimit?
        /// Bodies with the same number work at once, the next after them.
        package var place: Int

        package init(unit: String, content: String, limit: TimeLimit?, place: Int = 1) {
            self.unit = unit
            self.content = content
            self.limit = limit
            self.place = place
        }
    }

    private let bureau: Bureau

    package init(_ bureau: Bureau) { self.bureau = bureau }

    @discardableResult
    package func callAsFunction(_ act: DossierAct, _ kind: DossierTask.Kind, _ questions: [Question], by actor: Actor) async throws
        -> Dossier
    {
        try await bureau.write(by: actor) { desk in
            let (at, text, document) = try act.checked(now: desk.now)
            let event: DossierEvent.Kind = kind == .consultation ? .consulted : .linked
            var item = try desk.open(act.dossier, version: act.version, for: .handle)
            try item.require(.processing, for: event)
            let present = try TaskStore.tasks(of: item.dossier.code, desk.db)
            let (offset, first) = (present.map(\.place).max() ?? 0, questions.map(\.place).min() ?? 1)
            for question in questions {
                let content = try DossierAct(act.dossier, text: question.content).checked(textIsNeeded: true, now: desk.now).text
                let isTurn = kind == .consultation || question.place == first
                var task = DossierTask(
                    id: desk.newID(), kind: kind, unit: try desk.unit(question.unit).id.rawValue,
                    place: kind == .consultation ? 0 : offset + question.place, content: content, limit: question.limit, answer: "",
                    document: document)
                if isTurn { try task.give(at: at, item) }
                try TaskStore.insert(task, of: item.dossier.code, desk.db)
            }
            let names = questions.map(\.unit).joined(separator: ", ")
            try item.save(event, at: at, text: text.isEmpty ? names : "\(names): \(text)", document: document, desk)
            return item.dossier
        }
    }
}

/// Answers for the own body; where bodies work one after the other, the next ones begin with the last answer.
package struct AnswerConsultation: Sendable {
    private let bureau: Bureau

    package init(_ bureau: Bureau) { self.bureau = bureau }

    @discardableResult
    package func callAsFunction(_ act: DossierAct, task: ID<DossierTask>, by actor: Actor) async throws -> Dossier {
        try await bureau.write(by: actor) { desk in
            let (at, text, document) = try act.checked(textIsNeeded: true, now: desk.now)
            var item = try DossierCase(desk.find(act.dossier), calendar: desk.calendar(), desk.db)
            var tasks = try TaskStore.tasks(of: item.dossier.code, desk.db)
            guard let index = tasks.firstIndex(where: { $0.id == task }) else { throw DossiersError.noSuchTask }
            guard DossierDuty.handle.isHeld(by: actor, for: ID<DossierTask>(rawValue: tasks[index].unit)) else {
                throw DossiersError.notYourWork(.handle)
            }
            guard let given = tasks[index].given, at >= given, tasks[index].done == nil else { throw DossiersError.taskDone }
            tasks[index].done = at
            tasks[index].answer = text
            tasks[index].document = document
            guard try TaskStore.update(tasks[index], desk.db) else { throw DossiersError.taskDone }
            try start(&tasks, after: tasks[index], at: at, item, desk)
            try item.save(.answered, at: at, text: text, document: document, desk)
            return item.dossier
        }
    }

    /// The turn of those with the next number, once all before them are done; their time begins now.
    private func start(
        _ tasks: inout [DossierTask], after task: DossierTask, at moment: Timestamp, _ item: DossierCase, _ desk: Bureau.Desk
    ) throws {
        guard task.kind == .linked, !tasks.contains(where: { $0.kind == .linked && $0.place <= task.place && $0.done == nil }),
            let next = tasks.filter({ $0.kind == .linked && $0.given == nil }).map(\.place).min()
        else { return }
        for index in tasks.indices where tasks[index].kind == .linked && tasks[index].place == next && tasks[index].given == nil {
            try tasks[index].give(at: moment, item)
            guard try TaskStore.update(tasks[index], desk.db) else { throw DossiersError.taskDone }
        }
    }
}

extension DossierTask {
    /// Its turn has come, and its time begins.
    fileprivate mutating func give(at moment: Timestamp, _ item: DossierCase) throws {
        given = moment
        due = try limit.map { try item.calendar.deadline($0, from: moment, policy: item.dossier.clock).due }
    }
}
