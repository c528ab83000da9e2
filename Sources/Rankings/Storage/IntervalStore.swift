import Criteria
import Kernel
import Platform
import Storage
import Units

/// All SQL of the intervals that measured values of a ranking have (PI-61).
enum IntervalStore {
    static func insert(_ measured: MeasuredLeaf, of unit: ID<Units.Unit>, ranking: ID<Ranking>, _ db: any Connection) throws {
        try db.run(
            """
            INSERT INTO rankings_intervals (ranking_id, unit_id, criterion, measured_interval)
            VALUES (\(ranking), \(unit), \(measured.criterion), \(measured.interval.text))
            """)
    }

    /// In the order of units and criteria.
    static func all(of ranking: ID<Ranking>, _ db: any Connection) throws -> [MeasuredLeaf] {
        try db.rows(
            """
            SELECT u.code AS unit_code, i.criterion, i.measured_interval FROM rankings_intervals i JOIN units_units u ON u.id = i.unit_id
            WHERE i.ranking_id = \(ranking) ORDER BY u.code, i.criterion
            """
        ).compactMap { row in
            guard let interval = MeasuredInterval(text: try row.string("measured_interval")) else { return nil }
            return MeasuredLeaf(unit: try row.string("unit_code"), criterion: try row.string("criterion"), interval: interval)
        }
    }
}
