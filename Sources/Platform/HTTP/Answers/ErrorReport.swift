import Foundation
import HTTPTypes
import Kernel

/// What is told about an error, before it is a page or a problem.
struct ErrorReport {
    let code: String
    let status: HTTPResponse.Status
    let details: [String: String]
    let faults: [Fault]

    init(code: String, status: HTTPResponse.Status) {
        self.code = code
        self.status = status
        details = [:]
        faults = []
    }

    init(_ error: any DomainError) {
        code = error.code
        details = error.details
        faults = (error as? Faults)?.faults ?? []
        if case .methodNotAllowed = error as? RouteError {
            status = .methodNotAllowed
        } else {
            status = error.kind.status
        }
    }
}

extension ErrorKind {
    package var status: HTTPResponse.Status {
        switch self {
        case .invalid: .unprocessableContent
        case .unidentified: .unauthorized
        case .forbidden: .forbidden
        case .missing: .notFound
        case .conflict: .conflict
        case .tooLarge: .contentTooLarge
        case .excessive: .tooManyRequests
        case .unavailable: .serviceUnavailable
        }
    }
}

extension ErrorReport {
    /// The page: what happened, what can be done, and the number for whoever asks.
    func page(_ words: Words, number: String) -> Page {
        let hint = words.has("\(code).hint") ? words("\(code).hint", details) : nil
        let isOurs = status.code >= 500
        // A code with a hint says by it what to do; not every one of them may say that nothing was saved.
        let ours = words("platform.ours.text") + (hint == nil ? " " + words("platform.ours.not_saved") : "")
        return Page(
            words("platform.status.\(status.code)"), lead: sentence(words), status: status.code, isIndexed: false,
            content: """
                \(hint.map { "<p>\($0)</p>" as HTML })
                \(if: !faults.isEmpty, .faults(faults, words))
                \(if: isOurs, .notice(.warning, words("platform.ours.title"), "<p>\(ours)</p>"))
                <p class="small">\(words("platform.request_number", ["number": number]))</p>
                <p><a href="\("/" as Link)">\(words("platform.home"))</a></p>
                """)
    }

    /// What happened; a role is told by its name.
    private func sentence(_ words: Words) -> String {
        guard let roles = details["role"]?.split(separator: ", ") else { return words(code, details) }
        let names = roles.map { Role(rawValue: String($0)).text }.map { words.has($0) ? words($0) : $0 }
        return words(code, details.merging(["role": names.joined(separator: ", ")]) { $1 })
    }

    /// RFC 9457, with our code and the places of what is wrong; keys sorted.
    func problem(_ words: Words, number: String) -> [UInt8] {
        let problem = Problem(
            type: "urn:cchc:error:\(code)", title: words("platform.status.\(status.code)"), status: status.code,
            detail: sentence(words),
            code: code, details: details.isEmpty ? nil : details, request: number,
            faults: faults.isEmpty ? nil : faults.map { ProblemFault($0, words) })
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return (try? Array(encoder.encode(problem))) ?? Array("{}".utf8)
    }

    private struct Problem: Encodable {
        let type: String
        let title: String
        let status: Int
        let detail: String
        let code: String
        let details: [String: String]?
        let request: String
        let faults: [ProblemFault]?
    }

    private struct ProblemFault: Encodable {
        let file: String
        let sheet: String?
        let line: Int?
        let column: Int?
        let field: String?
        let code: String
        let details: [String: String]
        let message: String
        let hint: String?

        init(_ fault: Fault, _ words: Words) {
            file = fault.place.file
            sheet = fault.place.sheet
            line = fault.place.line > 0 ? fault.place.line : nil
            column = fault.place.column > 0 ? fault.place.column : nil
            field = fault.place.field
            code = fault.code
            details = fault.details
            message = words.message(fault)
            hint = words.hint(fault)
        }
    }
}
