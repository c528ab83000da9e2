import Expressions
import HTTPTypes
import Kernel
import Platform

/// What a kiosk itself asks for: its page, the worker that starts it without a connection, its place, and its reports.
///
/// The page is the same for every device and names nothing but its own scripts; whoever opens it elsewhere is asked for a code.
struct KioskScreenPages: Sendable {
    /// Words of the page's script, each a key below `surveys.kiosk.say`.
    private static let sentences = [
        "admin", "back", "begin", "calibrate", "calibrate_text", "calibrate_width", "cannot", "cannot_text", "choose_several", "clock",
        "close", "closed", "delete", "device", "full_screen", "go_on", "held", "help", "larger", "leave", "listen", "millimetres", "never",
        "next", "not_kept", "not_open", "ok", "other_window", "pair", "pair_again", "pair_code", "pair_submit", "pair_text", "pin",
        "pin_locked", "pin_wrong", "progress", "progress_of", "restart", "sample", "save", "send", "send_now", "send_text", "send_title",
        "sent_at", "skip",
        "smaller", "still_text", "still_title", "thanks", "thanks_text", "twice", "twice_text", "unit", "unknown", "unreachable", "waiting",
    ]

    private struct Pairing: Decodable, Sendable { let code: String }

    let bureau: SurveysBureau
    private let asking = AskingLimit()

    init(bureau: SurveysBureau) { self.bureau = bureau }

    func add(to routes: inout Routes) {
        routes.page("/surveys/kiosk/screen", .everyone) { page($0) }
        routes.worker("/surveys/kiosk/worker.js", .kioskWorker)
        routes.api(.post, "/api/v1/surveys/kiosk/pairings", .everyone) { (pairing: Pairing, context) in
            try await limited(context) { try await PairDevice(bureau)(pairing.code) }
        }
        routes.api(.post, "/api/v1/surveys/kiosk/reports", .everyone) { (order: TakeKioskReport.Order, context) in
            try await limited(context) { try await TakeKioskReport(bureau)(order) }
        }
    }

    /// Neither codes nor secrets can be tried through.
    private func limited<T>(_ context: Context, _ verb: () async throws -> T) async throws -> T {
        do {
            return try await verb()
        } catch let error as KioskError where error.kind == .missing {
            try asking.check(context.client ?? "unknown", at: bureau.services.now())
            throw error
        }
    }

    private func page(_ context: Context) -> Page {
        let words = context.words
        var page = Page(
            words("surveys.kiosk.title"), isIndexed: false,
            content: """
                <div data-kiosk data-texts="\(texts)"></div>
                <noscript><p>\(words("surveys.kiosk.say.cannot_text"))</p></noscript>
                """)
        page.isSealed = true
        page.scripts = [.formsEngine, .formsFill, .kioskStore, .kioskLink, .kioskOfficer, .kiosk]
        return page
    }

    /// All languages at once: the device changes between them by itself.
    private var texts: String {
        let all = Language.allCases.map { language -> String in
            let words = bureau.services.words(language)
            let own = Self.sentences.map { "\($0.jsonLiteral):\(words("surveys.kiosk.say.\($0)").jsonLiteral)" }
            let name = "\"language\":\(words("platform.language.\(language.rawValue)").jsonLiteral)"
            return "\"\(language.rawValue)\":{" + (own + [name]).joined(separator: ",") + "}"
        }
        return "{" + all.joined(separator: ",") + "}"
    }
}
