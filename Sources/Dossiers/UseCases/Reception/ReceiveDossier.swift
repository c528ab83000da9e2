import Kernel
import Platform
import Procedures
import Storage
import Units
import WorkingTime

/// Takes a dossier at the counter: checked against the procedure in force, given its code and its appointment, or sent back with a
/// reason; whatever was decided is on record.
///
/// Source: NĐ 61/2018 Đ17 (OS-2, OS-4, OS-5).
package struct ReceiveDossier: Sendable {
    private let bureau: Bureau

    package init(_ bureau: Bureau) { self.bureau = bureau }

    @discardableResult
    package func callAsFunction(_ reception: Reception, uploads: [Upload] = [], by actor: Actor) async throws -> Dossier {
        try reception.check()
        return try await bureau.write(by: actor) { desk in
            try desk.enter(reception, origin: .counter, uploads)
        }
    }
}

extension Bureau.Desk {
    /// Gives what came to a unit its code and its place, by whatever way it came.
    func enter(_ reception: Reception, origin: Dossier.Origin, _ uploads: [Upload] = []) throws -> Dossier {
        let received = reception.received ?? now
        if received > now { throw DossiersError.receivedInFuture }
        if let handed = reception.parcelHanded, handed > received {
            throw Faults([Fault("dossiers.parcel_backwards", at: Place(file: reception.unit, field: "parcel_handed"))])
        }
        let duty: DossierDuty? = origin == .counter ? .receive : nil
        let counter = try counter(reception.procedure, at: reception.unit, on: received.vietnamDate, for: duty)
        let procedure = counter.procedure
        let code = try nextCode(of: counter, on: received.vietnamDate)
        var dossier = Dossier(
            code: code, unit: counter.unit.id, procedure: procedure.id, channel: reception.channel, subject: reception.subject,
            state: .registered, received: received, limit: try reception.limit(of: procedure.procedure),
            clock: counter.clock, origin: origin, entered: now)
        dossier.delivery = reception.delivery
        dossier.digital = reception.digital
        dossier.digital.isDigitised = dossier.digital.isDigitised || reception.isScanned
        dossier.fee = reception.fees.isEmpty ? .none : reception.arePaid ? .counter : .unpaid
        var item = try DossierCase(new: dossier, calendar: counter.calendar)
        try reception.decide(&item, at: received, self)
        if item.dossier.state == .accepted { try item.begin(of: procedure.procedure, at: received, self) }
        try keep(uploads)
        try reception.fill(code, at: received, self)
        return item.dossier
    }
}

/// Decides about a dossier that was registered and waits: what was missing has come, or it came over the network.
package struct DecideDossier: Sendable {
    package enum Decision: Sendable { case accept, refuse }

    private let bureau: Bureau

    package init(_ bureau: Bureau) { self.bureau = bureau }

    /// `papers` are what was handed in now, by the number of the component from 1.
    @discardableResult
    package func callAsFunction(
        _ act: DossierAct, _ decision: Decision, papers: [Int: Component] = [:], uploads: [Upload] = [], by actor: Actor
    ) async throws -> Dossier {
        try await bureau.write(by: actor) { desk in
            let (at, text, document) = try act.checked(textIsNeeded: decision == .refuse, now: desk.now)
            var item = try desk.open(act.dossier, version: act.version, for: .receive)
            switch decision {
            case .accept:
                try item.move(to: .accepted, by: .accepted)
                // The limit runs from the moment on which all of it is there (OS-2).
                try item.receive(at: at)
            case .refuse:
                try item.move(to: .refused, by: .refused)
                try item.finish(at: at)
            }
            try desk.keep(uploads)
            try desk.put(papers, into: item.dossier.code)
            try item.save(decision == .accept ? .accepted : .refused, at: at, text: text, document: document, desk)
            if decision == .accept, let procedure = try ProcedureStore.version(item.dossier.procedure, desk.procedures, desk.db)?.procedure
            {
                try item.begin(of: procedure, at: at, desk)
            }
            return item.dossier
        }
    }
}

extension Reception {
    private var isLater: Bool { if case .later = decision { true } else { false } }

    /// Whether each paper that was handed in has its scan.
    fileprivate var isScanned: Bool {
        let handedIn = components.filter { $0.kind != .missing }
        return !handedIn.isEmpty && handedIn.allSatisfy { $0.file != nil || $0.isReused }
    }

    /// The limit that the procedure states for the way it came; where it states several, the one that was chosen among them.
    fileprivate func limit(of procedure: Procedure) throws -> TimeLimit? {
        guard let chosen = limit else {
            if let limit = procedure.limit(channel) { return limit }
            let stated = procedure.limits(channel)
            // Nobody at home is asked which case it is: the first that is stated.
            if stated.count > 1, !isLater { throw Faults([Fault("dossiers.limit_open", at: Place(file: unit, field: "limit"))]) }
            return stated.first
        }
        guard procedure.limits(channel).contains(chosen) else {
            throw Faults([Fault("dossiers.limit_unknown", at: Place(file: unit, field: "limit"))])
        }
        return chosen
    }

    fileprivate func decide(_ item: inout DossierCase, at received: Timestamp, _ desk: Bureau.Desk) throws {
        switch decision {
        case .ask(let reason): try item.save(.registered, at: received, text: reason, of: applicant, desk)
        case .later: try item.save(.registered, at: received, of: applicant, desk)
        case .refuse(let reason):
            try item.move(to: .refused, by: .refused)
            try item.finish(at: received)
            try item.save(.refused, at: received, text: reason, of: applicant, desk)
        case .accept:
            try item.move(to: .accepted, by: .accepted)
            try item.save(.accepted, at: received, of: applicant, desk)
        case .solve(let result):
            for (state, event) in [(DossierState.accepted, DossierEvent.Kind.accepted), (.finished, .finished), (.returned, .returned)] {
                try item.move(to: state, by: event)
            }
            try item.finish(at: received)
            item.change {
                $0.returned = received
                $0.digital.hasElectronicResult = result.file != nil
            }
            try item.save(.returned, at: received, text: result.text, document: result.number, of: applicant, desk)
        }
    }

    /// Puts in what came with the dossier, after its own row.
    fileprivate func fill(_ code: DossierCode, at received: Timestamp, _ desk: Bureau.Desk) throws {
        try FolderStore.insert(components, of: code, desk.db)
        try FolderStore.insert(fees.map { FeeLine(name: $0.name, dong: $0.dong, paid: arePaid ? received : nil) }, of: code, desk.db)
        if !parcel.isEmpty {
            let parcel = Parcel(direction: .sent, number: parcel, handed: parcelHanded ?? received, arrived: received)
            try FolderStore.put(parcel, of: code, desk.db)
        }
        if case .solve(let result) = decision { try FolderStore.insert(result.checked(code), of: code, desk.db) }
    }
}

extension Procedure {
    /// The limits that it states for a way of handing in, each once; the local one alone where there is one (PR-9).
    package func limits(_ channel: Dossier.Channel) -> [TimeLimit] {
        if let local = localLimit?.limit { return [local] }
        var limits: [TimeLimit] = []
        for limit in ways.filter({ $0.channel == channel.way }).compactMap({ $0.time?.limit }) where !limits.contains(limit) {
            limits.append(limit)
        }
        return limits.isEmpty ? [legalLimit?.limit].compactMap(\.self) : limits
    }
}

extension Bureau.Desk {
    /// What the actor finds at the counter of a unit on a day: the version of a procedure that a dossier is received under (PR-11,
    /// PR-13), and what else a reception needs.
    ///
    /// A unit receives what it was named for; a procedure for which nobody is named, every unit. `duty` nil: nobody stands at it.
    func counter(_ code: String, at place: String, on day: CalendarDate, for duty: DossierDuty? = .receive) throws -> Counter {
        let (unit, version, isNamed, codes, numbers, clock, mark) = try db.ask(
            UnitStore.unit(place), ProcedureStore.standing(code, on: day), ReceiverStore.receives(place, code, on: day),
            CodeStore.codes(of: place), DossierStore.lastNumbers(of: place, on: day), ClockStore.policy(of: code, on: day),
            CalendarStore.mark)
        let own = try self.unit(unit, code: place, for: duty)
        guard let version, let stored = try ProcedureStore.stored(version, procedures, db) else {
            let isKnown = try !ProcedureStore.versions(of: code, db).isEmpty
            throw isKnown ? DossiersError.notInForce(procedure: code, day: day) : .noSuchProcedure(code)
        }
        guard stored.version.admitsDossiers(on: day) else { throw DossiersError.abolished(procedure: code, day: day) }
        if !isNamed, try !db.ask(ReceiverStore.units(receiving: code, on: day)).isEmpty {
            throw DossiersError.receivedElsewhere(procedure: code, unit: place)
        }
        return Counter(unit: own, procedure: stored, codes: codes, numbers: numbers, calendar: try calendar(mark), clock: clock)
    }

    /// The next code of a unit's day (OS-30); a unit without a code of its own in the state's list cannot give one.
    func nextCode(of counter: Counter, on day: CalendarDate) throws -> DossierCode {
        let held = counter.codes.filter { ($0.from ?? day) <= day && day <= ($0.to ?? day) }
        let code = held.first { $0.scheme == UnitCode.Scheme.agency } ?? held.first { $0.scheme == UnitCode.Scheme.oldAgency }
        guard let agency = code?.code else { throw DossiersError.noAgencyCode(unit: counter.unit.code) }
        let number = counter.numbers[agency, default: 0] + 1
        guard number <= DossierCode.largestNumber else { throw DossiersError.codesExhausted(agency: agency, day: day) }
        guard let code = DossierCode(agency: agency, day: day, number: number) else {
            throw DossiersError.noAgencyCode(unit: counter.unit.code)
        }
        try DossierStore.give(number, agency: agency, day: day, db)
        return code
    }
}

/// A unit on the day of a reception, for one procedure.
struct Counter {
    let unit: Units.Unit
    let procedure: StoredProcedure
    let codes: [UnitCode]
    /// The last number that was given on the day, by the code.
    let numbers: [String: Int]
    let calendar: WorkCalendar
    /// The rules of the procedure's limit.
    let clock: ClockPolicy
}
