import Platform

extension SurveysLink {
    static func kiosks(_ number: String) -> Link { "/surveys/campaigns/\(number)/kiosks" }
    static func kiosksRefused(_ number: String) -> Link { "/surveys/campaigns/\(number)/kiosks/refused.csv" }
    static func kiosk(_ number: String, _ device: String) -> Link { "/surveys/campaigns/\(number)/kiosks/\(device)" }
    static func kioskPairing(_ number: String, _ device: String) -> Link { "/surveys/campaigns/\(number)/kiosks/\(device)/pairing" }
    static func kioskRetirement(_ number: String, _ device: String) -> Link { "/surveys/campaigns/\(number)/kiosks/\(device)/retirement" }
}
