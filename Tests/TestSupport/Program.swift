import Foundation
import Kernel
import Platform

/// The real binary, run as a person runs it in a terminal.
package struct Program: Sendable {
    /// How it ended and what it said.
    package struct Outcome: Sendable {
        package let status: Int32
        package let output: String
        package let errors: String
    }

    /// Runs `cchc` with these arguments on the database and files of a house, which stays open beside it.
    ///
    /// `fileLimit` in kB is how large it may make a file; what it writes beyond fails as on a full disk.
    package static func run(
        _ arguments: [String], in language: Language, of services: Services, fileLimit: Int? = nil
    ) async throws -> Outcome {
        var environment = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("CCHC_") }
        environment["CCHC_LANGUAGE"] = language.rawValue
        environment["CCHC_DATABASE"] = services.settings.database
        environment["CCHC_FILES"] = services.settings.files
        let process = Process()
        // The shell has the limit, and keeps the signal from ending the program.
        let limit = fileLimit.map { "trap '' XFSZ; ulimit -f \($0); " } ?? ""
        process.executableURL = URL(fileURLWithPath: "/bin/bash")
        process.arguments = ["-c", limit + "exec \"$0\" \"$@\"", binary.path] + arguments
        process.environment = environment
        process.standardInput = FileHandle.nullDevice
        let output = Pipe()
        let errors = Pipe()
        process.standardOutput = output
        process.standardError = errors
        try process.run()
        async let said = text(of: output)
        async let complained = text(of: errors)
        let outcome = (said: try await said, complained: try await complained)
        process.waitUntilExit()
        return Outcome(status: process.terminationStatus, output: outcome.said, errors: outcome.complained)
    }

    /// Beside the program that runs the tests, where the same build put it.
    private static let binary = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent().appending(path: "cchc")

    private static func text(of pipe: Pipe) async throws -> String {
        try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread {
                continuation.resume(with: Result { String(decoding: try pipe.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self) })
            }
        }
    }
}
