import Foundation
import Statistics

/// What the target gives for each line of `Facts/surveys/reference-answers.csv`.
struct ReferenceAnswers {
    private(set) var values: [String: Double] = [:]

    init() throws {
        try population()
        try simple()
        try stratified()
        try shares()
        try clusters()
        try twoStages()
        try counts()
        try scales()
        try sizes()
    }

    private mutating func put(_ id: String, _ estimate: Estimate, _ value: String = "est") {
        values["\(id).\(value)"] = estimate.value
        values["\(id).se"] = estimate.standardError
    }

    private mutating func put(_ id: String, _ interval: Interval?) {
        values["\(id).lo"] = interval?.lower
        values["\(id).hi"] = interval?.upper
    }

    private mutating func population() throws {
        let moments = try FactTable("schools-moments")
        let (counts, sums) = (try moments.numbers("schools"), try moments.numbers("index_sum"))
        values["pop.mean.api00"] = sums.reduce(0, +) / counts.reduce(0, +)
        values["pop.total.enroll"] = try moments.numbers("enrolled_sum").reduce(0, +)
        let deviations = try zip(zip(counts, sums), moments.numbers("index_squares")).map { ($1 - $0.1 * $0.1 / $0.0) / ($0.0 - 1) }
        let strata = zip(counts, deviations).map { Allocation.Stratum(population: Int($0), deviation: $1.squareRoot()) }
        let (neyman, proportional) = (try Allocation.neyman(200, among: strata), try Allocation.proportional(200, among: strata))
        for (index, type) in try moments.text("type").enumerated() {
            values["alloc.S.\(type)"] = strata[index].deviation
            values["alloc.neyman.\(type)"] = neyman.exact[index]
            values["alloc.prop.\(type)"] = proportional.exact[index]
        }
    }

    private mutating func simple() throws {
        let schools = try Schools()
        let (table, design) = (schools.simple, try schools.simpleDesign())
        put("srs.mean.api00", try design.mean(table.numbers("index_2000")))
        put("srs.total.enroll", try design.total(table.numbers("enrolled")))
        put("srs.nofpc.mean.api00", try schools.simpleDesign(finite: false).mean(table.numbers("index_2000")))
        put("srs.prop.schwide", try design.mean(table.share("target_met", "Yes")))
        let eight = try FactTable("strata-of-eight")
        for (name, populations) in [("nofpc", nil), ("fpc", try eight.numbers("population"))] {
            let design = try SurveyDesign(
                rows: eight.rows, weights: eight.numbers("weight"), strata: eight.codes("stratum"),
                clusters: zip(eight.codes("stratum"), eight.codes("unit")).map { 100 * $0 + $1 }, populations: populations)
            put("fpc.strat.\(name).mean", try design.mean(eight.numbers("value")))
        }
    }

    private mutating func stratified() throws {
        let schools = try Schools()
        let (table, design) = (schools.stratified, try schools.stratifiedDesign())
        let index = try table.numbers("index_2000")
        let mean = try design.mean(index)
        put("strat.mean.api00", mean)
        put("strat.total.enroll", try design.total(table.numbers("enrolled")))
        values["strat.mean.api00.df"] = Double(mean.degreesOfFreedom)
        put("strat.mean.api00.ci95", mean.interval())
        put("strat.mean.api00.ciz", mean.normalInterval())
        put("strat.nofpc.mean.api00", try schools.stratifiedDesign(finite: false).mean(index))
        let effect = try design.designEffect(index)
        values["strat.mean.api00.deff"] = effect.withoutReplacement
        values["strat.mean.api00.deff_wr"] = effect.withReplacement
        for type in ["E", "H", "M"] { put("strat.domain.\(type)", try design.mean(index, in: table.isEqual("type", type)), "mean") }
        let (met, unmet) = (try table.isEqual("target_met", "Yes"), try table.isEqual("target_met", "No"))
        put("strat.domain.schwide.No", try design.mean(index, in: unmet), "mean")
        put("strat.domain.schwide.Yes", try design.mean(index, in: met), "mean")
        put("strat.subset.comp.imp", try design.mean(index, in: table.isEqual("improvement_met", "Yes")))
        put("strat.ratio", try design.ratio(table.numbers("tested"), to: table.numbers("enrolled")))
        let test = try RaoScott(design, rows: table.categories("target_met"), columns: table.categories("type"))
        values["strat.raoscott.F"] = test.f
        values["strat.raoscott.ndf"] = test.numeratorDegrees
        values["strat.raoscott.ddf"] = test.denominatorDegrees
        values["strat.raoscott.p"] = test.pValue
        let difference = try design.difference(index, between: met, and: unmet)
        values["strat.ttest.t"] = difference.t
        values["strat.ttest.df"] = Double(difference.degreesOfFreedom)
        for percent in [25, 50, 75] { values["strat.q\(percent).api00"] = try design.quantile(Double(percent) / 100, of: index).value }
        let items = try ["learners", "mobility", "education", "emergency", "meals"].map(table.numbers)
        values["strat.cralpha"] = try Reliability(items, weights: design.weights).alpha
        values["kish.neff.apistrat"] = design.kishSize
        values["kish.deffw.apistrat"] = Double(design.rows) / design.kishSize
    }

    private mutating func shares() throws {
        let schools = try Schools()
        let met = (try schools.stratifiedDesign(), try schools.stratified.share("target_met", "Yes"))
        let none = (try schools.clusterDesign(), try schools.clusters.share("learners", "0"))
        for (id, (design, values)) in [("strat.prop.schwideYes", met), ("clus1.prop.ell0", none)] {
            let share = try design.proportion(values)
            put(id, share.estimate)
            put("\(id).ci.likelihood", DevianceProfile(share, values: values, weights: design.weights).interval)
            for method in Proportion.Method.allCases { put("\(id).ci.\(method)", share.interval(method)) }
            // The program has two ways to the same interval, by a model and by the delta method.
            put("\(id).ci.xlogit", share.interval(.logit))
        }
    }

    private mutating func clusters() throws {
        let schools = try Schools()
        let (table, design) = (schools.clusters, try schools.clusterDesign())
        let index = try table.numbers("index_2000")
        put("clus1.mean.api00", try design.mean(index))
        put("clus1.total.enroll", try design.total(table.numbers("enrolled")))
        values["clus1.mean.api00.deff"] = try design.designEffect(index).withoutReplacement
        put(
            "clus1.jk1.mean.api00",
            try Replicates(design).estimate { weights in
                zip(weights, index).reduce(0) { $0 + $1.0 * $1.1 } / weights.reduce(0, +)
            })
        put("clus1.kappa", try design.kappa(table.categories("improvement_met"), table.categories("target_met")))
        let population = try FactTable("schools-population")
        var sizes = [0.0, 0, 0]
        for (type, schools) in zip(try population.categories("type"), try population.numbers("schools")) { sizes[type] += schools }
        let stratified = try design.postStratified(Margin(categories: table.categories("type"), populations: sizes))
        put("clus1.ps.mean.api00", try stratified.mean(index))
        put("clus1.ps.total.enroll", try stratified.total(table.numbers("enrolled")))
    }

    private mutating func twoStages() throws {
        let schools = try Schools()
        let table = schools.twoStages
        for (id, design) in [("clus2", try schools.twoStageDesign()), ("clus2.wr", try schools.twoStageDesign(ultimate: true))] {
            put("\(id).mean.api00", try design.mean(table.numbers("index_2000")))
            put("\(id).total.enroll", try design.total(table.numbers("enrolled")))
        }
    }

    private mutating func counts() throws {
        for (x, n) in [(81, 263), (15, 148), (0, 20), (1, 29)] {
            let share = try CountShare(x, of: n)
            put("ci.\(x)_\(n).wilson", share.wilson())
            put("ci.\(x)_\(n).cp", share.clopperPearson())
            put("ci.\(x)_\(n).wilsoncc", share.wilsonCorrected())
        }
    }

    private mutating func scales() throws {
        let table = try FactTable("departments")
        let names = ["rating", "complaints", "privileges", "learning", "raises", "critical", "advance"]
        let scale = try Reliability(names.map(table.numbers))
        values["attitude.alpha"] = scale.alpha
        values["attitude.alpha.std"] = scale.standardized
        for (name, item) in zip(names, scale.items) {
            values["attitude.alpha.drop.\(name)"] = item.alphaWithout
            values["attitude.r.drop.\(name)"] = item.correlation
        }
        values["kappa.2x2"] = try Kappa([[20, 5], [10, 15]]).value
    }

    private mutating func sizes() throws {
        for population in [100, 500, 1000, 2000, 5000, 10000, 100_000] {
            values["n.yamane.\(population)"] = try SampleSize.guidance2013(population: population).exact
            values["n.cochran.fpc.\(population)"] = try SampleSize.cochran(population: population).exact
        }
        values["n.cochran.inf"] = try SampleSize.cochran().exact
    }
}
