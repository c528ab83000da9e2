import Kernel
import Statistics

/// The figures of one unit, or of all together.
struct ScopeFigures {
    private let figures: GroupFigures
    private let scope: FigureScope
    private let columns: [String: ScoreColumn]
    private var sheet: AnswerSheet { scope.sheet }
    private var formula: EstimateFormula { figures.formula }

    init(_ figures: GroupFigures, _ scope: FigureScope, columns: [String: ScoreColumn]) {
        self.figures = figures
        self.scope = scope
        self.columns = columns
    }

    /// The lines, and the estimates of the index and its parts and questions.
    func lines() throws -> ([FigureLine], [String: Estimate]) {
        var lines: [FigureLine] = []
        var estimates: [String: Estimate] = [:]
        for question in figures.plan.questions {
            let (own, estimate) = try item(question)
            lines += own
            estimates["item/\(question)"] = estimate
        }
        for part in figures.plan.parts {
            let (line, estimate) = try self.part(part)
            lines.append(line)
            estimates[part.figure] = estimate
        }
        return (lines + (try channels()), estimates)
    }

    private func line(_ figure: String, asked: Int, _ estimate: Estimate? = nil) -> FigureLine {
        var line = figures.line(figure, scope.unit, asked: asked, answered: estimate?.respondents ?? 0)
        line.weighted = scope.weighted
        if scope.level == nil { line.notes.append(.selfSelected) }
        return line
    }

    /// Fills in what is known of an estimate; of a self-selected series its value alone.
    private func fill(_ line: inout FigureLine, _ printed: PrintedEstimate?, _ kind: FigureLine.Interval) {
        guard scope.level == nil else { return line.take(printed, kind) }
        line.value = printed?.value
    }

    // MARK: questions

    private func item(_ question: String) throws -> ([FigureLine], Estimate?) {
        let asked = sheet.askedCount(question, scope.domain)
        guard let column = columns[question], let scale = sheet.instrument.scale(of: question), let codes = sheet.codes[question] else {
            return ([], nil)
        }
        let degrees = ScoreColumn(codes: codes, scores: [nil] + scale.degrees.indices.map { Number($0 + 1) } + [nil])
        let satisfied = ScoreColumn(codes: codes, scores: [nil] + scale.degrees.map { scale.satisfied.contains($0) ? 1 : .zero } + [nil])
        guard let estimate = try nobody({ try scope.design.combined([(column, .one)], in: scope.domain) }) else {
            var line = line("item/\(question)", asked: asked)
            line.hide(.nobody)
            return ([line], nil)
        }
        let share = try scope.design.proportion(satisfied, in: scope.domain)
        let mean = try scope.design.combined([(degrees, .one)], in: scope.domain)
        let level = scope.level ?? .standard
        let kind = FigureLine.Interval(rawValue: formula.interval.rawValue) ?? .wilson
        var lines = ["item", "satisfied", "mean"].map { line("\($0)/\(question)", asked: asked, estimate) }
        let percent = share.percent(formula.interval.method, level)
        if formula.scoring == .satisfied { fill(&lines[0], percent, kind) } else { fill(&lines[0], estimate.printed(level), .t) }
        fill(&lines[1], percent, kind)
        fill(&lines[2], mean.printed(level), .t)
        if scope.level != nil {
            lines[0].other = (try? scope.plain.combined([(column, .one)], in: scope.domain))?.printed(level)?.value
            lines[0].effect = scope.design.designEffect(column, in: scope.domain)
            lines[1].effect = scope.design.designEffect(satisfied, in: scope.domain)
        }
        if scope.counts {
            var total = line("total/\(question)", asked: asked, estimate)
            fill(&total, try scope.design.total(satisfied, in: scope.domain).printed(level), .t)
            lines.append(total)
        }
        return (lines, estimate)
    }

    /// Nil where nobody answered.
    private func nobody(_ estimate: () throws -> Estimate) throws -> Estimate? {
        do { return try estimate() } catch StatisticsError.nobodyInDomain { return nil }
    }

    // MARK: parts and the index

    private func part(_ part: FigurePlan.Part) throws -> (FigureLine, Estimate?) {
        try self.part(part, named: part.figure, in: scope.domain)
    }

    private func part(_ part: FigurePlan.Part, named figure: String, in domain: [Bool]?) throws -> (FigureLine, Estimate?) {
        let asked = domain?.count { $0 } ?? sheet.rows
        let present = part.without { question in
            guard let codes = sheet.codes[question], let scale = sheet.instrument.scale(of: question) else { return true }
            return !codes.indices.contains { (1...scale.degrees.count).contains(Int(codes[$0])) && (domain?[$0] ?? true) }
        }
        guard let present, present.isWhole || formula.absent == .leaveOut else {
            var line = line(figure, asked: asked)
            line.hide(.nobody)
            return (line, nil)
        }
        let shares = present.shares.compactMap { share in columns[share.question].map { (column: $0, share: share.share) } }
        let estimate = try scope.design.combined(shares, in: domain)
        var line = line(figure, asked: asked, estimate)
        fill(&line, estimate.printed(scope.level ?? .standard), .t)
        if scope.level != nil {
            line.other = (try? scope.plain.combined(shares, in: domain))?.printed()?.value
            line.effect = scope.design.designEffect(estimate, of: shares, in: domain)
        }
        if !present.isWhole { line.notes.append(.partLeftOut) }
        return (line, estimate)
    }

    // MARK: channels (SV-25)

    private func channels() throws -> [FigureLine] {
        let present = AnswerChannel.allCases.filter { channel in
            sheet.channels.indices.contains { sheet.channels[$0] == channel && (scope.domain?[$0] ?? true) }
        }
        guard present.count > 1, let index = figures.plan.parts.first else { return [] }
        var lines = try present.map { channel in
            let domain = sheet.channels.indices.map { sheet.channels[$0] == channel && (scope.domain?[$0] ?? true) }
            return try part(index, named: "channel/\(channel.rawValue)", in: domain).0
        }
        guard scope.level != nil else { return lines }
        let tests = figures.plan.questions.map(test)
        lines += tests
        // The clearest of several tests counts for as many as there were (Bonferroni).
        if let clearest = tests.filter({ $0.value != nil }).min(by: { ($0.value ?? 1) < ($1.value ?? 1) }), let p = clearest.value {
            var whole = clearest
            whole.figure = FigureLine.test
            whole.value = min((try? p.ratio * Ratio(tests.count, 1))?.number(scale: 10) ?? 1, 1)
            lines.append(whole)
        }
        return lines
    }

    /// Whether answers to a question hang together with the channel they came by (Rao and Scott); the p value, its F as the error.
    private func test(_ question: String) -> FigureLine {
        var line = line("test/\(question)", asked: sheet.askedCount(question, scope.domain))
        let count = sheet.instrument.scale(of: question)?.degrees.count ?? 0
        let codes = (sheet.codes[question] ?? []).map { code in (1...max(count, 1)).contains(Int(code)) ? Int(code) : nil }
        let channels = sheet.channels.map { channel in AnswerChannel.allCases.firstIndex(of: channel) }
        guard let test = try? RaoScott(scope.design, rows: channels, columns: codes, in: scope.domain) else {
            line.notes.append(.noTest)
            return line
        }
        line.answered = test.respondents
        (line.value, line.error) = (test.pDecimal, test.fDecimal)
        return line
    }
}
