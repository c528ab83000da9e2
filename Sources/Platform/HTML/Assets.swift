import Crypto
import Kernel

/// The files that pages name: the stylesheet, the icon and the scripts.
///
/// Each is served under an address that holds a digest of its bytes, so that a browser may keep it for ever and a new
/// version has a new address.
package struct Assets: Sendable {
    package struct File: Sendable {
        package let name: String
        package let bytes: [UInt8]
        package let mediaType: String
        package let link: Link
    }

    package let files: [File]
    package let style: Link
    package let icon: Link
    private let scripts: [Script: Link]

    /// A script that pages may ask for; each does nothing that the page could not do without it.
    package enum Script: String, Sendable, CaseIterable {
        /// Computes and saves the leaves of a field as one types.
        case claims
        /// Exact numbers, days and formulas of forms.
        case formsEngine = "forms-engine"
        /// Reads answers and works a form out.
        case formsFill = "forms-fill"
        /// Keeps what is typed, here and at the server.
        case formsDraft = "forms-draft"
        /// Shows, hides, computes and tells while a form is filled in.
        case forms
        /// Shows how long a paper of a test still runs.
        case examClock = "exam-clock"
        /// Keeps what a kiosk knows and what was answered at it.
        case kioskStore = "kiosk-store"
        /// Reports of a kiosk to the house.
        case kioskLink = "kiosk-link"
        /// What an officer does at a kiosk.
        case kioskOfficer = "kiosk-officer"
        /// The screens of a kiosk.
        case kiosk
        /// Lets a kiosk start without a connection; no page names it, a room serves it under an address that stays.
        case kioskWorker = "kiosk-worker"
    }

    /// The assets that the program carries.
    package init() {
        let style = Self.file("style.css", mediaType: "text/css; charset=utf-8")
        let icon = Self.file("favicon.svg", mediaType: "image/svg+xml")
        let scripts = Script.allCases.map { ($0, Self.file("\($0.rawValue).js", mediaType: "text/javascript; charset=utf-8")) }
        files = [style, icon] + scripts.map(\.1)
        self.style = style.link
        self.icon = icon.link
        self.scripts = Dictionary(uniqueKeysWithValues: scripts.map { ($0.0, $0.1.link) })
    }

    /// The address of a script.
    package func link(_ script: Script) -> Link { scripts[script] ?? "/" }

    private static func file(_ name: String, mediaType: String) -> File {
        let bytes = Array((Embedded.files["Assets/\(name)"] ?? "").utf8)
        let digest = SHA256.hash(data: bytes).hexadecimal.prefix(16)
        return File(name: name, bytes: bytes, mediaType: mediaType, link: "/assets/\(digest)/\(name)")
    }

    /// The bytes of a script, for whoever must serve it elsewhere.
    package func bytes(_ script: Script) -> [UInt8] { files.first { $0.name == "\(script.rawValue).js" }?.bytes ?? [] }

    /// The stylesheet as text, for papers that are rendered without a server.
    package var styleSheet: String { String(decoding: files[0].bytes, as: UTF8.self) }
}
