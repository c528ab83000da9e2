import Forms
import Kernel
import Office

/// An instrument as an XForm of ODK (SV-80): what ODK Collect, KoboToolbox and their like ask with, without a connection.
///
/// Answers come back by ``AnswerFile``, where the instrument's own formulas check each again. A group at the top is a screen. Times,
/// places and whose device it was are not asked for: they would tell who answered what (SV-50). Consent, scales and index have no place
/// in that format.
struct XForm {
    private let instrument: Instrument
    private let questionnaire: Questionnaire
    private let joining: JoiningQuestions?
    private var formulas: FormFormulas

    private static let namespaces = [
        ("xmlns", "http://www.w3.org/2002/xforms"), ("xmlns:h", "http://www.w3.org/1999/xhtml"),
        ("xmlns:jr", "http://openrosa.org/javarosa"), ("xmlns:odk", "http://www.opendatakit.org/xforms"),
    ]
    /// What stands beside the questions in the root.
    private static let meta = "meta"

    /// `joining` is asked first; `texts` gives a text of the house in both languages by its key.
    init(_ instrument: Instrument, joining: JoiningQuestions? = nil, texts: (String) -> Bilingual) {
        self.instrument = instrument
        self.joining = joining
        let questionnaire = instrument.questionnaire
        self.questionnaire = questionnaire
        let paths = Self.paths(questionnaire)
        formulas = FormFormulas(questionnaire, FaultLog(), texts: texts) { paths[$0] }
        self.paths = paths
    }

    private let paths: [String]
    private var asked: [JoiningQuestions.Question] { joining?.questions ?? [] }
    private var lists: [FormFormulas.List] { [joining?.list].compactMap { $0 } + formulas.lists }

    private static func path(_ question: JoiningQuestions.Question) -> String { "/data/\(question.name)" }

    private static func paths(_ questionnaire: Questionnaire) -> [String] {
        var paths: [String] = []
        // Each item stands behind the one that holds it.
        for item in questionnaire.items { paths.append("\(item.parent.map { paths[$0] } ?? "/data")/\(item.name)") }
        return paths
    }

    /// The whole file; throws what of the instrument cannot be said in it.
    mutating func text() throws -> String {
        for index in questionnaire.children(of: nil) where questionnaire.items[index].name == Self.meta { formulas.refuse(index) }
        let questions = questionnaire.items.indices.filter { questionnaire.items[$0].question != nil }
        for index in questions { if let question = questionnaire.items[index].question { _ = formulas.list(of: question) } }
        let binds = questionnaire.items.indices.compactMap { bind($0) }
        let form = self
        var xml = XMLText()
        xml.add("h:html", Self.namespaces) { xml in
            xml.add("h:head") { xml in
                xml.add("h:title", [], form.instrument.title.vi)
                xml.add("model", [("odk:xforms-version", "1.0.0")]) { xml in
                    form.addTexts(&xml)
                    form.addInstances(&xml)
                    for question in form.asked {
                        let type = question.choices.isEmpty ? "int" : "string"
                        xml.add("bind", [("nodeset", Self.path(question)), ("type", type), ("required", "true()")])
                    }
                    for bind in binds { xml.add("bind", bind) }
                    xml.add(
                        "bind",
                        [
                            ("nodeset", "/data/\(Self.meta)/instanceID"), ("type", "string"), ("readonly", "true()"), ("jr:preload", "uid"),
                        ])
                }
            }
            xml.add("h:body") { xml in
                for question in form.asked { form.addControl(question, &xml) }
                for index in form.questionnaire.children(of: nil) { form.addControl(index, &xml) }
            }
        }
        try formulas.log.check()
        return xml.text
    }

    // MARK: texts

    private static func name(_ language: Language) -> String {
        switch language {
        case .vi: "Tiếng Việt (vi)"
        case .en: "English (en)"
        }
    }

    private func addTexts(_ xml: inout XMLText) {
        xml.add("itext") { xml in
            for (number, language) in instrument.content.languages.enumerated() {
                xml.add("translation", [("lang", Self.name(language))] + (number == 0 ? [("default", "true()")] : [])) { xml in
                    func add(_ id: String, _ text: String) { xml.add("text", [("id", id)]) { $0.add("value", [], text) } }
                    for list in lists {
                        for (number, choice) in list.choices.enumerated() { add("\(list.name)-\(number)", choice.label[language]) }
                    }
                    for question in asked {
                        add("\(Self.path(question)):label", question.label[language])
                        add("\(Self.path(question)):hint", question.hint[language])
                    }
                    for (path, item) in zip(paths, questionnaire.items) where item.question?.kind != .calculated {
                        add("\(path):label", item.label[language])
                        if let help = item.help { add("\(path):hint", help[language]) }
                        if let question = item.question, !question.checks.isEmpty {
                            add("\(path):jr:constraintMsg", formulas.message(question, language))
                        }
                    }
                }
            }
        }
    }

    // MARK: instances

    private func addInstances(_ xml: inout XMLText) {
        xml.add("instance") { xml in
            xml.add("data", [("id", joining?.form ?? instrument.code), ("version", instrument.edition)]) { xml in
                for question in asked { xml.add(question.name) }
                for index in questionnaire.children(of: nil) { addNode(index, &xml) }
                xml.add(Self.meta) { $0.add("instanceID") }
            }
        }
        for list in lists {
            xml.add("instance", [("id", list.name)]) { xml in
                xml.add("root") { xml in
                    let isGrouped = list.choices.contains { $0.group != nil }
                    for (number, choice) in list.choices.enumerated() {
                        xml.add("item") { xml in
                            xml.add("itextId", [], "\(list.name)-\(number)")
                            xml.add("name", [], choice.code)
                            if isGrouped { xml.add("of", [], choice.group ?? "") }
                        }
                    }
                }
            }
        }
    }

    private func addNode(_ index: Int, _ xml: inout XMLText) {
        let item = questionnaire.items[index]
        if item.question != nil { return xml.add(item.name) }
        xml.add(item.name) { xml in for child in questionnaire.children(of: index) { addNode(child, &xml) } }
    }

    // MARK: binds

    /// Nil for a group that is always there.
    private func bind(_ index: Int) -> [(String, String)]? {
        let relevant = formulas.relevant(index)
        guard let question = questionnaire.items[index].question else {
            return relevant.isEmpty ? nil : [("nodeset", paths[index]), ("relevant", relevant)]
        }
        let required =
            switch question.requirement {
            case _ where question.kind == .note || question.kind == .calculated: ""
            case .never: ""
            case .always: "true()"
            case .when(let condition): formulas.condition(condition, of: index)
            }
        let constraint = formulas.constraint(question, index)
        let all = [
            ("nodeset", paths[index]), ("type", type(of: question, index)), ("readonly", question.kind == .note ? "true()" : ""),
            ("required", required), ("relevant", relevant), ("constraint", constraint),
            ("jr:constraintMsg", constraint.isEmpty ? "" : "jr:itext('\(paths[index]):jr:constraintMsg')"),
            ("calculate", formulas.calculation(question, index)),
        ]
        return all.filter { !$0.1.isEmpty }
    }

    private func type(of question: Question, _ index: Int) -> String {
        switch question.kind {
        case .text, .note, .calculated, .yesNo: return "string"
        case .integer: return "int"
        case .decimal: return "decimal"
        case .date: return "date"
        case .choice(let choices), .choices(let choices): if case .list = choices.source { return "string" }
        case .phone, .idNumber, .email, .file: break
        }
        formulas.refuse(index)
        return ""
    }

    // MARK: body

    private func addControl(_ question: JoiningQuestions.Question, _ xml: inout XMLText) {
        let path = Self.path(question)
        func addLabel(_ xml: inout XMLText) {
            xml.add("label", [("ref", "jr:itext('\(path):label')")])
            xml.add("hint", [("ref", "jr:itext('\(path):hint')")])
        }
        if question.choices.isEmpty { return xml.add("input", [("ref", path)], addLabel) }
        xml.add("select1", [("ref", path)]) { xml in
            addLabel(&xml)
            Self.addItems("instance('\(JoiningQuestions.units)')/root/item", &xml)
        }
    }

    private static func addItems(_ nodes: String, _ xml: inout XMLText) {
        xml.add("itemset", [("nodeset", nodes)]) { xml in
            xml.add("value", [("ref", "name")])
            xml.add("label", [("ref", "jr:itext(itextId)")])
        }
    }

    private func addControl(_ index: Int, _ xml: inout XMLText) {
        let item = questionnaire.items[index]
        let appearance = formulas.appearance(index)
        let attributes = [("ref", paths[index])] + (appearance.isEmpty ? [] : [("appearance", appearance)])
        func addLabel(_ xml: inout XMLText) {
            xml.add("label", [("ref", "jr:itext('\(paths[index]):label')")])
            if item.help != nil { xml.add("hint", [("ref", "jr:itext('\(paths[index]):hint')")]) }
        }
        guard let question = item.question else {
            return xml.add("group", attributes) { xml in
                addLabel(&xml)
                for child in questionnaire.children(of: index) { addControl(child, &xml) }
            }
        }
        if question.kind == .calculated { return }
        var known = formulas
        guard let list = known.list(of: question) else { return xml.add("input", attributes, addLabel) }
        xml.add(question.kind.isMany ? "select" : "select1", attributes) { xml in
            addLabel(&xml)
            Self.addItems("instance('\(list.name)')/root/item\(filter(question))", &xml)
        }
    }

    /// Choices that belong to no other answer are always there.
    private func filter(_ question: Question) -> String {
        guard let choices = question.kind.choices, let within = choices.within, let index = questionnaire.index(within),
            case .list(let list) = choices.source, list.contains(where: { $0.group != nil })
        else { return "" }
        return "[of = '' or of = \(paths[index])]"
    }
}
