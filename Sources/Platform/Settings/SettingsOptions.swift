import ArgumentParser
import Kernel

/// The settings as options of a command: `@OptionGroup var options: SettingsOptions`.
package struct SettingsOptions: ParsableArguments {
    private static let help = CommandTexts(Embedded.files)

    @Option(help: help(.host)) package var host: String?
    @Option(help: help(.port)) package var port: String?
    @Option(help: help(.database)) package var database: String?
    @Option(help: help(.files)) package var files: String?
    @Option(name: .customLong("public-url"), help: help(.publicURL)) package var publicURL: String?
    @Option(help: help(.language)) package var language: String?
    @Option(help: help(.trustedProxies)) package var trustedProxies: String?
    @Option(name: .customLong("weasyprint"), help: help(.weasyPrint)) package var weasyPrint: String?
    @Option(help: help(.requestLimit)) package var requestLimit: String?
    @Option(help: help(.cacheLimit)) package var cacheLimit: String?
    @Option(help: help(.strictTransport)) package var strictTransport: String?
    @Option(help: help(.smtp)) package var smtp: String?
    @Option(help: help(.smtpEncryption)) package var smtpEncryption: String?
    @Option(help: help(.smtpAuthority)) package var smtpAuthority: String?
    @Option(help: help(.mailFrom)) package var mailFrom: String?
    @Option(help: help(.sms)) package var sms: String?
    @Option(help: help(.draftDays)) package var draftDays: String?
    @Option(help: help(.clamd)) package var clamd: String?
    @Option(help: help(.oidcIssuer)) package var oidcIssuer: String?
    @Option(help: help(.oidcClient)) package var oidcClient: String?
    @Option(help: help(.oidcSecret)) package var oidcSecret: String?
    @Option(help: help(.oidcLabel)) package var oidcLabel: String?

    package init() {}

    /// The values that were said.
    package var values: [SettingName: String] {
        let all: [SettingName: String?] = [
            .host: host, .port: port, .database: database, .files: files, .publicURL: publicURL, .language: language,
            .trustedProxies: trustedProxies, .weasyPrint: weasyPrint, .requestLimit: requestLimit, .cacheLimit: cacheLimit,
            .strictTransport: strictTransport, .smtp: smtp, .smtpEncryption: smtpEncryption, .smtpAuthority: smtpAuthority,
            .mailFrom: mailFrom, .sms: sms, .draftDays: draftDays, .clamd: clamd, .oidcIssuer: oidcIssuer, .oidcClient: oidcClient,
            .oidcSecret: oidcSecret, .oidcLabel: oidcLabel,
        ]
        return all.compactMapValues { $0 }
    }
}

/// Help for a room's commands out of its own words, for they are needed before the program has started.
///
/// A target keeps one: `private let help = CommandTexts(Embedded.files)`. Vietnamese, or what `CCHC_LANGUAGE` says.
package struct CommandTexts: Sendable {
    private let words: Words

    package init(_ files: [String: String], language: Language = CommandTexts.language) {
        words = Words((try? Texts([("help", files)])) ?? Texts(), language)
    }

    package func callAsFunction(_ key: String) -> ArgumentHelp { ArgumentHelp(words(key)) }

    func callAsFunction(_ setting: SettingName) -> ArgumentHelp { self(setting.text) }
}
