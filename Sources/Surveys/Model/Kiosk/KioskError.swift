import Kernel

/// Why something cannot be done with a kiosk.
package enum KioskError: DomainError, Hashable {
    case noSuchDevice
    /// The code was mistyped, used, or is older than an hour.
    case pairingVoid
    /// The secret opens nothing: the device was retired, or its place was given to another machine.
    case deviceUnknown
    /// Another machine speaks for this device.
    case deviceTwice
    case retiredAlready
    case reportMalformed
    /// Questions that a touch screen without a keyboard cannot take, and that must be answered.
    case cannotAsk(String)

    package var code: String { "surveys.kiosk.\(word)" }

    private var word: String {
        switch self {
        case .noSuchDevice: "no_such_device"
        case .pairingVoid: "pairing_void"
        case .deviceUnknown: "device_unknown"
        case .deviceTwice: "device_twice"
        case .retiredAlready: "retired_already"
        case .reportMalformed: "report_malformed"
        case .cannotAsk: "cannot_ask"
        }
    }

    package var kind: ErrorKind {
        switch self {
        case .noSuchDevice, .pairingVoid, .deviceUnknown: .missing
        case .deviceTwice, .retiredAlready, .cannotAsk: .conflict
        case .reportMalformed: .invalid
        }
    }

    package var details: [String: String] { if case .cannotAsk(let question) = self { ["question": question] } else { [:] } }
}
