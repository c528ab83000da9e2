import Kernel
import Platform

/// Form 06: the book of a year (OS-34, OS-36).
///
/// Numbers run on from 01 through the year, in a second book after the last of the first, so rows bring none of their own; pages are
/// numbered and counted, and the last bears the closing.
package struct RegisterBook: Sendable, Hashable {
    package struct Row: Sendable, Hashable {
        package var code: String
        package var procedure: String
        package var person: String
        /// Address and telephone.
        package var address: String
        package var body: String
        package var received: Timestamp
        package var due: Timestamp?
        package var returned: Timestamp?
        /// How the result is received: at the counter, by post, online.
        package var way: String

        package init(
            code: String, procedure: String, person: String, address: String, body: String, received: Timestamp, due: Timestamp?,
            returned: Timestamp?, way: String
        ) {
            self.code = code
            self.procedure = procedure
            self.person = person
            self.address = address
            self.body = body
            self.received = received
            self.due = due
            self.returned = returned
            self.way = way
        }
    }

    /// The end of the year, or of a book that is full.
    package struct Closing: Sendable, Hashable {
        package var day: CalendarDate
        package var signer: String

        package init(day: CalendarDate, signer: String) {
            self.day = day
            self.signer = signer
        }
    }

    package var head: Letterhead
    package var year: Int
    /// 1 for the first book of the year.
    package var volume: Int
    /// The number of the first row: 1, or one more than the last of the book before.
    package var first: Int
    package var opened: CalendarDate
    package var rows: [Row]
    package var closing: Closing?

    package init(head: Letterhead, year: Int, volume: Int, first: Int, opened: CalendarDate, rows: [Row], closing: Closing?) {
        precondition(first >= 1 && volume >= 1, "books and their rows are counted from 1")
        self.head = head
        self.year = year
        self.volume = volume
        self.first = first
        self.opened = opened
        self.rows = rows
        self.closing = closing
    }

    package func html(_ edition: FormEdition, _ words: Words) -> HTML {
        let sheet = FormSheet(edition: edition, head: head, words: words)
        func written(_ moment: Timestamp?) -> HTML {
            guard let moment else { return HTML() }
            return "\(if: !moment.isEndOfDay, "\(moment.vietnamClock)<br>")\(moment.vietnamDate.vietnamese)"
        }
        return sheet.document(
            [
                """
                \(sheet.top(number: nil, day: opened))
                <p class="volume">\(words("dossiers.paper.volume", ["year": "\(year)", "volume": "\(volume)"])) · \(words("dossiers.paper.cross_stamp"))</p>
                \(sheet.table(
                    [
                        ("column.no", 4), ("column.code", 13), ("column.procedure", 21), ("column.person", 10), ("column.address", 12),
                        ("column.body", 7), ("column.received", 7), ("column.due", 7), ("column.returned", 7), ("column.way", 6),
                        ("column.signed", 6),
                    ],
                    rows.enumerated().map { index, row in
                        [
                            "\(Self.number(first + index))", "\(row.code)", "\(row.procedure)", "\(row.person)", "\(row.address)",
                            "\(row.body)", written(row.received), written(row.due), written(row.returned), "\(row.way)", HTML(),
                        ]
                    }))
                \(closing.map { closed($0, sheet, words) })
                """
            ], isWide: true)
    }

    /// The first numbers have a zero before them.
    static func number(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

    private func closed(_ closing: Closing, _ sheet: FormSheet, _ words: Words) -> HTML {
        let told = [
            "day": sheet.day(closing.day), "count": words.numbers.count(rows.count), "first": Self.number(first),
            "last": Self.number(first + max(0, rows.count - 1)),
        ]
        return """
            <p><strong>\(words(rows.isEmpty ? "dossiers.paper.closed_empty" : "dossiers.paper.closed", rows.isEmpty ? ["day": sheet.day(closing.day)] : told))</strong></p>
            \(sheet.signatures([Signer(title: words("dossiers.paper.signer.head"), name: closing.signer, isSealed: true)]))
            """
    }
}
