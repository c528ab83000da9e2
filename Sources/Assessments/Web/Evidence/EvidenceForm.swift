import Kernel
import Platform

/// The questions about a paper: what it is called, and the file or the address.
struct EvidenceForm {
    let form: Form
    let words: Words
    /// Bytes of the largest file that is taken.
    let limit: Int

    static let kinds: StaticString = ".pdf,.png,.jpg,.jpeg,.tif,.tiff,.webp,.docx,.xlsx,.pptx,.odt,.ods,.odp,.doc,.xls,.ppt"

    var fields: [Field] {
        [
            Field("title", words("assessments.evidence.title"), .text(form["title"]), hint: words("assessments.evidence.title_hint")),
            Field("number", words("assessments.evidence.number"), .text(form["number"]), hint: words("assessments.evidence.number_hint")),
            Field("issued", words("assessments.evidence.issued"), .text(form["issued"]), hint: words("assessments.evidence.issued_hint")),
            Field(
                "file", words("assessments.evidence.file"), .file(accept: Self.kinds),
                hint: words("assessments.evidence.file_hint", ["limit": "\(limit >> 20)"])),
            Field("link", words("assessments.evidence.link"), .text(form["link"]), hint: words("assessments.evidence.link_hint")),
        ]
    }

    /// What was sent; without a title the name of the file is one.
    func order() throws -> AddEvidence.Order {
        let content: AddEvidence.Content
        switch (form.file("file"), form.optional("link")) {
        case (let file?, nil): content = .file(file)
        case (nil, let link?): content = .link(link)
        default: throw Faults([Fault("assessments.no_content", at: Place(file: "evidence", field: "file"))])
        }
        var issued: CalendarDate?
        if let text = form.optional("issued") {
            issued = CalendarDate(written: text)
            if issued == nil {
                throw Faults([
                    Fault(
                        "assessments.unreadable", at: Place(file: "evidence", field: "issued"),
                        ["field": words("assessments.evidence.issued"), "text": text])
                ])
            }
        }
        return AddEvidence.Order(
            title: form.optional("title") ?? form.file("file")?.name ?? "", number: form["number"], issued: issued, content: content)
    }

    /// What was refused, at the field that it is about.
    static func told(_ error: any DomainError) -> any DomainError {
        let field: String?
        switch error {
        case AssessmentsError.textMissing(let name), AssessmentsError.textTooLong(let name, _): field = name
        case AssessmentsError.linkNotHTTPS: field = "link"
        default: field = error.code.hasPrefix("office.") ? "file" : nil
        }
        return field.map { Faults([Fault(error.code, at: Place(file: "evidence", field: $0), error.details)]) } ?? error
    }
}
