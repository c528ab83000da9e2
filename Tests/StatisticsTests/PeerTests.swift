import Foundation
import Statistics
import Testing

/// Beyond the table of reference answers: R's survey itself, where it is installed (Debian's r-cran-survey).
@Suite(.enabled(if: Peer.isThere, "Rscript with the package survey is not installed"))
struct `R's survey gives the same` {
    private func near(_ one: Double?, _ other: Double?, _ tolerance: Double = 1e-8) -> Bool {
        guard let one, let other else { return false }
        return abs(one - other) <= tolerance * abs(other)
    }

    @Test func `calibrated estimates, quantiles, jackknives and lonely strata`() throws {
        let theirs = try Peer.figures()
        let schools = try Schools()
        let (table, design) = (schools.clusters, try schools.clusterDesign())
        let (index, types, met) = (
            try table.numbers("index_2000"), try table.categories("type"), try table.categories("target_met")
        )
        // By generalised raking, whose weights are those of iterated margins.
        let raked = try design.raked([
            Margin(categories: types, populations: [4421, 755, 1018]), Margin(categories: met, populations: [1072, 5122]),
        ])
        let mean = try raked.mean(index)
        #expect(near(mean.value, theirs["rake.mean"]) && near(mean.standardError, theirs["rake.se"], 1e-6))
        let linear = try design.calibrated([index.map { _ in 1 }, table.numbers("meals")], totals: [6194, 300_000]).mean(index)
        #expect(near(linear.value, theirs["linear.mean"]) && near(linear.standardError, theirs["linear.se"]))

        let (sample, stratified) = (schools.stratified, try schools.stratifiedDesign())
        for (name, method) in [("mean", Proportion.Method.mean), ("xlogit", .logit), ("beta", .beta)] {
            let quantile = try stratified.quantile(0.3, of: sample.numbers("enrolled"), method: method)
            #expect(
                near(quantile.interval?.lower, theirs["quantile.\(name).lo"])
                    && near(quantile.interval?.upper, theirs["quantile.\(name).hi"]))
        }
        let scores = try sample.numbers("index_2000")
        let ratio = try Replicates(stratified).estimate { weights in
            zip(weights, scores).reduce(0) { $0 + $1.0 * $1.1 } / weights.reduce(0, +)
        }
        #expect(near(ratio.standardError, theirs["jkn.se"]))
        let domain = try stratified.proportion(sample.share("target_met", "Yes"), in: sample.isEqual("improvement_met", "No"))
        #expect(near(domain.value, theirs["domain.p"]) && near(domain.estimate.standardError, theirs["domain.se"]))
        #expect(near(domain.interval(.beta)?.lower, theirs["domain.lo"]) && near(domain.interval(.beta)?.upper, theirs["domain.hi"]))

        // One school of a type of its own.
        let rows = (0..<60).filter { $0 < 40 } + [120]
        for lonely in [SurveyDesign.LonelyStratum.certainty, .adjust, .average] {
            let alone = try SurveyDesign(
                rows: rows.count, weights: rows.map { try sample.numbers("weight")[$0] },
                strata: rows.enumerated().map { $1 == 120 ? 3 : $0 % 2 }, lonely: lonely)
            let mean = try alone.mean(rows.map { scores[$0] })
            #expect(near(mean.standardError, theirs["lonely.\(lonely)"]), "\(lonely)")
        }
    }
}

/// The other program and what it prints: lines of a name and a number.
private enum Peer {
    static let isThere = (try? run("suppressMessages(library(survey)); cat('there 1\\n')"))?["there"] == 1

    static func figures() throws -> [String: Double] {
        try run(
            """
            suppressMessages(library(survey)); options(digits = 15, warn = -1)
            say <- function(name, value) cat(name, format(value, digits = 15), "\\n")
            folder <- "\(FactTable.folder.path)/"
            clusters <- read.csv(paste0(folder, "schools-clusters.csv"))
            design <- svydesign(id = ~district, weights = ~weight, fpc = ~population, data = clusters)
            raked <- calibrate(design, ~type + target_met, c(`(Intercept)` = 6194, typeH = 755, typeM = 1018, target_metYes = 5122),
              calfun = "raking", epsilon = 1e-12, maxit = 200)
            mean <- svymean(~index_2000, raked); say("rake.mean", coef(mean)); say("rake.se", SE(mean))
            linear <- calibrate(design, ~meals, c(`(Intercept)` = 6194, meals = 300000))
            mean <- svymean(~index_2000, linear); say("linear.mean", coef(mean)); say("linear.se", SE(mean))
            sample <- read.csv(paste0(folder, "schools-stratified.csv"))
            stratified <- svydesign(id = ~1, strata = ~type, weights = ~weight, fpc = ~population, data = sample)
            for (type in c("mean", "xlogit", "beta")) {
              interval <- confint(svyquantile(~enrolled, stratified, 0.3, interval.type = type))
              say(paste0("quantile.", type, ".lo"), interval[1]); say(paste0("quantile.", type, ".hi"), interval[2])
            }
            say("jkn.se", SE(svymean(~index_2000, as.svrepdesign(stratified, type = "JKn"))))
            domain <- svyciprop(~I(target_met == "Yes"), subset(stratified, improvement_met == "No"), method = "beta")
            say("domain.p", coef(domain)); say("domain.se", SE(domain))
            say("domain.lo", confint(domain)[1]); say("domain.hi", confint(domain)[2])
            few <- sample[c(1:40, 121), ]; few$stratum <- c(rep(0:1, 20), 3)
            for (lonely in c("certainty", "adjust", "average")) {
              options(survey.lonely.psu = lonely)
              say(paste0("lonely.", lonely), SE(svymean(~index_2000, svydesign(id = ~1, strata = ~stratum, weights = ~weight, data = few))))
            }
            """)
    }

    private static func run(_ script: String) throws -> [String: Double] {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["Rscript", "-e", script]
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        let pairs = text.split(separator: "\n").map { $0.split(separator: " ") }.filter { $0.count == 2 }
        return Dictionary(pairs.map { (String($0[0]), Double($0[1]) ?? .nan) }) { _, last in last }
    }
}
