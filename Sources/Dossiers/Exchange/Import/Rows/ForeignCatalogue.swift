import Kernel
import Procedures
import Storage
import Units
import WorkingTime

/// All that a list of dossiers may refer to, by the bytes by which it does: units, procedures in their versions, rules of the clock.
struct ForeignCatalogue: Sendable {
    /// By which code a list names its units.
    enum Scheme: String, Hashable, Sendable, CaseIterable {
        /// The house's own.
        case code
        case official, agency
        case oldAgency = "agency_old"
    }

    struct Version: Sendable {
        let id: ID<ProcedureVersion>
        let code: String
        /// The first and the last day.
        let days: ClosedRange<Int>
        let isAbolished: Bool
    }

    /// The rules under which a dossier of a day is counted, and how its row has them.
    struct Clock: Sendable {
        let policy: ClockPolicy
        let line: String
    }

    private(set) var units: [ID<Units.Unit>] = []
    private(set) var versions: [Version] = []
    private(set) var clocks: [Clock] = []
    private var unitWords = WordTable()
    /// Of each word the places of units and the days on which it means them.
    private var unitSpans: [[(unit: Int, days: ClosedRange<Int>)]] = []
    private var procedureWords = WordTable()
    private var procedureVersions: [[Int]] = []
    private var lawDays: [Int] = []
    /// What offices decided, by the number of the procedure, the latest first.
    private var choices: [Int: [(from: Int, choice: Int)]] = [:]

    private static let ever = Int.min / 2...Int.max / 2

    init(_ scheme: Scheme, _ db: any Connection) throws {
        var places: [ID<Units.Unit>: Int] = [:]
        for unit in try UnitStore.all(db) {
            places[unit.id] = units.count
            units.append(unit.id)
            if scheme == .code { add(unit.code, unit: units.count - 1, Self.ever) }
        }
        if let scheme = UnitCode.Scheme(rawValue: scheme.rawValue) {
            for (unit, code) in try CodeStore.codes(scheme, db) {
                guard let place = places[unit], let days = Self.days(code.from, code.to) else { continue }
                add(code.code, unit: place, days)
            }
        }
        for version in try ForeignStore.versions(db) {
            guard let days = Self.days(version.from, version.to) else { continue }
            procedureWords.insert(version.code, procedureVersions.count)
            if procedureWords.count > procedureVersions.count { procedureVersions.append([]) }
            procedureVersions[Self.number(version.code, procedureWords) ?? 0].append(versions.count)
            versions.append(Version(id: version.id, code: version.code, days: days, isAbolished: version.isAbolished))
        }
        try addClocks(ClockStore.choices(db))
    }

    private mutating func add(_ code: String, unit: Int, _ days: ClosedRange<Int>) {
        unitWords.insert(code, unitSpans.count)
        if unitWords.count > unitSpans.count { unitSpans.append([]) }
        unitSpans[Self.number(code, unitWords) ?? 0].append((unit, days))
    }

    private mutating func addClocks(_ chosen: [ClockChoice]) {
        let variants = ClockPolicy.LateReceipt.both.flatMap { late in ClockPolicy.Supplement.both.map { (late, $0) } }
        for rule in ClockRules.shipped {
            lawDays.append(rule.from.daysSince1970)
            clocks.append(Clock(policy: rule.policy, line: rule.policy.line))
            for (late, supplement) in variants {
                var policy = rule.policy
                (policy.lateReceipt, policy.supplement) = (late, supplement)
                clocks.append(Clock(policy: policy, line: policy.line))
            }
        }
        for choice in chosen.sorted(by: { $0.from > $1.from }) {
            guard let procedure = Self.number(choice.procedure, procedureWords),
                let variant = variants.firstIndex(where: { $0 == (choice.lateReceipt, choice.supplement) })
            else { continue }
            choices[procedure, default: []].append((choice.from.daysSince1970, variant + 1))
        }
    }

    private static func number(_ word: String, _ words: WordTable) -> Int? {
        let bytes = Array(word.utf8)
        return words.find(bytes.span)
    }

    /// Nil where another version took its place.
    private static func days(_ from: CalendarDate?, _ to: CalendarDate?) -> ClosedRange<Int>? {
        let (first, last) = (from?.daysSince1970 ?? ever.lowerBound, to?.daysSince1970 ?? ever.upperBound)
        return first <= last ? first...last : nil
    }

    // MARK: what a row means

    func unit(_ word: Span<UInt8>, on day: Int) -> Int? {
        guard let number = unitWords.find(word) else { return nil }
        for span in unitSpans[number] where span.days.contains(day) { return span.unit }
        return nil
    }

    /// The number of a procedure.
    func procedure(_ word: Span<UInt8>) -> Int? { procedureWords.find(word) }

    /// The version of a procedure in force on a day (PR-11).
    func version(of procedure: Int, on day: Int) -> Int? {
        for place in procedureVersions[procedure] where versions[place].days.contains(day) { return place }
        return nil
    }

    /// The rules under which a dossier of a procedure is counted that was received on a day (OS-51, OS-53).
    func clock(of procedure: Int, on day: Int) -> Int {
        var rule = 0
        for place in lawDays.indices where lawDays[place] <= day { rule = place }
        var variant = 0
        if !choices.isEmpty, let own = choices[procedure] { variant = own.first { $0.from <= day }?.choice ?? 0 }
        return rule * 5 + variant
    }
}

extension ClockPolicy.LateReceipt {
    fileprivate static let both: [Self] = [.sameDay, .nextWorkingDay]
}

extension ClockPolicy.Supplement {
    fileprivate static let both: [Self] = [.restarts, .suspends]
}
