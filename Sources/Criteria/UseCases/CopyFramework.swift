import Kernel
import Platform
import Storage

/// Begins the next issue of a framework as a draft with the text of an earlier one (PI-13).
package struct CopyFramework: Sendable {
    private let services: Services

    package init(_ services: Services) { self.services = services }

    /// Only the line of the version is changed; gives the identity of the draft.
    package func callAsFunction(_ name: String, version: String, by actor: Actor) async throws -> String {
        try actor.require(.administrator)
        let source = try await FindFrameworks(services).text(name)
        guard version.wholeMatch(of: /[0-9A-Za-z]+([-.][0-9A-Za-z]+)*/) != nil, version.count <= 40 else {
            throw Faults([Fault("criteria.version_malformed", at: Place(file: source.identity, field: "version"), ["text": version])])
        }
        // The version of a set stands on a line of its own, for no text inside may begin at the margin.
        let line = /(?m)^version:.*$/
        guard source.text.contains(line) else { throw CriteriaError.noVersionLine(source.identity) }
        return try await SaveDraft(services)(source.text.replacing(line, with: "version: \(version)", maxReplacements: 1), by: actor)
    }
}
