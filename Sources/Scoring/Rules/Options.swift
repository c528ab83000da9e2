import Kernel

/// Named items of a rule with a worth: options of a choice, conditions, violations, answers, grades.
struct Options<Worth: Sendable & Hashable>: Sendable {
    struct Option: Sendable, Hashable {
        var code: String
        var title: Bilingual
        var worth: Worth
    }

    let options: [Option]

    /// Reads the list under `key`; `worth` reads an item's own keys.
    ///
    /// Nil when a fault was told.
    init?(reading reader: inout OutlineReader, _ key: String, worth: (inout OutlineReader) -> Worth?) {
        guard let outline = reader.required(key), case .list(let items) = outline.content else {
            if reader.has(key) { reader.fault("outline.list_expected", at: reader.place(of: key), ["key": key]) }
            return nil
        }
        var options: [Option] = []
        var isSound = true
        for item in items {
            var option = OutlineReader(item, log: reader.log)
            let code = option.text("code")
            let title = option.bilingual()
            let value = worth(&option)
            option.finish()
            guard let code, let title, let value else {
                isSound = false
                continue
            }
            if options.contains(where: { $0.code == code }) {
                reader.fault("scoring.option_duplicate", at: item.place, ["code": code])
                isSound = false
            }
            options.append(Option(code: code, title: title, worth: value))
        }
        guard isSound else { return nil }
        guard !options.isEmpty else {
            reader.fault("scoring.options_empty", at: outline.place, ["key": key])
            return nil
        }
        self.options = options
    }

    var codes: [String] { options.map(\.code) }

    /// One input of a chosen option.
    var choice: Input { Input("choice", .choice(codes)) }

    /// The option that a figure chose.
    func chosen(_ figure: Number?) throws(RuleFault) -> Option {
        guard let figure else { throw .absent }
        guard figure.isWhole, let index = Int(exactly: figure.digits), options.indices.contains(index) else { throw .branch }
        return options[index]
    }

    /// One input a option, `count:A`.
    func counts() -> [Input] {
        options.map { Input("count:\($0.code)", .number(whole: true, lowest: 0, highest: nil), title: $0.title) }
    }
}

/// How often each option was counted.
///
/// All counts are stated, zeros too; only an option that is left out may be absent.
enum Counts {
    static func check(_ figures: Figures, mayLack: (Int) -> Bool = { _ in false }) throws(RuleFault) {
        for index in figures.indices {
            guard let count = figures[index] else {
                if mayLack(index) { continue }
                throw .absent
            }
            guard count.isWhole else { throw .notWhole }
            guard !count.isNegative else { throw .negative }
        }
    }

    /// Sum of counts, each weighted by an exact fraction; nil weights are left out of both sums.
    static func mean(_ figures: Figures, weights: [Ratio?]) throws(RuleFault) -> (sum: Ratio, count: Int64) {
        try check(figures) { weights[$0] == nil }
        var sum = Ratio.zero
        var count: Int64 = 0
        for index in figures.indices {
            guard let weight = weights[index], let figure = figures[index] else { continue }
            let (total, overflow) = count.addingReportingOverflow(figure.digits)
            guard !overflow, let more = try? sum + figure.ratio * weight else { throw .overflow }
            sum = more
            count = total
        }
        return (sum, count)
    }
}
