import Kernel

/// Why the demonstration is not loaded.
enum DemoError: DomainError, Hashable {
    /// The database holds units, rankings or sets of criteria of its own; with the code of one of them.
    case ownData(units: Int, rankings: Int, frameworks: Int, example: String)

    var code: String { "app.demo.own_data" }

    var kind: ErrorKind { .conflict }

    var details: [String: String] {
        switch self {
        case .ownData(let units, let rankings, let frameworks, let example):
            ["units": "\(units)", "rankings": "\(rankings)", "frameworks": "\(frameworks)", "example": example]
        }
    }
}
