import Platform

extension SurveysLink {
    static let batches: Link = "/surveys/batches"

    static func paper(_ number: String) -> Link { "/surveys/campaigns/\(number)/paper" }
    static func printForms(_ number: String) -> Link { "/surveys/campaigns/\(number)/paper/forms" }
    static func forms(_ number: String, from first: String, to last: String) -> Link {
        ("/surveys/campaigns/\(number)/paper/forms.pdf" as Link).setting("from", to: first).setting("to", to: last)
    }
    static func receive(_ number: String) -> Link { "/surveys/campaigns/\(number)/paper/batches" }
    static func returns(_ number: String) -> Link { "/surveys/campaigns/\(number)/paper/returns" }
    static func batch(_ batch: String) -> Link { "/surveys/batches/\(batch)" }
    static func closeBatch(_ batch: String) -> Link { "/surveys/batches/\(batch)/close" }
    static func rekey(_ batch: String) -> Link { "/surveys/batches/\(batch)/rekey" }
    static func scan(_ batch: String) -> Link { "/surveys/batches/\(batch)/scan" }
    static func key(_ batch: String, _ serial: FormSerial) -> Link { "/surveys/batches/\(batch)/forms/\(serial)" }
    static func settle(_ batch: String, _ serial: FormSerial) -> Link { "/surveys/batches/\(batch)/settlements/\(serial)" }
}
