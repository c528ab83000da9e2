import Kernel

/// Report II.06/VPCP/KSTT: what came in, was solved and is open, field by field.
///
/// Source: TT 01/2020/TT-VPCP (OS-60). The lines can be counted from the columns, or be those that a paper states: then
/// ``findings(after:)`` says where it contradicts itself.
package struct FieldReport: Hashable, Sendable {
    /// The numbers of one field, or of all.
    package struct Line: Hashable, Sendable {
        package var received: Int
        package var online: Int
        /// Direct and by post.
        package var direct: Int
        package var carriedOver: Int
        package var solved: Int
        package var early: Int
        package var onTime: Int
        package var late: Int
        package var open: Int
        package var openWithin: Int
        package var openOverdue: Int

        package static let columns: [(code: String, value: any KeyPath<Line, Int> & Sendable)] = [
            ("received", \.received), ("online", \.online), ("direct", \.direct), ("carried_over", \.carriedOver), ("solved", \.solved),
            ("early", \.early), ("on_time", \.onTime), ("late", \.late), ("open", \.open), ("open_within", \.openWithin),
            ("open_overdue", \.openOverdue),
        ]

        /// From how a field's dossiers of each channel stand.
        init(_ channels: [Tally]) {
            let all = channels.reduce(.empty, +)
            online = channels[Int(DossierColumns.Channel.online.rawValue)][.received]
            direct = all[.received] - online
            carriedOver = all[.carriedOver]
            received = online + direct + carriedOver
            (early, onTime, late) = (all[.early], all[.onDay], all[.late])
            solved = early + onTime + late
            (openWithin, openOverdue) = (all[.openWithin], all[.openOverdue])
            open = openWithin + openOverdue
        }

        /// Numbers in the order of ``columns``.
        package init?(_ numbers: [Int]) {
            guard numbers.count == Self.columns.count else { return nil }
            received = numbers[0]
            (online, direct, carriedOver) = (numbers[1], numbers[2], numbers[3])
            (solved, early, onTime, late) = (numbers[4], numbers[5], numbers[6], numbers[7])
            (open, openWithin, openOverdue) = (numbers[8], numbers[9], numbers[10])
        }
    }

    /// By the number of the field.
    package var lines: [Int: Line]
    package var total: Line

    package init(lines: [Int: Line], total: Line) {
        self.lines = lines
        self.total = total
    }

    /// Counts a period; fields without any dossier have no line.
    package init(_ columns: DossierColumns, _ period: Period, asOf: CalendarDate? = nil, of filters: [Slice.Dimension: Set<Int>] = [:]) {
        var slice = Slice(period, by: [.field, .channel], asOf: asOf)
        slice.filters = filters
        let tallies = columns.tally(slice)
        let channels = DossierColumns.Channel.allCases.count
        lines = [:]
        for field in 0..<columns.size(of: .field) {
            let line = Line(Array(tallies[field * channels..<(field + 1) * channels]))
            if line.received > 0 { lines[field] = line }
        }
        total = Line(
            (0..<channels).map { channel in stride(from: channel, to: tallies.count, by: channels).reduce(.empty) { $0 + tallies[$1] } })
    }
}

extension FieldReport {
    /// A sum that does not come out: in which field (nil for the total), what is said and what the parts make.
    package struct Finding: Hashable, Sendable {
        package enum Rule: String, Hashable, Sendable, CaseIterable {
            /// Received = in the period, online and direct, + carried over.
            case received
            /// Solved = early + on time + late.
            case solved
            /// Open = within the limit + overdue.
            case open
            /// Received = solved + open.
            case balance
            /// Carried over = open at the end of the last period.
            case carriedOver = "carried_over"
            /// A column of the total = its sum over the fields.
            case total
        }

        package let rule: Rule
        package let field: Int?
        /// Of ``Rule/total`` the column that is wrong.
        package var column: String?
        package let stated: Int
        package let computed: Int
    }

    /// Everything in which the report contradicts itself, or the report of the period before.
    package func findings(after last: FieldReport? = nil) -> [Finding] {
        var findings: [Finding] = []
        func expect(_ rule: Finding.Rule, _ field: Int?, _ stated: Int, _ computed: Int, column: String? = nil) {
            if stated != computed { findings.append(Finding(rule: rule, field: field, column: column, stated: stated, computed: computed)) }
        }
        let all = lines.sorted { $0.key < $1.key }.map { (field: Optional($0.key), line: $0.value) } + [(nil, total)]
        for (field, line) in all {
            expect(.received, field, line.received, line.online + line.direct + line.carriedOver)
            expect(.solved, field, line.solved, line.early + line.onTime + line.late)
            expect(.open, field, line.open, line.openWithin + line.openOverdue)
            expect(.balance, field, line.received, line.solved + line.open)
            guard let last else { continue }
            let before = field.map { last.lines[$0]?.open ?? 0 } ?? last.total.open
            expect(.carriedOver, field, line.carriedOver, before)
        }
        // A field that was left open and is no longer in the report has lost its dossiers.
        for (field, line) in last?.lines.sorted(by: { $0.key < $1.key }) ?? [] where lines[field] == nil {
            expect(.carriedOver, field, 0, line.open)
        }
        for (code, value) in Line.columns {
            expect(.total, nil, total[keyPath: value], lines.values.reduce(0) { $0 + $1[keyPath: value] }, column: code)
        }
        return findings
    }
}
