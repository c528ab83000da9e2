import Kernel
import Platform

/// The addresses of the room.
enum DossierLink {
    static let tracking: Link = "/dossiers"
    static let desks: Link = "/dossiers/desk"

    static func desk(_ unit: String) -> Link { "/dossiers/units/\(unit)" }
    static func catalogue(_ unit: String) -> Link { "/dossiers/units/\(unit)/reception" }
    static func reception(_ unit: String, _ procedure: String) -> Link { "/dossiers/units/\(unit)/reception/\(procedure)" }
    static func books(_ unit: String) -> Link { "/dossiers/units/\(unit)/books" }
    static func guidance(_ unit: String) -> Link { "/dossiers/units/\(unit)/guidance" }
    static func clock(_ procedure: String) -> Link { "/dossiers/clocks/\(procedure)" }
    static func dossier(_ code: DossierCode) -> Link { "/dossiers/\(code.text)" }
    static func act(_ code: DossierCode, _ act: DeskAct) -> Link { "/dossiers/\(code.text)/acts/\(act.rawValue)" }
    static func file(_ code: DossierCode, _ component: Int) -> Link { "/dossiers/\(code.text)/components/\(component)" }
    static func result(_ code: DossierCode) -> Link { "/dossiers/\(code.text)/result" }
}

extension DossierCode {
    /// Reads what a scanner typed: a code, or an address that ends with one.
    init?(scanned text: String) {
        let last = text.split(separator: "/").last ?? ""
        self.init(last.split(separator: "?").first ?? "")
    }
}

extension Context {
    /// What was done, told on the page that follows.
    var done: HTML { done(in: "dossiers") }

    /// The name of an officer, a unit and so on where one is known, a dash where not.
    func text(_ text: String?) -> String { text.flatMap { $0.isEmpty ? nil : $0 } ?? "–" }
}
