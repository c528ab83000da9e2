import Kernel
import Platform
import Scoring

/// One framework as text, read and checked: what `check` says of a file and what is published is the same reading.
package struct FrameworkFile: Sendable {
    package let name: String
    package let text: String
    package let framework: Framework
    /// What an author should know and what stops nothing: a law not in force, a maximum nobody can reach.
    package let warnings: [Fault]

    /// Reads the text, checks everything that can be checked without data, and runs the worked examples (PI-14).
    ///
    /// Throws all faults of the stage that failed first: the YAML, the grammar, the examples.
    package init(_ text: String, name: String) throws(Faults) {
        self.name = name
        self.text = text
        let outline = try OutlineYAML.read(text, file: name)
        let log = FaultLog()
        let framework = FrameworkReader(log: log, indicators: Indicators.names).read(outline)
        try log.check()
        guard let framework else { preconditionFailure("a reader without faults gives a framework") }
        for fault in framework.exampleFaults() { log.add(fault) }
        try log.check()
        self.framework = framework
        warnings = Self.warnings(of: framework)
    }

    /// Laws that do not cover the framework's validity (PI-12), and rules shipped with no example.
    private static func warnings(of framework: Framework) -> [Fault] {
        var warnings: [Fault] = []
        let laws = Dictionary(framework.laws.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
        for criterion in framework.criteria {
            for citation in criterion.law {
                guard let law = laws[citation.law], !law.valid.covers(framework.valid) else { continue }
                warnings.append(
                    Fault(
                        "criteria.law_not_in_force", at: criterion.place,
                        [
                            "criterion": criterion.code, "law": law.key, "from": "\(law.valid.from)",
                            "to": law.valid.to.map { "\($0)" } ?? "…",
                        ]))
            }
            if criterion.isLeaf, criterion.rule != nil, criterion.examples.isEmpty {
                warnings.append(Fault("criteria.no_example", at: criterion.place, ["criterion": criterion.code]))
            }
        }
        return warnings
    }
}

/// The measured values that leaves may name (HOUSE §1), from `Frameworks/indicators.yaml`.
///
/// A source room will give each its rows; a name that is not here is a mistake of the framework.
package enum Indicators {
    /// One measured value: `dossiers.on_time`.
    package struct Indicator: Sendable, Hashable {
        package let name: String
        package let title: Bilingual
    }

    package static let all: [Indicator] = read()
    package static let names = Set(all.map(\.name))

    private static func read() -> [Indicator] {
        guard let text = Embedded.files["Frameworks/indicators.yaml"], let outline = try? OutlineYAML.read(text, file: "indicators.yaml")
        else {
            preconditionFailure("the binary carries its list of indicators")
        }
        let log = FaultLog()
        var reader = OutlineReader(outline, log: log)
        let indicators = reader.list("indicators").compactMap { item -> Indicator? in
            var entry = OutlineReader(item, log: log)
            let name = entry.text("name")
            let title = entry.bilingual()
            entry.finish()
            guard let name, let title else { return nil }
            return Indicator(name: name, title: title)
        }
        precondition(log.faults.isEmpty, "the list of indicators is sound: \(log.faults)")
        return indicators
    }
}
