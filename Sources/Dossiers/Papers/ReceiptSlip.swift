import Kernel
import Platform

/// Form 01: the receipt with the day of return (GL-52), one sheet for the office and one for the citizen (OS-34).
package struct ReceiptSlip: Sendable, Hashable {
    /// A paper of the dossier, and in what shape it was handed in.
    package struct Paper: Sendable, Hashable {
        package var name: String
        package var originals: Int
        package var certified: Int
        package var copies: Int

        package init(_ name: String, originals: Int = 0, certified: Int = 0, copies: Int = 0) {
            self.name = name
            self.originals = originals
            self.certified = certified
            self.copies = copies
        }
    }

    package struct Fee: Sendable, Hashable {
        package var name: String
        package var dong: Int64
        package var isPaid: Bool

        package init(_ name: String, dong: Int64, isPaid: Bool) {
            self.name = name
            self.dong = dong
            self.isPaid = isPaid
        }
    }

    package var head: Letterhead
    package var number: String
    package var code: PaperCode
    package var person: PaperPerson
    /// Who came in the applicant's place; empty: the applicant.
    package var submitter = ""
    /// The procedure that is asked for.
    package var request: String
    package var papers: [Paper] = []
    package var sets = 1
    /// The legal time in words; empty where the procedure states none.
    package var limit = ""
    package var received: Timestamp
    /// Nil where the procedure states no time.
    package var due: Timestamp?
    /// Where the result is handed over.
    package var place: String
    package var fees: [Fee] = []
    package var book = ""
    package var bookNumber = ""
    /// Who received it.
    package var clerk = ""

    package init(
        head: Letterhead, number: String, code: PaperCode, person: PaperPerson, request: String, received: Timestamp, due: Timestamp?,
        place: String
    ) {
        self.head = head
        self.number = number
        self.code = code
        self.person = person
        self.request = request
        self.received = received
        self.due = due
        self.place = place
    }

    /// The paper; with `bothCopies` the office's sheet and the citizen's, each as a page of its own.
    package func html(_ edition: FormEdition, _ words: Words, bothCopies: Bool = false) -> HTML {
        let sheet = FormSheet(edition: edition, head: head, words: words)
        let copies = bothCopies ? ["office", "citizen"].map { words("dossiers.paper.copy.\($0)") } : [nil]
        return sheet.document(copies.map { part(sheet, words, $0) })
    }

    private func part(_ sheet: FormSheet, _ words: Words, _ copy: String?) -> HTML {
        """
        \(sheet.top(number: number, day: received.vietnamDate, code: code, copy: copy))
        \(sheet.person(person))
        \(if: !submitter.isEmpty, sheet.fields([("submitter", submitter)]))
        \(sheet.fields([("request", request)]))
        \(paperTable(sheet, words))
        \(sheet.pair(("sets", "\(sets)"), ("limit", limit)))
        \(sheet.fields([
            ("received", sheet.moment(received)), ("due", due.map(sheet.due) ?? ""),
            ("place", place),
        ]))
        \(feeLines(sheet, words))
        \(sheet.pair(("book", book), ("book_number", bookNumber)))
        \(sheet.signatures([
            Signer(title: words("dossiers.paper.signer.submitter"), name: submitter.isEmpty ? person.name : submitter),
            Signer(title: words("dossiers.paper.signer.clerk"), name: clerk),
        ]))
        """
    }

    /// What was handed in; a line to write on where the catalogue names no papers.
    private func paperTable(_ sheet: FormSheet, _ words: Words) -> HTML {
        if papers.isEmpty { return sheet.fields([("papers", "")]) }
        return """
            <p class="field">\(words("dossiers.paper.papers")):</p>
            \(sheet.table(
                [("column.no", 8), ("column.paper", 50), ("column.originals", 14), ("column.certified", 14), ("column.copies", 14)],
                papers.enumerated().map { index, paper in
                    ["\(index + 1)", "\(paper.name)", Self.count(paper.originals), Self.count(paper.certified), Self.count(paper.copies)]
                }))
            """
    }

    private static func count(_ number: Int) -> HTML { number == 0 ? HTML() : "\(number)" }

    private func feeLines(_ sheet: FormSheet, _ words: Words) -> HTML {
        let lines = fees.map { fee in
            words(
                fee.isPaid ? "dossiers.paper.fee.paid" : "dossiers.paper.fee.open",
                ["name": fee.name, "dong": words.numbers.count(Int(fee.dong))])
        }
        return sheet.fields([("fees", lines.isEmpty ? words("dossiers.paper.fee.none") : lines.joined(separator: "; "))])
    }
}
