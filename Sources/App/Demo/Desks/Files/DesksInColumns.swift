import Dossiers
import Kernel

extension DossierColumns {
    /// Simulated dossiers as columns; fields are numbered in the order of ``fields(of:)``.
    package init(_ desks: Desks) {
        self.init(reserving: desks.dossiers.count)
        let fields = Self.fields(of: desks.plan)
        for dossier in desks.dossiers {
            let procedure = desks.plan.procedures[dossier.procedure]
            var row = Row(
                unit: dossier.unit, procedure: dossier.procedure, field: fields.firstIndex(of: procedure.field) ?? 0,
                officer: dossier.officer,
                channel: Self.channel(dossier.channel), state: Self.state(dossier.state), received: dossier.received, due: dossier.due)
            row.firstDue = dossier.firstDue
            (row.finished, row.returned, row.closed, row.asked) = (dossier.finished, dossier.returned, dossier.closed, dossier.asked)
            row.supplements = dossier.supplements
            row.marks = Marks(rawValue: dossier.marks)
            switch dossier.cause {
            case .handling: row.cause = .handling
            case .citizen: row.cause = .citizen
            case .otherBody: row.cause = .otherBody
            case nil: break
            }
            append(row)
        }
    }

    package static func fields(of plan: DeskPlan) -> [String] { Set(plan.procedures.map(\.field)).sorted() }

    private static func channel(_ channel: DeskDossier.Channel) -> Channel {
        switch channel {
        case .direct: .direct
        case .online: .online
        case .post: .post
        }
    }

    private static func state(_ state: DeskDossier.State) -> State {
        switch state {
        case .processing: .processing
        case .supplement: .supplement
        case .refused: .refused
        case .withdrawn: .withdrawn
        case .finished: .finished
        case .returned: .returned
        }
    }
}

extension Desks {
    /// What the report on deadlines reads.
    package var dossierEvents: [RecordedEvent] {
        events.compactMap { event in
            RecordedEvent.Kind(rawValue: event.kind.rawValue).map {
                RecordedEvent(row: event.dossier, $0, at: event.at, entered: event.entered, hasDocument: !event.document.isEmpty)
            }
        }
    }
}
