/// The place that a request came from, as limits count it: the address, or of IPv6 the first 64 bits, for who has one address there has
/// all of that network.
package enum Network {
    package static func of(_ address: String) -> String {
        guard address.contains(":"), !address.contains(".") else { return address }
        let halves = address.split(separator: "::", maxSplits: 1, omittingEmptySubsequences: false).map { $0.split(separator: ":") }
        let given = halves.reduce(0) { $0 + $1.count }
        let zeros = Array(repeating: Substring("0"), count: max(0, 8 - given))
        return (halves[0] + zeros + halves.dropFirst().joined()).prefix(4).joined(separator: ":")
    }
}
