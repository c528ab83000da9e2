import Foundation
import Kernel

extension CommandTexts {
    /// The language of commands: `CCHC_LANGUAGE`, otherwise Vietnamese.
    package static var language: Language {
        ProcessInfo.processInfo.environment[SettingName.language.variable].flatMap(Language.init(rawValue:)) ?? .vi
    }
}
