import Kernel
import Platform

/// The list with which dossiers or results go from one body to another (OS-37); what is early or late is read from its days alone.
package struct HandoverList: Sendable, Hashable {
    package struct Row: Sendable, Hashable {
        package var code: String
        package var content: String
        package var sets: Int
        package var owner: String
        package var address: String
        package var phone: String
        package var received: Timestamp
        package var due: Timestamp?
        /// When the result was there.
        package var finished: Timestamp?
        package var note: String

        package init(
            code: String, content: String, sets: Int = 1, owner: String, address: String, phone: String, received: Timestamp,
            due: Timestamp?, finished: Timestamp? = nil, note: String = ""
        ) {
            self.code = code
            self.content = content
            self.sets = sets
            self.owner = owner
            self.address = address
            self.phone = phone
            self.received = received
            self.due = due
            self.finished = finished
            self.note = note
        }
    }

    package var head: Letterhead
    package var day: CalendarDate
    package var giver: String
    package var receiver: String
    /// The number of the first row: 1, or one more than the last of the part before.
    package var first: Int
    package var rows: [Row]

    package init(head: Letterhead, day: CalendarDate, giver: String, receiver: String, first: Int = 1, rows: [Row]) {
        self.head = head
        self.day = day
        self.giver = giver
        self.receiver = receiver
        self.first = first
        self.rows = rows
    }

    package func html(_ words: Words) -> HTML {
        let sheet = FormSheet(title: words("dossiers.paper.handover"), head: head, words: words)
        func date(_ moment: Timestamp?) -> HTML { moment.map { "\($0.vietnamDate.vietnamese)" } ?? HTML() }
        return sheet.document(
            [
                """
                \(sheet.top(number: nil, day: day))
                \(sheet.fields([("giver", giver), ("receiver", receiver)]))
                \(sheet.table(
                    [
                        ("column.no", 4), ("column.code", 13), ("column.content", 20), ("column.sets", 4), ("column.owner", 11),
                        ("column.home", 12), ("column.phone", 8), ("column.received", 7), ("column.due", 7), ("column.finished", 7),
                        ("column.note", 7),
                    ],
                    rows.enumerated().map { index, row in
                        [
                            "\(first + index)", "\(row.code)", "\(row.content)", "\(row.sets)", "\(row.owner)", "\(row.address)",
                            "\(row.phone)", date(row.received), date(row.due), date(row.finished), "\(row.note)",
                        ]
                    }))
                \(sheet.signatures([
                    Signer(title: words("dossiers.paper.giver"), name: ""), Signer(title: words("dossiers.paper.receiver"), name: ""),
                ]))
                """
            ], isWide: true)
    }
}
