import Kernel
import Statistics
import Testing

@Suite struct `A design refuses` {
    private func refused(_ error: StatisticsError, _ body: () throws -> Void) {
        #expect(throws: error, performing: body)
        #expect(error.code.hasPrefix("statistics.") && error.kind == .invalid)
        #expect(error.details.values.allSatisfy { !$0.isEmpty })
    }

    @Test func `columns that do not fit`() {
        refused(.noRows) { _ = try SurveyDesign(rows: 0) }
        refused(.lengthsDiffer("strata", 2, expected: 3)) { _ = try SurveyDesign(rows: 3, weights: [1, 1, 1], strata: [1, 1]) }
        refused(.lengthsDiffer("later.units", 1, expected: 2)) {
            _ = try SurveyDesign(rows: 2, weights: [1, 1], later: [.init(units: [1], populations: [1, 1])])
        }
    }

    @Test(arguments: [-1, .nan, .infinity])
    func `weights that are none`(weight: Double) {
        refused(.weightInvalid(row: 1)) { _ = try SurveyDesign(rows: 2, weights: [1, weight]) }
    }

    @Test func `weights that say nothing`() {
        refused(.weightsAllZero) { _ = try SurveyDesign(rows: 2, weights: [0, 0]) }
        refused(.weightsUnknown) { _ = try SurveyDesign(rows: 2) }
    }

    @Test func `populations that cannot be`() {
        refused(.populationsDiffer(stratum: 5)) { _ = try SurveyDesign(rows: 2, strata: [5, 5], populations: [9, 8]) }
        refused(.populationsDiffer(stratum: 5)) { _ = try SurveyDesign(rows: 2, strata: [5, 5], populations: [.nan, .nan]) }
        refused(.populationTooSmall(stratum: 5, sampled: 2)) { _ = try SurveyDesign(rows: 2, strata: [5, 5], populations: [1, 1]) }
        refused(.clusterInTwoStrata(cluster: 7)) { _ = try SurveyDesign(rows: 2, weights: [1, 1], strata: [1, 2], clusters: [7, 7]) }
    }

    @Test func `a lonely stratum, unless it is told what to make of it`() throws {
        let (strata, values) = ([1, 1, 1, 2, 3, 3], [1.0, 2, 6, 9, 4, 8])
        func design(_ lonely: SurveyDesign.LonelyStratum) throws -> SurveyDesign {
            try SurveyDesign(rows: 6, weights: [2, 2, 2, 5, 3, 3], strata: strata, lonely: lonely)
        }
        refused(.lonelyStratum(stratum: 2, stage: 1)) { _ = try design(.fail) }
        refused(.lonelyStratum(stratum: 2, stage: 1)) { _ = try Replicates(design(.average)) }
        let known = try design(.certainty).total(values).variance
        // By hand: 4 · 3/2 · 14 of the first stratum, 9 · 2 · 8 of the third.
        #expect(known == 84 + 144)
        #expect(try design(.average).total(values).variance == known * 3 / 2)
        #expect(try design(.adjust).total(values).variance == known + 45 * 45)
        // A stratum asked whole is not lonely.
        let whole = try SurveyDesign(rows: 3, strata: [1, 1, 2], populations: [4, 4, 1])
        #expect(try whole.total([1, 3, 100]).variance == 4 * 2 * (1 - 0.5) * 2)
    }

    @Test func `a cluster of which one was asked at the second stage`() throws {
        let second = SurveyDesign.LaterStage(units: [1, 2, 3], populations: [4, 4, 6])
        refused(.lonelyStratum(stratum: 20, stage: 2)) {
            _ = try SurveyDesign(rows: 3, clusters: [10, 10, 20], populations: [5, 5, 5], later: [second])
        }
        let design = try SurveyDesign(rows: 3, clusters: [10, 10, 20], populations: [5, 5, 5], later: [second], lonely: .certainty)
        #expect(design.weights == [5, 5, 15] && design.degreesOfFreedom == 1)
    }

    @Test func `people of villages of communes vary at every stage, and alone where all villages were drawn (SV-30)`() throws {
        func variance(ofCommunes there: Double) throws -> Double {
            let villages = SurveyDesign.LaterStage(units: [1, 1, 2, 2], populations: [1, 1, 1, 1])
            let people = SurveyDesign.LaterStage(units: [1, 2, 3, 4], populations: [4, 4, 4, 4])
            let design = try SurveyDesign(
                rows: 4, clusters: [1, 1, 2, 2], populations: [there, there, there, there], later: [villages, people])
            #expect(design.weights == [there, there, there, there] && !design.isCensus)
            return try design.total([1, 3, 5, 5]).variance
        }
        // By hand: 1/2 · 2 · 8 of the first village.
        #expect(try variance(ofCommunes: 2) == 8)
        // 1/2 · 2 · 288 of the communes, and half of 1/2 · 2 · 32.
        #expect(abs(try variance(ofCommunes: 4) - 304) < 1e-9)
    }

    @Test func `questions that nobody answered, and answers that are none`() throws {
        let design = try SurveyDesign(rows: 3, weights: [1, 1, 1])
        refused(.nobodyInDomain) { _ = try design.mean([1, 2, 3], in: [false, false, false]) }
        refused(.nobodyInDomain) { _ = try design.mean([.nan, .nan, .nan]) }
        refused(.lengthsDiffer("values", 2, expected: 3)) { _ = try design.mean([1, 2]) }
        refused(.lengthsDiffer("domain", 1, expected: 3)) { _ = try design.mean([1, 2, 3], in: [true]) }
        refused(.notANumber("inf")) { _ = try design.total([1, .infinity, 3]) }
        refused(.notBinary(row: 2)) { _ = try design.proportion([1, 0, 2]) }
        refused(.denominatorZero) { _ = try design.ratio([1, 2, 3], to: [0, 0, 0]) }
        refused(.noVariation) { _ = try design.designEffect([2, 2, 2]) }
        refused(.tooFewAnswers(1, needed: 2)) { _ = try design.designEffect([2, .nan, .nan]) }
        refused(.shareInvalid) { _ = try design.quantile(1, of: [1, 2, 3]) }
        refused(.noVariation) { _ = try RaoScott(design, rows: [1, 1, 1], columns: [1, 2, 1]) }
        refused(.noVariation) { _ = try design.kappa([1, 1, 1], [1, 1, 1]) }
    }

    @Test func `calibration to what cannot be reached`() throws {
        let design = try SurveyDesign(rows: 4, weights: [1, 1, 1, 1])
        refused(.emptyCell(margin: 0, category: 2)) {
            _ = try design.postStratified(Margin(categories: [0, 0, 1, 1], populations: [10, 10, 3]))
        }
        refused(.emptyCell(margin: 0, category: 1)) {
            _ = try design.postStratified(Margin(categories: [0, 0, 1, 1], populations: [10, 0]))
        }
        refused(.categoryUnknown(margin: 0, category: 4)) {
            _ = try design.postStratified(Margin(categories: [0, 0, 1, 4], populations: [10, 3]))
        }
        let one = Margin(categories: [0, 0, 1, 1], populations: [10, 10])
        refused(.marginsDisagree(one: 0, other: 1)) {
            _ = try design.raked([one, Margin(categories: [0, 1, 0, 1], populations: [10, 11])])
        }
        // The two ask opposite things of the same people.
        refused(.notConverged(iterations: 1000, margin: 0)) {
            _ = try design.raked([one, Margin(categories: [0, 0, 1, 1], populations: [5, 15])])
        }
        refused(.columnDependent(column: 2)) {
            _ = try design.calibrated([[1, 1, 1, 1], [1, 2, 3, 4], [2, 3, 4, 5]], totals: [4, 10, 14])
        }
        refused(.lengthsDiffer("totals", 1, expected: 2)) { _ = try design.calibrated([[1, 1, 1, 1], [1, 2, 3, 4]], totals: [4]) }
    }

    @Test func `scales that are none`() {
        refused(.tooFewAnswers(1, needed: 2)) { _ = try Reliability([[1, 2, 3]]) }
        refused(.tooFewAnswers(1, needed: 2)) { _ = try Reliability([[1, .nan], [2, 3]]) }
        refused(.noVariation) { _ = try Reliability([[1, 1, 1], [1, 2, 3]]) }
        refused(.noVariation) { _ = try Reliability([[1, 2, 3], [3, 2, 1]]) }
        refused(.notBinary(row: 0)) { _ = try TestReliability([[2, 1], [0, 1]]) }
        refused(.lengthsDiffer("table", 1, expected: 2)) { _ = try Kappa([[1, 2], [3]]) }
        refused(.notANumber("table")) { _ = try Kappa([[1, -2], [3, 4]]) }
        refused(.nobodyInDomain) { _ = try CountShare(0, of: 0) }
        refused(.drawnMoreThanThere(3, there: 2)) { _ = try CountShare(3, of: 2) }
    }
}
