import Kernel
import Platform

/// The forms by which an administrator changes one unit.
struct UnitForms: Sendable {
    private let services: Services

    init(_ services: Services) { self.services = services }

    func page(_ verb: UnitFormPage.Verb, _ context: Context) async throws -> Page {
        let profile = try await ShowUnit(services)(try context.path("unit"))
        guard profile.unit.closed == nil else { throw UnitsError.alreadyClosed(profile.unit.code) }
        return UnitFormPage(verb, profile, context).page
    }

    func rename(_ form: Form, _ context: Context) async throws -> FormAnswer {
        let code = try context.path("unit")
        return try await answer(.rename, form, context) {
            let order = RenameUnit.Order(
                unit: code, version: form.version, nameVI: form["name_vi"], nameEN: form["name_en"], ground: form.ground)
            try await RenameUnit(services)(order, by: context.actor)
            return "/units/\(code)?done=renamed"
        }
    }

    func close(_ form: Form, _ context: Context) async throws -> FormAnswer {
        let code = try context.path("unit")
        return try await answer(.close, form, context) {
            try await CloseUnit(services)(CloseUnit.Order(unit: code, version: form.version, ground: form.ground), by: context.actor)
            return "/units/\(code)?done=closed"
        }
    }

    func merge(_ form: Form, _ context: Context) async throws -> FormAnswer {
        let code = try context.path("unit")
        return try await answer(.merge, form, context) {
            let result: MergeUnits.Result =
                form["result"] == "existing"
                ? .existing(form["into"])
                : .new(UnitDraft(code: form["new_code"], nameVI: form["name_vi"], nameEN: form["name_en"]))
            let others = form["others"].split(whereSeparator: { " \n\t,;".contains($0) }).map(String.init)
            let order = MergeUnits.Order(unit: code, version: form.version, others: others, result: result, ground: form.ground)
            return "/units/\(try await MergeUnits(services)(order, by: context.actor))?done=merged"
        }
    }

    func split(_ form: Form, _ context: Context) async throws -> FormAnswer {
        let code = try context.path("unit")
        return try await answer(.split, form, context) {
            let parts = form["parts"].split(separator: "\n").map { line in
                let cells = line.split(separator: ";", omittingEmptySubsequences: false).map { $0.drop { $0 == " " } }
                let texts = cells.map { cell in String(cell.reversed().drop { $0 == " " }.reversed()) }
                return UnitDraft(code: texts[0], nameVI: texts.count > 1 ? texts[1] : "", nameEN: texts.count > 2 ? texts[2] : "")
            }
            let order = SplitUnit.Order(
                unit: code, version: form.version, parts: parts, goesOn: form["goes_on"] == "yes", ground: form.ground)
            try await SplitUnit(services)(order, by: context.actor)
            return "/units/\(code)?done=split"
        }
    }

    /// What was refused comes back as the same form: with what was wrong, or with what somebody else saved meanwhile.
    private func answer(
        _ verb: UnitFormPage.Verb, _ form: Form, _ context: Context, _ act: () async throws -> Link
    ) async throws -> FormAnswer {
        do {
            return .go(try await act())
        } catch let error as Faults {
            let profile = try await ShowUnit(services)(try context.path("unit"))
            return .page(UnitFormPage(verb, profile, context, form: form, faults: error.faults).page)
        } catch UnitsError.changedMeanwhile(let code) where code == (try? context.path("unit")) {
            let profile = try await ShowUnit(services)(code)
            guard profile.unit.closed == nil else { throw UnitsError.alreadyClosed(code) }
            return .page(UnitFormPage(verb, profile, context, form: form, isConflict: true).page)
        }
    }
}

extension Form {
    /// The version of the unit that the form was made of.
    fileprivate var version: Int { Int(self["version"]) ?? 0 }

    var ground: LegalGround { LegalGround(from: self["from"], source: self["source"]) }
}
