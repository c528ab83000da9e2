import Foundation
import Testing

/// Compares text with `Snapshots/<name>` beside the test; the first run, or RECORD=1, writes it and fails.
package func expectSnapshot(_ text: String, _ name: String, file: String = #filePath, _ location: SourceLocation = #_sourceLocation) throws
{
    let url = URL(fileURLWithPath: file).deletingLastPathComponent().appending(path: "Snapshots/\(name)")
    if ProcessInfo.processInfo.environment["RECORD"] == nil, let expected = try? String(contentsOf: url, encoding: .utf8) {
        #expect(text == expected, "\(name) differs; RECORD=1 records it anew", sourceLocation: location)
    } else {
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try text.write(to: url, atomically: true, encoding: .utf8)
        Issue.record("recorded \(name)", sourceLocation: location)
    }
}
