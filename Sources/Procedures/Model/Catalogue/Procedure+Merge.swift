import Kernel

extension Procedure {
    /// The procedure with those parts taken from another: a list says nothing of what it has no column for.
    ///
    /// Online services are a history: what a list states is added to it, and ends what was stated before of the same scale (OL-3).
    func taking(_ fields: some Sequence<ProcedureField>, from other: Procedure) -> Procedure {
        var merged = self
        for field in fields { merged.take(field, from: other) }
        return merged
    }

    private mutating func take(_ field: ProcedureField, from other: Procedure) {
        switch field {
        case .code, .decision, .decided, .change, .from, .to: break
        case .name: name = other.name
        case .field: self.field = other.field
        case .kind: kind = other.kind
        case .issuer: issuer = other.issuer
        case .levels: levels = other.levels
        case .subjects: subjects = other.subjects
        case .deciding: agencies.deciding = other.agencies.deciding
        case .authorised: agencies.authorised = other.agencies.authorised
        case .coordinating: agencies.coordinating = other.agencies.coordinating
        case .implementing: agencies.implementing = other.agencies.implementing
        case .address: agencies.address = other.agencies.address
        case .steps: steps = other.steps
        case .ways: ways = other.ways
        case .components: components = other.components
        case .legalLimit: legalLimit = other.legalLimit
        case .localLimit: localLimit = other.localLimit
        case .conditions: conditions = other.conditions
        case .legalBases: legalBases = other.legalBases
        case .results: results = other.results
        case .related: related = other.related
        case .services: for service in other.services { services.add(service) }
        case .process: process = other.process
        case .link: link = other.link
        }
    }
}

extension [DatedService] {
    /// Puts in what holds from a day on: of the same scale, what held before ends the day before, and what began later is replaced.
    fileprivate mutating func add(_ service: DatedService) {
        removeAll { $0.isLevel == service.isLevel && $0.from >= service.from }
        for index in indices where self[index].isLevel == service.isLevel && self[index].to.map({ $0 >= service.from }) ?? true {
            self[index].to = service.from.dayBefore
        }
        append(service)
    }
}

extension DatedService {
    fileprivate var isLevel: Bool {
        if case .level = extent { true } else { false }
    }
}
