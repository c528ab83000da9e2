import Kernel
import Storage
import Units

/// Finds the unit that somebody named by code or by name.
enum UnitChoice {
    private static let told = 5

    /// Nil for no text, and for a text that names none or several: then `log` says so.
    static func find(_ text: String, in form: String, _ log: FaultLog, _ db: any Connection) throws -> ID<Unit>? {
        if text.isEmpty { return nil }
        if let unit = try UnitStore.find(code: text, db) { return unit.id }
        let folded = SearchText.fold(text)
        let found = try UnitStore.all(db).filter { unit in
            SearchText.fold(unit.code) == folded || SearchText.fold(unit.name.vi) == folded || SearchText.fold(unit.name.en) == folded
        }
        if found.count == 1 { return found[0].id }
        let place = Place(file: form, field: "unit")
        if found.isEmpty {
            log.add("accounts.unit_unknown", at: place, ["unit": text])
        } else {
            let list = found.prefix(told).map { "\($0.code) (\($0.name.vi))" }.joined(separator: ", ")
            log.add("accounts.unit_several", at: place, ["unit": text, "units": list])
        }
        return nil
    }
}
