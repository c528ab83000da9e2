/// Every setting there is, with what holds when nobody says anything.
///
/// One case here makes a variable, an option and a line of
/// `cchc config`.
package enum SettingName: String, CaseIterable, Sendable {
    case host, port, database, files
    case publicURL = "public_url"
    case language
    case trustedProxies = "trusted_proxies"
    case weasyPrint = "weasyprint"
    case requestLimit = "request_limit"
    case cacheLimit = "cache_limit"
    case strictTransport = "strict_transport"
    case smtp
    case smtpEncryption = "smtp_encryption"
    case smtpAuthority = "smtp_authority"
    case mailFrom = "mail_from"
    case sms
    case draftDays = "draft_days"
    case clamd
    case oidcIssuer = "oidc_issuer"
    case oidcClient = "oidc_client"
    case oidcSecret = "oidc_secret"
    case oidcLabel = "oidc_label"

    /// The environment variable, `CCHC_PORT`.
    package var variable: String { "CCHC_" + rawValue.uppercased() }
    /// The option of commands, `--port`.
    package var option: String { "--" + rawValue.split(separator: "_").joined(separator: "-") }
    /// The key of the text that says what it means.
    package var text: String { "platform.setting.\(rawValue)" }

    package var standard: String {
        switch self {
        case .host: "127.0.0.1"
        case .port: "8080"
        case .database: "sqlite:var/cchc.db"
        case .files: "var/files"
        case .publicURL: ""
        case .language: "vi"
        case .trustedProxies: ""
        case .weasyPrint: "weasyprint"
        case .requestLimit: "32"
        case .cacheLimit: "64"
        case .strictTransport: "0"
        case .smtp: ""
        case .smtpEncryption: "required"
        case .smtpAuthority: ""
        case .mailFrom: ""
        case .sms: ""
        case .draftDays: "30"
        case .clamd: ""
        case .oidcIssuer: ""
        case .oidcClient: ""
        case .oidcSecret: ""
        case .oidcLabel: ""
        }
    }
}
