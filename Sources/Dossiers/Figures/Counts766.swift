import Kernel

/// The dossiers of a period as Decision 766 counts them.
package struct Counts766: Hashable, Sendable {
    /// Received and in process (RT-20).
    package var handled = 0
    package var onTime = 0
    package var received = 0
    package var receivedOnline = 0
    package var withFee = 0
    package var paidOnline = 0
    package var electronicResult = 0
    /// Components and result both.
    package var digitised = 0
    package var reused = 0
    package var personalStore = 0
    package var populationData = 0
    package var synchronised = 0
    /// Procedures of which a dossier was sent online, was paid online, used population data.
    package var proceduresOnline = 0
    package var proceduresPaid = 0
    package var proceduresWithPopulationData = 0

    package init() {}

    /// Counts the columns once by procedure and channel, and once by procedure and marks.
    package init(_ columns: DossierColumns, _ period: Period, asOf: CalendarDate? = nil, of filters: [Slice.Dimension: Set<Int>] = [:]) {
        var slice = Slice(period, by: [.procedure, .channel], asOf: asOf)
        slice.filters = filters
        let channels = DossierColumns.Channel.allCases.count
        for (group, tally) in columns.tally(slice).enumerated() {
            handled += tally[.handled]
            onTime += tally[.handledOnTime]
            received += tally[.received]
            guard group % channels == DossierColumns.Channel.online.rawValue, tally[.received] > 0 else { continue }
            receivedOnline += tally[.received]
            proceduresOnline += 1
        }
        slice.groups = [.procedure]
        let marks = columns.marks
        for counts in columns.sums(slice, .handled, size: DossierColumns.Marks.combinations, threads: 2, of: { Int(marks[$0]) }) {
            add(counts)
        }
    }

    /// The same for every unit by its number, in four passes over the columns however many units there are.
    package static func byUnit(
        _ columns: DossierColumns, _ period: Period, asOf: CalendarDate? = nil, of filters: [Slice.Dimension: Set<Int>] = [:]
    ) -> [Counts766] {
        var slice = Slice(period, by: [.unit], asOf: asOf)
        slice.filters = filters
        let (marks, channel) = (columns.marks, columns.channel)
        var counts = columns.tally(slice).map { tally in
            var counts = Counts766()
            (counts.handled, counts.onTime, counts.received) = (tally[.handled], tally[.handledOnTime], tally[.received])
            return counts
        }
        for (unit, sums) in columns.sums(
            slice, .handled, size: DossierColumns.Marks.combinations, threads: 2, of: { Int(marks[$0]) }
        ).enumerated() {
            counts[unit].add(sums)
            // One procedure was meant there.
            (counts[unit].proceduresPaid, counts[unit].proceduresWithPopulationData) = (0, 0)
        }
        let procedures = columns.size(of: .procedure)
        slice.groups = [.unit, .procedure]
        // A bit each for what makes a procedure count.
        let used = columns.sums(slice, .handled, size: 4, threads: 2) { row in
            let marks = DossierColumns.Marks(rawValue: marks[row])
            return (marks.isSuperset(of: [.hasFee, .paidOnline]) ? 1 : 0) | (marks.contains(.populationData) ? 2 : 0)
        }
        for (group, sums) in used.enumerated() {
            counts[group / procedures].proceduresPaid += sums[1] + sums[3] > 0 ? 1 : 0
            counts[group / procedures].proceduresWithPopulationData += sums[2] + sums[3] > 0 ? 1 : 0
        }
        let online = columns.sums(slice, .received, size: 2, threads: 2) { row in
            channel[row] == DossierColumns.Channel.online.rawValue ? 1 : 0
        }
        for (group, sums) in online.enumerated() {
            counts[group / procedures].receivedOnline += Int(sums[1])
            counts[group / procedures].proceduresOnline += sums[1] > 0 ? 1 : 0
        }
        return counts
    }

    /// The dossiers of one procedure by the set of their marks.
    private mutating func add(_ counts: [UInt32]) {
        func count(_ marks: DossierColumns.Marks) -> Int {
            counts.indices.reduce(0) { $1 & Int(marks.rawValue) == Int(marks.rawValue) ? $0 + Int(counts[$1]) : $0 }
        }
        withFee += count(.hasFee)
        let paid = count([.hasFee, .paidOnline])
        paidOnline += paid
        electronicResult += count(.electronicResult)
        digitised += count([.componentsDigitised, .resultDigitised])
        reused += count(.reused)
        personalStore += count(.personalStore)
        let population = count(.populationData)
        populationData += population
        synchronised += count(.synchronised)
        proceduresPaid += paid > 0 ? 1 : 0
        proceduresWithPopulationData += population > 0 ? 1 : 0
    }
}
