import Kernel

/// A place on the map, in millionths of a degree: a step of a foot is a tenth of that.
package struct Coordinates: Hashable, Sendable, CustomStringConvertible {
    package let latitude: Int
    package let longitude: Int

    package init?(latitude: Int, longitude: Int) {
        guard (-90_000_000...90_000_000).contains(latitude), (-180_000_000...180_000_000).contains(longitude) else { return nil }
        self.latitude = latitude
        self.longitude = longitude
    }

    /// Reads what maps give to copy, `16.054407, 108.202164`; figures behind the sixth are left out.
    package init?(_ text: String) {
        let parts = text.split(separator: ",").map { Self.microdegrees($0.filter { $0 != " " }) }
        guard parts.count == 2, let latitude = parts[0], let longitude = parts[1] else { return nil }
        self.init(latitude: latitude, longitude: longitude)
    }

    package var description: String { "\(Self.text(latitude)), \(Self.text(longitude))" }

    private static func microdegrees(_ text: String) -> Int? {
        let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
        let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), parts.allSatisfy({ $0.allSatisfy { ("0"..."9").contains($0) } }),
            (1...3).contains(parts[0].count)
        else { return nil }
        let fraction = parts.count == 2 ? parts[1].prefix(6) : ""
        guard let whole = Int(parts[0]), let part = Int(fraction + String(repeating: "0", count: 6 - fraction.count)) else { return nil }
        return (text.hasPrefix("-") ? -1 : 1) * (whole * 1_000_000 + part)
    }

    private static func text(_ value: Int) -> String {
        let part = "\(value.magnitude % 1_000_000)"
        return "\(value < 0 ? "-" : "")\(value.magnitude / 1_000_000).\(String(repeating: "0", count: 6 - part.count))\(part)"
    }
}
