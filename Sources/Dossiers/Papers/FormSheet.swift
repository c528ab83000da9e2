import Kernel
import Office
import Platform

/// The agency that hands a form out, as it stands at the head of papers of the state.
package struct Letterhead: Sendable, Hashable {
    /// Empty where none stands above.
    package var superior: String
    package var agency: String
    /// Where the paper is signed: a commune, a ward.
    package var place: String

    package init(superior: String = "", agency: String, place: String) {
        self.superior = superior
        self.agency = agency
        self.place = place
    }
}

/// Who hands a dossier in, as forms name them; what is not known is empty.
package struct PaperPerson: Sendable, Hashable {
    package var name: String
    package var address: String
    package var phone: String
    package var email: String

    package init(name: String, address: String = "", phone: String = "", email: String = "") {
        self.name = name
        self.address = address
        self.phone = phone
        self.email = email
    }
}

/// A dossier's code, and the address at which its progress is seen; without one the square holds the code.
package struct PaperCode: Sendable, Hashable {
    package var code: String
    package var tracking: String?

    package init(_ code: String, tracking: String? = nil) {
        self.code = code
        self.tracking = tracking
    }
}

/// Who signs as what; the name is printed below the place for the signature.
struct Signer {
    let title: String
    let name: String
    /// Whether the seal belongs to the signature.
    var isSealed = false
}

/// The sheet that all forms are set on: heads as NĐ 30/2020 sets them, form number, title, code, fields, tables, signatures.
///
/// A5 for forms that a citizen carries home and A4 lying for books and lists, as TT 01/2018 Đ9.2 has it (OS-34). Nothing is cut:
/// what is long wraps, and a table goes on to the next page under its headings.
package struct FormSheet {
    let title: String
    /// Which form it is, of which text of law; nil for papers without a form.
    let form: String?
    let head: Letterhead
    let words: Words

    /// A paper that no text gives a form.
    package init(title: String, head: Letterhead, words: Words) {
        self.title = title
        form = nil
        self.head = head
        self.words = words
    }

    init(edition: FormEdition, head: Letterhead, words: Words) {
        title = words(edition.title)
        form = edition.number.map { words("dossiers.paper.form", ["number": $0, "source": edition.source]) }
        self.head = head
        self.words = words
    }

    private func text(_ key: String, _ details: [String: String] = [:]) -> String { words("dossiers.paper.\(key)", details) }

    /// The whole document; each part begins on a page of its own.
    package func document(_ parts: [HTML], isWide: Bool = false) -> HTML {
        """
        <!doctype html>
        <html lang="\(words.language.rawValue)">
        <head>
        <meta charset="utf-8">
        <title>\(title)</title>
        <style>\(FormStyle.common)\(isWide ? FormStyle.wide : FormStyle.small)</style>
        </head>
        <body>
        \(each: parts, { "<section class=\"part\">\($0)</section>\n" })</body>
        </html>

        """
    }

    /// Agency and number at the left, motto with place and day at the right; below them the form's number and title.
    ///
    /// `copy` says whose sheet it is where there are several.
    package func top(number: String?, day: CalendarDate, code: PaperCode? = nil, copy: String? = nil) -> HTML {
        """
        <table class="head"><tr><td>\
        \(if: !head.superior.isEmpty, "<p>\(head.superior.uppercased())</p>")<p class="strong">\(head.agency.uppercased())</p>\
        <div class="rule"></div>\(number.map { "<p>\(text("number", ["number": $0]))</p>" as HTML })</td>\
        <td><p class="strong">\(text("country"))</p><p class="strong motto">\(text("motto"))</p><div class="rule"></div>\
        <p class="day">\(head.place), \(self.day(day))</p></td></tr></table>
        <p class="form">\(form)\
        \(copy.map { "<br><strong>\($0)</strong>" as HTML })</p>
        \(code.map(self.code))
        <h1>\(title.uppercased())</h1>
        """
    }

    /// The code in letters, stripes and as a square.
    private func code(_ code: PaperCode) -> HTML {
        """
        <table class="code"><tr><td><p>\(text("code")): <strong class="code-text">\(code.code)</strong></p>\
        \(Code128(code.code)?.html(label: code.code))</td>\
        <td>\(QRCode(code.tracking ?? code.code).map { QRPicture.html($0, label: code.tracking ?? code.code) })</td></tr></table>
        """
    }

    /// `ngày 05 tháng 3 năm 2026`: days below ten and the first two months have a zero before them (NĐ 30/2020, Appendix I).
    func day(_ date: CalendarDate) -> String {
        func two(_ number: Int, below limit: Int) -> String { number < limit ? "0\(number)" : "\(number)" }
        return text("day", ["day": two(date.day, below: 10), "month": two(date.month, below: 3), "year": "\(date.year)"])
    }

    /// `09 giờ 30, ngày 05 tháng 3 năm 2026`: hour, minute and day, as the forms ask.
    func moment(_ moment: Timestamp) -> String {
        let clock = moment.vietnamClock.split(separator: ":").map(String.init)
        return text("moment", ["hour": clock[0], "minute": clock[1], "day": day(moment.vietnamDate)])
    }

    /// The moment of an appointment; one at the very end of a day, as limits in days give it, is told as office hours end.
    func due(_ moment: Timestamp) -> String {
        moment.isEndOfDay ? text("due_day", ["day": day(moment.vietnamDate)]) : self.moment(moment)
    }

    /// Fields one below the other; what is empty is a dotted line to write on.
    func fields(_ fields: [(key: String, value: String)]) -> HTML {
        HTML(joining: fields.map { "<p class=\"field\">\(text($0.key)): \(Self.value($0.value))</p>\n" })
    }

    /// What is known, one below the other, for papers that nobody fills in by hand; what is empty is left out.
    package func lines(_ lines: [(term: String, value: String)]) -> HTML {
        HTML(joining: lines.filter { !$0.value.isEmpty }.map { "<p class=\"field\">\($0.term): <strong>\($0.value)</strong></p>\n" })
    }

    /// Two short fields beside each other.
    func pair(_ one: (key: String, value: String), _ other: (key: String, value: String)) -> HTML {
        "<table class=\"pair\"><tr><td>\(fields([one]))</td><td>\(fields([other]))</td></tr></table>"
    }

    func person(_ person: PaperPerson, _ key: String = "person") -> HTML {
        """
        \(fields([(key, person.name), ("address", person.address)]))\(pair(("phone", person.phone), ("email", person.email)))
        """
    }

    private static func value(_ text: String) -> HTML {
        text.isEmpty ? "<span class=\"blank\"></span>" : "<strong>\(text)</strong>"
    }

    /// Text of several lines under a heading of its own.
    func said(_ key: String, _ text: String) -> HTML {
        let lines = text.split(separator: "\n")
        return """
            <p class="field">\(self.text(key)):\(if: lines.isEmpty, " <span class=\"blank\"></span>")</p>
            \(each: lines, { "<p class=\"said\">\($0)</p>\n" })
            """
    }

    /// A table under its headings, which each page repeats; `widths` in percent.
    func table(_ columns: [(key: String, width: Int)], _ rows: [[HTML]]) -> HTML {
        """
        <table class="data"><colgroup>\(each: columns, { "<col style=\"width: \($0.width)%\">" })</colgroup>
        <thead><tr>\(each: columns, { "<th>\(text($0.key))</th>" })</tr></thead>
        <tbody>\(each: rows, { row in
            """
            <tr>\(each: zip(columns, row), { column, cell in
                "<td\(attribute: "class", Self.counts.contains(column.key) ? "num" : nil)>\(cell)</td>"
            })</tr>

            """
        })</tbody></table>
        """
    }

    private static let counts = ["column.no", "column.originals", "column.certified", "column.copies", "column.sets"]

    func signatures(_ signers: [Signer], recipients: [String] = []) -> HTML {
        """
        <table class="sign"><tr>\
        \(if: recipients.isEmpty && signers.count == 1, "<td></td>")\
        \(if: !recipients.isEmpty, "<td class=\"to\"><p class=\"strong\">\(text("recipients")):</p>\(each: recipients, { "<p>- \($0)</p>" })</td>")\
        \(each: signers, { signer in
            """
            <td><p class="strong">\(signer.title.uppercased())</p><p class="hint">\(text(signer.isSealed ? "sign_seal" : "sign"))</p><div class="space"></div>\
            <p class="strong">\(signer.name)</p></td>
            """
        })</tr></table>
        """
    }
}

extension Timestamp {
    /// Whether it is in the last minute of a day in Vietnam.
    var isEndOfDay: Bool { vietnamClock == "23:59" }
}
