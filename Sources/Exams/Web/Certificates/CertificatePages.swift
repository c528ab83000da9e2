import Kernel
import Office
import Platform

/// Certificates: the paper for whoever earned it, and for everybody the page that its QR code leads to.
///
/// Codes cannot be guessed, and asking is limited as well.
struct CertificatePages: Sendable {
    let bureau: ExamsBureau
    private let printer: PDFPrinter
    private let limit = AskingLimit()

    init(bureau: ExamsBureau) {
        self.bureau = bureau
        printer = PDFPrinter(program: bureau.services.settings.weasyPrint)
    }

    func add(to routes: inout Routes) {
        routes.page("/exams/certificates", .everyone) { try await find($0) }
        routes.page("/exams/certificates/:certificate", .everyone) { try await page($0) }
        routes.file("/exams/:exam/certificate.pdf", .signedIn) { try await paper($0) }
    }

    static func form(_ context: Context, text: String, error: String?) -> HTML {
        let words = context.words
        let field = Field("code", words("exams.check.code"), .text(text), hint: words("exams.check.hint"), error: error)
        return "\(.errorSummary([field], words))\(.form(.get, to: ExamsLink.certificates, [field], submit: words("exams.check.submit")))"
    }

    private func check(_ code: String, _ context: Context) async throws -> Certificate {
        try limit.check(context.client ?? "", at: bureau.services.now())
        return try await CheckCertificate(bureau)(code)
    }

    private func find(_ context: Context) async throws -> Page {
        let words = context.words
        let text = context.query["code"] ?? ""
        var error: (any DomainError)?
        if !text.isEmpty {
            do {
                return shown(try await check(text, context), words)
            } catch let refusal as any DomainError where refusal.kind == .missing || refusal.kind == .excessive {
                error = refusal
            }
        }
        return Page(
            words("exams.check"), lead: words("exams.check.lead"), room: "exams", status: Page.status(refused: error),
            isIndexed: text.isEmpty, content: Self.form(context, text: text, error: error.map { words($0.code, $0.details) }))
    }

    private func page(_ context: Context) async throws -> Page {
        shown(try await check(context.path("certificate"), context), context.words)
    }

    private func shown(_ certificate: Certificate, _ words: Words) -> Page {
        let facts: [(term: String, text: HTML)] = [
            (words("exams.certificate.number"), "<code>\(certificate.number)</code>"),
            (words("exams.person"), "\(certificate.name)"), (words("exams.unit"), "\(certificate.agency)"),
            (words("exams.title"), "\(certificate.title)"),
            (words("exams.certificate.issued"), "\(words.numbers.date(certificate.issued.vietnamDate))"),
        ]
        return Page(
            words("exams.check.of", ["number": certificate.number]), crumbs: [Crumb(words("exams.check"), ExamsLink.certificates)],
            room: "exams", isIndexed: false,
            content: """
                \(certificate.revoked.map { moment in
                    .notice(
                        .warning, words("exams.check.revoked", ["moment": words.numbers.moment(moment)]), "<p>\(certificate.reason)</p>")
                } ?? .notice(.success, words("exams.check.valid")))
                \(.definitions(facts))
                """)
    }

    /// The reader's own certificate.
    private func paper(_ context: Context) async throws -> FileAnswer {
        let number = try context.path("exam")
        let screen = try await ShowSitting(bureau)(number, by: context.actor)
        guard let certificate = screen.certificate else { throw ExamsError.notPassed(number) }
        let address = ExamsLink.certificate(certificate.code)
        let paper = CertificatePaper(
            certificate: certificate, isGenerated: screen.exam.isGenerated,
            address: bureau.services.site.publicURL.map { $0 + address.text }, words: bureau.services.words(.vi))
        let bytes = try await printer.pdf(of: paper.html.text)
        return FileAnswer(name: "\(certificate.number).pdf", mediaType: "application/pdf", bytes: bytes, isShown: true)
    }
}
