import Synchronization

/// Counts of requests and their durations, kept without a lock; read by `/metrics` in the text format of Prometheus.
package final class Metrics: Sendable {
    /// Whether an answer was kept in memory or made for the request.
    package enum Way: Int, CaseIterable, Sendable {
        case kept, made
    }

    private final class Count: Sendable {
        let value = Atomic<Int>(0)
    }

    /// Upper bounds of the histogram, in microseconds.
    private static let bounds = [100, 500, 1_000, 5_000, 25_000, 100_000, 500_000, 2_500_000]
    private let requests = (0..<Way.allCases.count * 6).map { _ in Count() }
    private let durations = (0..<Way.allCases.count * (bounds.count + 1)).map { _ in Count() }
    private let microseconds = Way.allCases.map { _ in Count() }

    package init() {}

    func count(_ way: Way, _ status: Int, _ begun: ContinuousClock.Instant) {
        let (seconds, attoseconds) = (ContinuousClock.now - begun).components
        let elapsed = Int(seconds) * 1_000_000 + Int(attoseconds / 1_000_000_000_000)
        let bucket = Self.bounds.firstIndex { elapsed <= $0 } ?? Self.bounds.count
        requests[way.rawValue * 6 + min(status / 100, 5)].value.add(1, ordering: .relaxed)
        durations[way.rawValue * (Self.bounds.count + 1) + bucket].value.add(1, ordering: .relaxed)
        microseconds[way.rawValue].value.add(elapsed, ordering: .relaxed)
    }

    /// The counts as text; the rest is asked for when they are read.
    func text(isDatabaseUp: Bool, isReadOnly: Bool, kept: (answers: Int, bytes: Int)) -> String {
        var lines = ["# TYPE cchc_requests_total counter"]
        for way in Way.allCases {
            for status in 1...5 {
                let count = requests[way.rawValue * 6 + status].value.load(ordering: .relaxed)
                if count > 0 { lines.append("cchc_requests_total{way=\"\(way)\",status=\"\(status)xx\"} \(count)") }
            }
        }
        lines.append("# TYPE cchc_request_duration_seconds histogram")
        for way in Way.allCases {
            var sum = 0
            for (index, bound) in (Self.bounds.map { Self.seconds($0) } + ["+Inf"]).enumerated() {
                sum += durations[way.rawValue * (Self.bounds.count + 1) + index].value.load(ordering: .relaxed)
                lines.append("cchc_request_duration_seconds_bucket{way=\"\(way)\",le=\"\(bound)\"} \(sum)")
            }
            let total = microseconds[way.rawValue].value.load(ordering: .relaxed)
            lines.append("cchc_request_duration_seconds_sum{way=\"\(way)\"} \(Self.seconds(total))")
            lines.append("cchc_request_duration_seconds_count{way=\"\(way)\"} \(sum)")
        }
        lines.append("# TYPE cchc_database_up gauge\ncchc_database_up \(isDatabaseUp ? 1 : 0)")
        lines.append("# TYPE cchc_read_only gauge\ncchc_read_only \(isReadOnly ? 1 : 0)")
        lines.append("# TYPE cchc_kept_answers gauge\ncchc_kept_answers \(kept.answers)")
        lines.append("# TYPE cchc_kept_bytes gauge\ncchc_kept_bytes \(kept.bytes)")
        return lines.joined(separator: "\n") + "\n"
    }

    private static func seconds(_ microseconds: Int) -> String {
        let rest = String(microseconds % 1_000_000)
        return "\(microseconds / 1_000_000)." + String(repeating: "0", count: 6 - rest.count) + rest
    }
}
