import Foundation
import Kernel
import Subprocess
import Synchronization
import SystemPackage

/// Turns a page into a paper: HTML in, PDF out, by WeasyPrint in a process of its own.
///
/// The page must carry everything inline: the program may fetch `data:` and nothing else, neither from the network nor from
/// the disk, and it knows nothing of the house's environment. WeasyPrint can promise that from version 67 on; an older one
/// does not know the option and fails. At most two papers are made at once, since each takes a core for half a second.
package struct PDFPrinter: Sendable {
    package struct Limits: Sendable, Hashable {
        package var time: Duration = .seconds(60)
        package var bytes = 64 << 20
        package var atOnce = 2
        /// Papers that may wait for their turn; one more is refused.
        package var waiting = 32

        package init() {}
    }

    private let program: String
    private let limits: Limits
    private let turns: Turnstile

    /// `program` is a path or a name to look up; that it is there is found out when the first paper is made.
    package init(program: String, limits: Limits = Limits()) {
        self.program = program
        self.limits = limits
        turns = Turnstile(places: limits.atOnce, waiting: limits.waiting)
    }

    /// The PDF of a whole HTML document in UTF-8.
    ///
    /// Throws `pdf.printer_missing`, `pdf.failed`, `pdf.too_slow`, `pdf.too_large` or `pdf.busy`; a cancelled task
    /// ends the program.
    package func pdf(of html: String) async throws -> [UInt8] {
        guard await turns.enter() else {
            try Task.checkCancellation()
            throw OfficeError.notMade(.printerBusy)
        }
        defer { turns.leave() }
        try Task.checkCancellation()
        return try await withThrowingTaskGroup(of: [UInt8].self) { group in
            group.addTask { try await run(html) }
            group.addTask {
                try await Task.sleep(for: limits.time)
                throw OfficeError.notMade(.printingTooSlow, with: ["seconds": String(limits.time.components.seconds)])
            }
            defer { group.cancelAll() }
            return try await group.next() ?? []
        }
    }

    private func run(_ html: String) async throws -> [UInt8] {
        let executable: Executable = program.contains("/") ? .path(FilePath(program)) : .name(program)
        var options = PlatformOptions()
        options.teardownSequence = [.gracefulShutDown(allowedDurationToNextStep: .seconds(1))]
        let page = try Self.nameless(html)
        defer { fclose(page) }
        do {
            let result = try await Subprocess.run(
                executable,
                arguments: ["--allowed-protocols", "data", "--base-url", "", "--encoding", "utf-8", "--pdf-tags", "-", "-"],
                environment: environment, platformOptions: options,
                input: .fileDescriptor(FileDescriptor(rawValue: fileno(page)), closeAfterSpawningProcess: false),
                output: .sequence, error: .sequence
            ) { execution in
                async let complaint = Self.tail(of: execution.standardError)
                do {
                    return (try await collect(execution.standardOutput), try await complaint)
                } catch {
                    // Whoever writes too much is not waited for.
                    try execution.send(signal: .kill)
                    throw error
                }
            }
            let (paper, complaint) = result.closureResult
            guard result.terminationStatus.isSuccess, paper.starts(with: "%PDF-".utf8) else {
                // The last line names the error; what stands above it tells of the server's folders, which is nobody's business.
                let reason = complaint.split(separator: "\n").last.map(String.init) ?? "\(result.terminationStatus)"
                throw OfficeError.notMade(.printingFailed, with: ["reason": reason])
            }
            return paper
        } catch let error as SubprocessError {
            if error.code == .executableNotFound { throw OfficeError.notMade(.printerMissing, with: ["program": program]) }
            throw OfficeError.notMade(.printingFailed, with: ["reason": error.description])
        }
    }

    /// The page in a file without a name, ready to be read.
    ///
    /// Not in a pipe: a program that ends before it has read the page would end the house with SIGPIPE.
    private static func nameless(_ html: String) throws -> UnsafeMutablePointer<FILE> {
        guard let file = tmpfile() else { throw OfficeError.notMade(.notWritten, with: ["reason": String(cString: strerror(errno))]) }
        var html = html
        let isWritten = html.withUTF8 { fwrite($0.baseAddress, 1, $0.count, file) == $0.count } && fseek(file, 0, SEEK_SET) == 0
        guard isWritten else {
            let reason = String(cString: strerror(errno))
            fclose(file)
            throw OfficeError.notMade(.notWritten, with: ["reason": reason])
        }
        return file
    }

    /// Only what a Python program needs to start; the house's own holds the way to its database.
    private var environment: Environment {
        var kept: [Environment.Key: String] = ["LANG": "C.UTF-8"]
        for name in ["PATH", "HOME", "XDG_CACHE_HOME", "FONTCONFIG_FILE"] {
            if let value = ProcessInfo.processInfo.environment[name] { kept[Environment.Key(stringLiteral: name)] = value }
        }
        return .custom(kept)
    }

    private func collect(_ output: SubprocessOutputSequence) async throws -> [UInt8] {
        var bytes: [UInt8] = []
        for try await piece in output {
            piece.withUnsafeBytes { bytes.append(contentsOf: $0) }
            guard bytes.count <= limits.bytes else {
                throw OfficeError.notMade(.printTooLarge, with: ["limit": ByteCount.text(limits.bytes)])
            }
        }
        return bytes
    }

    /// The last two thousand bytes: a Python program says last what went wrong.
    private static func tail(of output: SubprocessOutputSequence) async throws -> String {
        var bytes: [UInt8] = []
        for try await piece in output {
            piece.withUnsafeBytes { bytes.append(contentsOf: $0) }
            bytes.removeFirst(max(bytes.count - 2000, 0))
        }
        return String(decoding: bytes, as: UTF8.self).trimmingSpaces()
    }
}
