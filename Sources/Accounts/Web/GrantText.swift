import Kernel
import Platform
import Units

typealias NamedUnit = Unit

/// Roles in words.
enum GrantText {
    /// For which unit and field.
    static func scope(_ grant: DatedGrant, _ unit: NamedUnit?, _ words: Words) -> String {
        let field = grant.field.map { words("accounts.scope.field", ["field": $0]) }
        switch (unit, field) {
        case (let unit?, let field?): return "\(words(unit.name)), \(field)"
        case (let unit?, nil): return words(unit.name)
        case (nil, let field?): return "\(words("accounts.scope.all_units")), \(field)"
        case (nil, nil): return words("accounts.scope.all")
        }
    }

    /// Who gave it: a login, or whoever has the machine.
    static func giver(_ grant: DatedGrant, _ words: Words) -> String {
        grant.grantedBy == Actor.operating.name ? words("accounts.granted_by.operating") : grant.grantedBy
    }

    /// From which day to which.
    static func time(_ grant: DatedGrant, _ state: DatedGrant.State, _ words: Words) -> HTML {
        let from = words.numbers.date(grant.from.vietnamDate)
        let text =
            grant.until.map { until in
                let last = Timestamp(milliseconds: until.milliseconds - 1).vietnamDate
                return words("accounts.time.between", ["from": from, "until": words.numbers.date(last)])
            } ?? words("accounts.time.from", ["from": from])
        return "\(text)\(if: state != .present, " \(.tag(words("accounts.grant_state.\(state.rawValue)")))")"
    }
}
