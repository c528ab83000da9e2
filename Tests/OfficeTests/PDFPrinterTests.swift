import Foundation
import Kernel
import Office
import TestSupport
import Testing

@Suite struct `Printing a page` {
    private static let page = """
        <!doctype html><html lang="vi"><head><meta charset="utf-8"><title>Kết quả</title>
        <style>@page { size: A4 } body { font-family: "Liberation Serif" }</style></head>
        <body><h1>Kết quả chấm điểm năm 2026</h1><p>Sở Nội vụ đạt 85,60 điểm.</p></body></html>
        """

    private static func printer(_ change: (inout PDFPrinter.Limits) -> Void = { _ in }) throws -> PDFPrinter {
        var limits = PDFPrinter.Limits()
        change(&limits)
        return PDFPrinter(program: try #require(OtherProgram.weasyprint), limits: limits)
    }

    @Test(.enabled(if: OtherProgram.weasyprint != nil && OtherProgram.pdftotext != nil, "WeasyPrint or pdftotext is not there"))
    func `The text of the page is on the paper`() async throws {
        let folder = try TemporaryFolder()
        let paper = try folder.write(try await Self.printer().pdf(of: Self.page), "a.pdf")
        let text = try OtherProgram.run(OtherProgram.pdftotext, [paper, "-"])
        #expect(text.contains("Kết quả chấm điểm năm 2026"))
        #expect(text.contains("Sở Nội vụ đạt 85,60 điểm."))
    }

    @Test(.enabled(if: OtherProgram.weasyprint != nil && OtherProgram.pdftotext != nil, "WeasyPrint or pdftotext is not there"))
    func `Nothing is fetched from the disk or the network`() async throws {
        let folder = try TemporaryFolder()
        let secret = try folder.write(Array("body::after { content: 'SECRET' }".utf8), "secret.css")
        let ear = try Ear()
        let links = ["file://\(secret)", secret, "secret.css", "http://127.0.0.1:\(ear.port)/a.css"]
            .map { #"<link rel="stylesheet" href="\#($0)"><link rel="attachment" href="\#($0)"><img src="\#($0)">"# }.joined()
        let inline = #"<link rel="stylesheet" href="data:text/css,body::after{content:'INLINE'}">"#
        let page = Self.page.replacing("<style>", with: links + inline + "<style>")
        let bytes = try await Self.printer().pdf(of: page)
        let text = try OtherProgram.run(OtherProgram.pdftotext, [try folder.write(bytes, "a.pdf"), "-"])
        #expect(text.contains("INLINE"))
        #expect(!text.contains("SECRET"))
        #expect(bytes.firstRange(of: Array("/EmbeddedFile".utf8)) == nil)
        #expect(!ear.heardSomebody)
    }

    @Test(arguments: ["/nowhere/weasyprint", "no-such-program-anywhere"])
    func `A printer that is not there is told`(program: String) async throws {
        let error = await #expect(throws: OfficeError.self) { try await PDFPrinter(program: program).pdf(of: Self.page) }
        #expect(error == .notMade(.printerMissing, with: ["program": program]))
        #expect(error?.kind == .unavailable)
    }

    private func program(_ body: String, in folder: TemporaryFolder) throws -> String {
        let path = try folder.write(Array(("#!/bin/sh\n" + body + "\n").utf8), "printer")
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
        return path
    }

    @Test func `A failure tells what the program said last`() async throws {
        let folder = try TemporaryFolder()
        let noise = "yes noise | head -c 1000000 >&2; echo >&2"
        let path = try program("cat >/dev/null; \(noise); echo 'ValueError: no page' >&2; exit 1", in: folder)
        let error = await #expect(throws: OfficeError.self) { try await PDFPrinter(program: path).pdf(of: Self.page) }
        #expect(error?.code == "office.pdf.failed")
        #expect(error?.details["reason"] == "ValueError: no page")
    }

    @Test(arguments: ["exit 0", "cat >/dev/null; echo hello", "cat", "kill -9 $$"])
    func `A program that gives no paper has failed`(body: String) async throws {
        let folder = try TemporaryFolder()
        let path = try program(body, in: folder)
        let error = await #expect(throws: OfficeError.self) { try await PDFPrinter(program: path).pdf(of: Self.page) }
        #expect(error?.code == "office.pdf.failed")
    }

    @Test func `A paper that takes too long is given up`() async throws {
        let folder = try TemporaryFolder()
        let path = try program("trap '' TERM; exec sleep 600", in: folder)
        var limits = PDFPrinter.Limits()
        limits.time = .milliseconds(200)
        let printer = PDFPrinter(program: path, limits: limits)
        let error = await #expect(throws: OfficeError.self) { try await printer.pdf(of: Self.page) }
        #expect(error?.code == "office.pdf.too_slow")
    }

    @Test func `A paper without end is cut off`() async throws {
        let folder = try TemporaryFolder()
        let path = try program("printf '%%PDF-1.7'; exec cat /dev/zero", in: folder)
        var limits = PDFPrinter.Limits()
        limits.bytes = 1 << 20
        let printer = PDFPrinter(program: path, limits: limits)
        let error = await #expect(throws: OfficeError.self) { try await printer.pdf(of: Self.page) }
        #expect(error == .notMade(.printTooLarge, with: ["limit": "1 MB"]))
    }

    @Test func `The program does not see the house's environment`() async throws {
        let folder = try TemporaryFolder()
        setenv("CCHC_SECRET", "postgres://secret", 1)
        let path = try program("cat >/dev/null; echo $(env | sort) >&2; exit 1", in: folder)
        let error = await #expect(throws: OfficeError.self) { try await PDFPrinter(program: path).pdf(of: Self.page) }
        #expect(error?.details["reason"]?.contains("LANG=C.UTF-8") == true)
        #expect(error?.details["reason"]?.contains("CCHC_SECRET") == false)
    }

    @Test func `Two papers are made at once, others wait, and one too many is sent away`() async throws {
        let folder = try TemporaryFolder()
        // Each run counts itself in, waits for a word, and tells how many were in together.
        let path = try program(
            """
            cat >/dev/null; d=\(folder.path); touch $d/in-$$; while [ ! -e $d/go ]; do sleep 0.02; done
            printf '%%PDF-'; ls $d | grep -c in- ; sleep 0.1; rm $d/in-$$
            """, in: folder)
        var limits = PDFPrinter.Limits()
        limits.waiting = 2
        let printer = PDFPrinter(program: path, limits: limits)
        let outcomes = await withTaskGroup(of: String.self) { group in
            for _ in 0..<5 {
                group.addTask {
                    do {
                        return String(decoding: try await printer.pdf(of: Self.page), as: UTF8.self)
                    } catch {
                        return (error as? OfficeError)?.code ?? "\(error)"
                    }
                }
            }
            // The one that finds the queue full is the only one that can answer before the word is given.
            let first = await group.next() ?? ""
            _ = try? folder.write([], "go")
            return await group.reduce(into: [first]) { $0.append($1) }
        }
        #expect(outcomes.first == "office.pdf.busy")
        let papers = outcomes.dropFirst().compactMap { Int($0.dropFirst("%PDF-".count).filter(\.isNumber)) }
        #expect(papers.count == 4)
        #expect(papers.allSatisfy { $0 <= 2 })
    }

    @Test func `Whoever no longer waits leaves the queue, and the turn goes on`() async throws {
        let folder = try TemporaryFolder()
        let path = try program(
            "cat >/dev/null; d=\(folder.path); touch $d/in; while [ ! -e $d/go ]; do sleep 0.02; done; printf '%%PDF-'", in: folder)
        var limits = PDFPrinter.Limits()
        limits.atOnce = 1
        let printer = PDFPrinter(program: path, limits: limits)
        let first = Task { try await printer.pdf(of: Self.page) }
        while !folder.names.contains("in") { try await Task.sleep(for: .milliseconds(5)) }
        let second = Task { try await printer.pdf(of: Self.page) }
        second.cancel()
        await #expect(throws: CancellationError.self) { try await second.value }
        _ = try folder.write([], "go")
        #expect(try await first.value == Array("%PDF-".utf8))
        #expect(try await printer.pdf(of: Self.page) == Array("%PDF-".utf8))
    }
}

/// A port of this machine that notes whether anybody came.
private final class Ear {
    private let descriptor: Int32
    let port: UInt16

    init() throws {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        self.descriptor = descriptor
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let listens = withUnsafeMutablePointer(to: &address) { address in
            address.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                bind(descriptor, address, length) == 0 && listen(descriptor, 4) == 0 && getsockname(descriptor, address, &length) == 0
            }
        }
        port = UInt16(bigEndian: address.sin_port)
        _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
        try #require(listens)
    }

    deinit { close(descriptor) }

    var heardSomebody: Bool { accept(descriptor, nil, nil) >= 0 }
}
