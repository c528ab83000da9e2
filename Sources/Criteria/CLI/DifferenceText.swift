import Kernel
import Platform
import Scoring

/// Words a difference between two versions, one line a change.
struct DifferenceText {
    private let words: Words

    init(_ words: Words) { self.words = words }

    func lines(_ difference: FrameworkDifference, _ old: Framework, _ new: Framework) -> [String] {
        let before = Dictionary(old.criteria.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
        let after = Dictionary(new.criteria.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
        var lines = [
            (difference.total, "criteria.difference.total"), (difference.settings, "criteria.difference.settings"),
            (difference.bands, "criteria.difference.bands"),
        ].filter(\.0).map { words($0.1) }
        for change in difference.changes {
            switch change {
            case .added(let code): lines.append("+ \(code)  \(title(after[code]))  [\(points(after[code]))]")
            case .removed(let code): lines.append("- \(code)  \(title(before[code]))  [\(points(before[code]))]")
            case .changed(let code, let aspects):
                let names = aspects.map { aspect in
                    aspect == .points
                        ? "\(words("criteria.aspect.points")) \(points(before[code])) → \(points(after[code]))"
                        : words("criteria.aspect.\(aspect.rawValue)")
                }
                lines.append("~ \(code)  \(title(after[code])): \(names.joined(separator: ", "))")
            }
        }
        return lines.isEmpty ? [words("criteria.difference.none")] : lines
    }

    private func title(_ criterion: Criterion?) -> String { criterion.map { words($0.title) } ?? "" }
    private func points(_ criterion: Criterion?) -> String { criterion.map { words.numbers.exact($0.maximum, digits: 0) } ?? "" }
}
