import Storage
import Testing

@Suite struct `SQL by interpolation` {
    @Test func `keeps its values apart from its text`() {
        let name = "x'; DROP TABLE units; --"
        let sql: SQL = "SELECT id FROM units WHERE name = \(name) AND year = \(2020)"
        #expect(sql.text == "SELECT id FROM units WHERE name = ?1 AND year = ?2")
        #expect(sql.values == [.text(name), .integer(2020)])
    }

    @Test func `binds a literal text as a value, not as SQL`() {
        let sql: SQL = "SELECT \("1; DROP TABLE units")"
        #expect(sql.text == "SELECT ?1")
        #expect(sql.values == [.text("1; DROP TABLE units")])
    }

    @Test func `counts on through nested pieces`() {
        let inner: SQL = "a = \(1) OR a = \(2)"
        let middle: SQL = "(\(inner)) AND b = \(3)"
        let sql: SQL = "SELECT \(0) WHERE \(middle) AND \(middle) AND c = \(4)"
        #expect(sql.text == "SELECT ?1 WHERE (a = ?2 OR a = ?3) AND b = ?4 AND (a = ?5 OR a = ?6) AND b = ?7 AND c = ?8")
        #expect(sql.values == [0, 1, 2, 3, 1, 2, 3, 4].map(SQLValue.integer))
    }

    @Test func `counts on past nine`() {
        let inner: SQL = "\(list: Array(1...8)), \(9), \(10), \(11)"
        let sql: SQL = "\(0) \(inner)"
        #expect(sql.text == "?1 (?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9), ?10, ?11, ?12")
    }

    @Test func `pads lists to powers of two`() {
        let sql: SQL = "x IN \(list: ["a", "b", "c"])"
        #expect(sql.text == "x IN (?1, ?2, ?3, ?4)")
        #expect(sql.values == ["a", "b", "c", "c"].map(SQLValue.text))
        let long: SQL = "x IN \(list: Array(1...1500))"
        #expect(long.values.count == 1500)
    }

    @Test func `joins conditions`() {
        let conditions: [SQL] = ["a = \(1)", "b = \(2)", "c IS NULL"]
        let sql: SQL = "SELECT \(9) WHERE \(conditions.joined(separator: " AND "))"
        #expect(sql.text == "SELECT ?1 WHERE a = ?2 AND b = ?3 AND c IS NULL")
        #expect([SQL]().joined(separator: " AND ").text.isEmpty)
    }

    @Test func `writes identifiers as they are`() {
        let column: StaticString = "units.name_key"
        let sql: SQL = "SELECT id FROM units ORDER BY \(identifier: column) DESC"
        #expect(sql.text == "SELECT id FROM units ORDER BY units.name_key DESC")
    }

    @Test func `takes a room's own words by their raw text`() {
        let sql: SQL = "SELECT \(Colour.red), \(Colour?.none)"
        #expect(sql.values == [.text("đỏ"), .null])
    }
}

private enum Colour: String, SQLConvertible { case red = "đỏ" }
