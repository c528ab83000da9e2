import Kernel

/// What is in force: the defaults, over them the environment's `CCHC_*`, over them the command line.
package struct Settings: Sendable, Hashable {
    /// Who said a value.
    package enum Source: String, Sendable, Hashable {
        case standard, environment, commandLine = "command_line"
        /// The key of its name.
        package var text: String { "platform.setting_source.\(rawValue)" }
    }

    /// A line of `cchc config`; passwords are left out of `value`.
    package struct Line: Sendable, Hashable {
        package let name: SettingName
        package let value: String
        package let source: Source
    }

    package let lines: [Line]
    package let host: String
    /// 0 lets the system choose.
    package let port: Int
    /// As ``Storage/openDatabase(_:)`` takes it.
    package let database: String
    /// The folder of uploaded files.
    package let files: String
    /// The address under which the public reaches the house, without a slash at its end; nil when nobody said.
    package let publicURL: String?
    /// The language of those who ask for none.
    package let language: Language
    package let trustedProxies: [String]
    /// The program that prints papers: a name or a path.
    package let weasyPrint: String
    /// Bytes of the largest request.
    package let requestBytes: Int
    /// Bytes of pages kept in memory.
    package let cacheBytes: Int
    /// Days for which browsers shall insist on HTTPS; 0 says nothing to them.
    package let strictTransportDays: Int
    /// Who takes letters; nil when none are sent.
    package let smtp: SMTPServer?
    /// Who takes short messages; nil when none are sent.
    package let sms: SMSGateway?
    /// Days after which a draft that nobody has gone on with is forgotten.
    package let draftDays: Int
    /// Who looks for viruses in what is uploaded; nil when nobody does.
    package let scanner: VirusScanner?
    /// Where citizens may sign in elsewhere; nil for nowhere.
    package let openID: OpenIDClient?

    /// Reads all settings; the first wrong one is thrown.
    ///
    /// An empty value of the environment counts as none.
    package init(environment: [String: String] = [:], options: [SettingName: String] = [:]) throws(SettingsError) {
        var chosen: [SettingName: (value: String, source: Source)] = [:]
        for name in SettingName.allCases {
            if let option = options[name] {
                chosen[name] = (option, .commandLine)
            } else if let variable = environment[name.variable], !variable.isEmpty {
                chosen[name] = (variable, .environment)
            } else {
                chosen[name] = (name.standard, .standard)
            }
        }
        let reader = SettingReader(chosen: chosen)
        host = try reader.text(.host)
        port = try reader.number(.port, 0...65_535)
        database = try reader.text(.database)
        files = try reader.text(.files)
        publicURL = try reader.address(.publicURL)
        language = try reader.language(.language)
        trustedProxies = reader.list(.trustedProxies)
        weasyPrint = try reader.text(.weasyPrint)
        requestBytes = try reader.number(.requestLimit, 1...2048) * 1024 * 1024
        cacheBytes = try reader.number(.cacheLimit, 0...65_536) * 1024 * 1024
        strictTransportDays = try reader.number(.strictTransport, 0...730)
        smtp = try reader.mail()
        sms = try reader.messages()
        draftDays = try reader.number(.draftDays, 1...365)
        scanner = try reader.scanner()
        openID = try reader.openID()
        lines = SettingName.allCases.map { Line(name: $0, value: Self.shown($0, reader.value($0)), source: reader.source($0)) }
    }

    /// The value without a password: `postgres://user:…@host/name`.
    private static func shown(_ name: SettingName, _ value: String) -> String {
        if name == .oidcSecret { return value.isEmpty ? "" : "…" }
        guard [.database, .smtp, .sms].contains(name), let scheme = value.range(ofText: "://") else { return value }
        var address = String(value[scheme.upperBound...])
        if let at = address.lastIndex(of: "@"), let colon = address[..<at].firstIndex(of: ":") {
            address.replaceSubrange(address.index(after: colon)..<at, with: "…")
        }
        let halves = address.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        guard halves.count == 2 else { return value[..<scheme.upperBound] + address }
        let items = halves[1].split(separator: "&").map { $0.hasPrefix("password=") ? "password=…" : $0 }
        return value[..<scheme.upperBound] + halves[0] + "?" + items.joined(separator: "&")
    }
}

extension String {
    fileprivate func range(ofText text: String) -> Range<Index>? {
        firstRange(of: text)
    }
}

/// A setting that cannot be what it says.
package struct SettingsError: DomainError, Hashable {
    package var name: SettingName
    package var value: String
    package var source: Settings.Source

    package var code: String { "platform.setting_invalid" }
    package var kind: ErrorKind { .invalid }
    package var details: [String: String] {
        let place = source == .commandLine ? name.option : name.variable
        return ["setting": place, "value": value]
    }
}

/// Reads one value after another and says which is wrong.
private struct SettingReader {
    let chosen: [SettingName: (value: String, source: Settings.Source)]

    func value(_ name: SettingName) -> String { chosen[name]?.value ?? name.standard }
    func source(_ name: SettingName) -> Settings.Source { chosen[name]?.source ?? .standard }

    private func wrong(_ name: SettingName) -> SettingsError {
        SettingsError(name: name, value: value(name), source: source(name))
    }

    func text(_ name: SettingName) throws(SettingsError) -> String {
        if value(name).isEmpty { throw wrong(name) }
        return value(name)
    }

    func number(_ name: SettingName, _ range: ClosedRange<Int>) throws(SettingsError) -> Int {
        guard let number = Int(value(name)), range.contains(number) else { throw wrong(name) }
        return number
    }

    func language(_ name: SettingName) throws(SettingsError) -> Language {
        guard let language = Language(rawValue: value(name)) else { throw wrong(name) }
        return language
    }

    /// An address of HTTP without query and without a slash at its end.
    func address(_ name: SettingName) throws(SettingsError) -> String? {
        var address = value(name)
        if address.isEmpty { return nil }
        guard Link(external: address) != nil, address.hasPrefix("http"), !address.contains("?"), !address.contains("#") else {
            throw wrong(name)
        }
        while address.hasSuffix("/") { address.removeLast() }
        return address
    }

    func mail() throws(SettingsError) -> SMTPServer? {
        guard let encryption = SMTPServer.Encryption(rawValue: value(.smtpEncryption)) else { throw wrong(.smtpEncryption) }
        if value(.smtp).isEmpty { return nil }
        guard Mail.isAddress(value(.mailFrom)) else { throw wrong(.mailFrom) }
        let authority = value(.smtpAuthority).isEmpty ? nil : value(.smtpAuthority)
        guard let server = SMTPServer(value(.smtp), encryption: encryption, authority: authority, from: value(.mailFrom)) else {
            throw wrong(.smtp)
        }
        return server
    }

    func messages() throws(SettingsError) -> SMSGateway? {
        if value(.sms).isEmpty { return nil }
        guard let gateway = SMSGateway(value(.sms)) else { throw wrong(.sms) }
        return gateway
    }

    /// The provider sends people back to the public address, so there must be one.
    func openID() throws(SettingsError) -> OpenIDClient? {
        if value(.oidcIssuer).isEmpty { return nil }
        if value(.oidcClient).isEmpty { throw wrong(.oidcClient) }
        if value(.publicURL).isEmpty { throw wrong(.publicURL) }
        let client = OpenIDClient(
            issuer: value(.oidcIssuer), client: value(.oidcClient), secret: value(.oidcSecret), label: value(.oidcLabel))
        guard let client else { throw wrong(.oidcIssuer) }
        return client
    }

    func scanner() throws(SettingsError) -> VirusScanner? {
        if value(.clamd).isEmpty { return nil }
        guard let scanner = VirusScanner(value(.clamd)) else { throw wrong(.clamd) }
        return scanner
    }

    func list(_ name: SettingName) -> [String] {
        value(name).split(separator: ",").map { $0.filter { $0 != " " } }.filter { !$0.isEmpty }
    }
}
