/// What a list of procedures changes in the catalogue: shown before it is applied (PR-14).
package struct CatalogueDifference: Sendable {
    package enum Scope: Hashable, Sendable {
        /// The list names all there are: what it does not name is abolished.
        case whole
        /// The list names what a decision changes: what it does not name stays.
        case named
    }

    /// Those that are not in the catalogue, or abolished there.
    package private(set) var added: [Procedure] = []
    package private(set) var changed: [ProcedureDifference] = []
    /// Codes of procedures that end; their open dossiers do not (PR-13).
    package private(set) var abolished: [String] = []
    package private(set) var unchanged = 0
    /// Procedures of the catalogue that the list does not name and that stay.
    package private(set) var unnamed = 0

    package var isEmpty: Bool { added.isEmpty && changed.isEmpty && abolished.isEmpty }

    /// Sets a list, whose codes are distinct, against the procedures in force, in the parts that it has.
    package init(
        _ present: [Procedure], _ list: [Procedure], scope: Scope, in fields: some Collection<ProcedureField> = ProcedureField.allCases
    ) {
        let known = Dictionary(present.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
        for procedure in list {
            let old = known[procedure.code].flatMap { $0.version.change == .abolished ? nil : $0 }
            guard let old else {
                if procedure.version.change != .abolished { added.append(procedure) } else { unchanged += 1 }
                continue
            }
            if procedure.version.change == .abolished {
                abolished.append(procedure.code)
                continue
            }
            let difference = ProcedureDifference(old, procedure, in: fields)
            if difference.isEmpty { unchanged += 1 } else { changed.append(difference) }
        }
        let named = Set(list.map(\.code))
        let others = present.filter { !named.contains($0.code) }
        switch scope {
        case .whole:
            abolished += others.filter { $0.version.change != .abolished }.map(\.code)
            unnamed = others.count { $0.version.change == .abolished }
        case .named: unnamed = others.count
        }
    }
}
