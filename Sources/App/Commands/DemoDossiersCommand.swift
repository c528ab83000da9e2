import ArgumentParser
import Dossiers
import Facts
import Foundation
import Kernel
import Platform
import WorkingTime

private let help = CommandTexts(Embedded.files)

/// `cchc demo dossiers PLAN FOLDER`: simulated dossiers as files, with every figure of them.
struct DemoDossiersCommand: RoomCommand {
    /// Which article's figures they give.
    enum Plan: String, CaseIterable, ExpressibleByArgument {
        case thaiNguyen = "thai-nguyen-2017"
        case canThoCulture = "can-tho-culture-2016"
        case canThoHome = "can-tho-home-2016"
        case phucYenCity = "phuc-yen-city"
        case phucYenCommunes = "phuc-yen-communes"
        /// Nine months of the generated province, to be imported; the same with as many dossiers as Thái Nguyên had in a year.
        case province = "sample-province"
        case largeProvince = "sample-province-large"

        func plan(_ calendar: WorkCalendar) throws -> DeskPlan {
            switch self {
            case .thaiNguyen: ArticlePlans.thaiNguyen(calendar)
            case .canThoCulture: ArticlePlans.canThoCulture(calendar)
            case .canThoHome: ArticlePlans.canThoHome(calendar)
            case .phucYenCity: ArticlePlans.phucYenCity(calendar)
            case .phucYenCommunes: ArticlePlans.phucYenCommunes(calendar)
            case .province: try province(30_000, calendar)
            case .largeProvince: try province(746_305, calendar)
            }
        }

        private func province(_ dossiers: Int, _ calendar: WorkCalendar) throws -> DeskPlan {
            guard let first = CalendarDate(year: 2025, month: 10, day: 1), let last = CalendarDate(year: 2026, month: 6, day: 30) else {
                preconditionFailure("a plan names real days")
            }
            return try SampleProvince.plan(dossiers, from: first, through: last, calendar: calendar)
        }
    }

    static let configuration = CommandConfiguration(commandName: "dossiers", abstract: help("app.cli.demo.dossiers").abstract)

    @Argument(help: help("app.cli.demo.dossiers.plan")) var plan: Plan
    @Argument(help: help("app.cli.demo.dossiers.folder")) var folder: String

    func run(_ desk: CommandDesk) async throws {
        let calendar = try CalendarTables([]).calendar()
        let desks = try Desks(try plan.plan(calendar))
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let files = DeskFiles(desks)
        var (dossiers, events): ([UInt8], [UInt8]) = ([], [])
        files.writeDossiers { dossiers += $0 }
        files.writeEvents { events += $0 }
        try desk.write(dossiers, to: "\(folder)/dossiers.csv")
        try desk.write(events, to: "\(folder)/events.csv")
        try desk.write(ForeignList(desks).bytes, to: "\(folder)/list.csv")
        try desk.write(Array(DeskFigures(desks).text.utf8), to: "\(folder)/figures.csv")
        desk.print(desk.words("app.demo.dossiers", ["count": desk.words.numbers.count(desks.dossiers.count), "folder": folder]))
    }
}
