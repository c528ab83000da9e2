import Expressions
import Testing

@Suite struct `Formulas as XPath (SV-80)` {
    /// `x` as the answer that a check is about, `z` as something that those tools do not know.
    private static func xpath(_ source: String, own: String? = nil) throws -> XPath {
        XPath(try read(source)) { variable in
            let name = declared[variable].name
            if name == "z" { return nil }
            return name == own ? XPath.Reference(".", isAlwaysThere: true) : XPath.Reference("/d/\(name)")
        }
    }

    @Test(arguments: [
        ("met", "/d/met = 'yes'"), ("not met", "/d/met = 'no'"), ("met and x > 5", "/d/met = 'yes' and /d/x > 5"),
        ("grade = 'a' or met", "/d/grade = 'a' or /d/met = 'yes'"), ("grade = \"it's\"", "/d/grade = \"it's\""),
        ("(grade = 'a' or met) and funded", "(/d/grade = 'a' or /d/met = 'yes') and /d/funded = 'yes'"),
        ("given(x) and not given(grade)", "/d/x != '' and /d/grade = ''"), ("x - (y - done) < -2", "/d/x - (/d/y - /d/done) < -2"),
        ("x * (y + 1) >= 90%", "/d/x * (/d/y + 1) >= 0.9"), ("includes(grade, 'b')", "selected(/d/grade, 'b')"),
        ("not includes(grade, 'b')", "not(selected(/d/grade, 'b'))"), ("matches(grade, '[a-c]+')", "regex(/d/grade, '^[a-c]+$')"),
        ("length(grade) >= 3", "string-length(/d/grade) >= 3"), ("x > date('2020-01-31')", "/d/x > date('2020-01-31')"),
        ("met = funded", "/d/met = 'yes' and /d/funded = 'yes' or /d/met = 'no' and /d/funded = 'no'"),
        ("if(met, funded, grade = 'a')", "/d/met = 'yes' and /d/funded = 'yes' or /d/met = 'no' and /d/grade = 'a'"),
        ("true", "true()"), ("not true", "false()"),
    ])
    func `say what ours say`(source: String, xpath: String) throws {
        #expect(try Self.xpath(source).condition() == xpath)
    }

    /// NaN is unequal to everything, and `not` of what does not hold does: there what is missing is asked for.
    @Test(arguments: [
        ("x != 5", "/d/x != '' and /d/x != 5"), ("not (x = 5)", "/d/x != '' and /d/x != 5"), ("not (x > 5)", "/d/x <= 5"),
        ("x = 5 or met", "/d/x = 5 or /d/x != '' and /d/x != 5 and /d/met = 'yes'"),
        ("not (met and grade = 'a')", "/d/met = 'no' or /d/met = 'yes' and /d/grade != 'a'"),
        ("not (grade = 'a' and met)", "/d/grade != 'a' or /d/met = 'no'"), ("max(x, 0) > 1", "/d/x != '' and max(/d/x, 0) > 1"),
        ("clamp(x, 0, 9) = y", "/d/x != '' and min(max(/d/x, 0), 9) = /d/y"),
        ("floor(x) = 2", "/d/x != '' and int(/d/x) - if(int(/d/x) > /d/x, 1, 0) = 2"),
        ("x / y > 50%", "/d/x != '' and /d/y != '' and /d/y != 0 and /d/x div /d/y > 0.5"),
        ("if(met, x, 2) > 1", "(/d/met = 'yes' and /d/x != '' or /d/met = 'no') and if(/d/met = 'yes', /d/x, 2) > 1"),
        ("steps(x, >= 2: 5, >= 1: 3, else: 0) = 5", "/d/x != '' and if(/d/x >= 2, 5, if(/d/x >= 1, 3, 0)) = 5"),
    ])
    func `hold only where all that decides is there`(source: String, xpath: String) throws {
        #expect(try Self.xpath(source).condition() == xpath)
    }

    @Test(arguments: [
        ("x >= 18 and x <= 120", ". >= 18 and . <= 120"), ("x < y", "not(. >= /d/y)"), ("x != 5", ". != 5"),
        ("x > 0 or met", "not(. <= 0 and /d/met = 'no')"),
    ])
    func `break nothing as checks where more than the answer is missing`(source: String, xpath: String) throws {
        #expect(try Self.xpath(source, own: "x").check() == xpath)
    }

    @Test(arguments: [
        ("grade", "/d/grade"), ("x + y", "if(/d/x != '' and /d/y != '', /d/x + /d/y, '')"), ("round(7, 1)", "round(7, 1)"),
        ("x > 1", "if(/d/x > 1, 'yes', if(/d/x <= 1, 'no', ''))"), ("grade = 'a'", "if(/d/grade = 'a', 'yes', 'no')"),
        ("if(met, 'a', 'b')", "if(/d/met = 'yes' or /d/met = 'no', if(/d/met = 'yes', 'a', 'b'), '')"),
    ])
    func `give nothing as values where something is missing`(source: String, xpath: String) throws {
        #expect(try Self.xpath(source).value() == xpath)
    }

    @Test(arguments: [
        ("years(x, y) > 18", "years"), ("year(x) = 2020", "year"), ("clamp(x, y, done) = 1", "clamp"), ("x > z", "z"),
        ("steps(x, > 1: met, else: funded)", "steps"), ("matches(grade, '[a&&b]')", "matches"),
    ])
    func `are refused by the word that has no equivalent`(source: String, word: String) throws {
        #expect(throws: XPath.Inexpressible.self) { try Self.xpath(source).condition() }
        do { _ = try Self.xpath(source).condition() } catch let error as XPath.Inexpressible { #expect(error.word == word) }
    }

    @Test func `are refused where a divisor of 0 would break a check here and nothing there`() throws {
        #expect(throws: XPath.Inexpressible.self) { try Self.xpath("x / y > 1", own: "x").check() }
        #expect(try Self.xpath("x / 2 > 1", own: "x").check() == ". div 2 > 1")
    }

    @Test func `are refused before they grow beyond measure`() throws {
        var source = "met"
        for _ in 0..<40 { source = "if(\(source), met, funded)" }
        #expect(throws: XPath.Inexpressible.self) { try Self.xpath(source).condition() }
    }
}
