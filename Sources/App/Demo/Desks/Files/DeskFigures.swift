import Dossiers
import Kernel

/// Every figure of simulated dossiers, a cell a line: what a second program computes from their rows and compares.
struct DeskFigures {
    private let desks: Desks
    private let columns: DossierColumns
    private let fields: [String]
    private(set) var text = "figure,period,as_of,cut,key,column,value\n"

    init(_ desks: Desks) {
        self.desks = desks
        columns = DossierColumns(desks)
        fields = DossierColumns.fields(of: desks.plan)
        let year = desks.plan.last.year
        let months = (1...12).map { Period.month($0, of: year) }
        for period in [.year(year), .quarter(2, of: year), months[0], months[11]] {
            for day in [period.last, desks.plan.asOf] { onTime(period, as: day) }
        }
        for denominator in OnTime.Denominator.allCases { byMonth(denominator, months) }
        for month in months { report(month) }
        for unit in desks.plan.units.indices.prefix(20) { index(unit, .year(year)) }
    }

    private mutating func put(
        _ figure: String, _ period: Period, _ day: CalendarDate, _ cut: String, _ key: String, _ column: String, _ value: Int
    ) {
        text += "\(figure),\(period),\(day),\(cut),\(key),\(column),\(value)\n"
    }

    private mutating func onTime(_ period: Period, as day: CalendarDate) {
        for dimension in Slice.Dimension.allCases {
            for (number, tally) in columns.tally(Slice(period, by: [dimension], asOf: day)).enumerated() where tally[.handled] > 0 {
                for counted in Counted.allCases {
                    put("on_time", period, day, dimension.rawValue, name(dimension, number), counted.rawValue, tally[counted])
                }
            }
        }
    }

    private mutating func byMonth(_ denominator: OnTime.Denominator, _ months: [Period]) {
        let day = desks.plan.asOf
        let table = columns.months(denominator, from: months[0].first, through: months[11].last, by: [.field], asOf: day)
        for field in fields.indices.prefix(table.groupCount) {
            for month in table.months.indices {
                let cell = table[field, month]
                put("months_\(denominator.rawValue)", months[month], day, "field", fields[field], "total", cell.total)
                put("months_\(denominator.rawValue)", months[month], day, "field", fields[field], "on_time", cell.onTime)
            }
        }
    }

    private mutating func report(_ month: Period) {
        let report = FieldReport(columns, month)
        for (code, value) in FieldReport.Line.columns {
            for (field, line) in report.lines.sorted(by: { $0.key < $1.key }) {
                put("report", month, month.last, "field", fields[field], code, line[keyPath: value])
            }
            put("report", month, month.last, "total", "", code, report.total[keyPath: value])
        }
    }

    private mutating func index(_ unit: Int, _ year: Period) {
        let index = Index766(Counts766(columns, year, of: [.unit: [unit]]), Sources766(), in: year)
        for measure in index.measures {
            guard case .share(let share, _) = measure.value else { continue }
            put("index_766", year, year.last, "unit", desks.plan.units[unit].code, "\(measure.indicator).numerator", share.numerator)
            put("index_766", year, year.last, "unit", desks.plan.units[unit].code, "\(measure.indicator).denominator", share.denominator)
        }
    }

    private func name(_ dimension: Slice.Dimension, _ number: Int) -> String {
        switch dimension {
        case .unit: desks.plan.units[number].code
        case .procedure: desks.plan.procedures[number].code
        case .field: fields[number]
        case .channel: DossierColumns.Channel.allCases[number].word
        case .officer: "\(number)"
        }
    }
}

extension DossierColumns.Channel {
    fileprivate var word: String {
        switch self {
        case .direct: "direct"
        case .online: "online"
        case .post: "post"
        }
    }
}
