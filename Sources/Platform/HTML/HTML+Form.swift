import Kernel

/// One question of a form: its label, what is answered so far, and what was wrong with it.
package struct Field: Sendable {
    package enum Control: Sendable {
        case text(String)
        case search(String)
        /// A line of a kind that browsers help with: `date`, `email`, `tel`, `password`, `number`; `autocomplete` as HTML names it.
        case line(StaticString, String, autocomplete: StaticString? = nil)
        /// A file to be sent; `accept` as HTML writes it.
        case file(accept: StaticString, isMultiple: Bool = false)
        case area(String, rows: Int = 5)
        case select([Choice], chosen: String?)
        case radios([Choice], chosen: String?)
        case checkbox(isChecked: Bool)
        case hidden(String)
    }

    /// The name of the value that is sent; the element's id is the same.
    package var name: String
    package var label: String
    package var hint: String?
    package var error: String?
    package var control: Control
    package var isRequired: Bool

    package init(
        _ name: String, _ label: String, _ control: Control, hint: String? = nil, error: String? = nil, isRequired: Bool = false
    ) {
        self.name = name
        self.label = label
        self.control = control
        self.hint = hint
        self.error = error
        self.isRequired = isRequired
    }
}

/// One answer that can be chosen.
package struct Choice: Sendable, Hashable {
    package var value: String
    package var text: String

    package init(_ value: String, _ text: String) {
        self.value = value
        self.text = text
    }
}

extension HTML {
    /// A form: one decision, its fields one below the other, one button.
    ///
    /// With `.get` the answers become the address, so the result can be kept as a link; `.post` is for what changes something.
    /// `isBar` sets the fields side by side, for filters above a table.
    /// A form that changes something names who sends it, so that no other site can.
    package static func form(
        _ method: FormMethod, to action: Link, _ fields: [Field], submit: String, isBar: Bool = false, by actor: Actor? = nil
    ) -> HTML {
        """
        <form method="\(method.rawValue)" action="\(action)"\(attribute: "class", isBar ? "bar-form" : nil)\
        \(attribute: "enctype", fields.contains(where: \.isFile) ? "multipart/form-data" : nil)\
        \(attribute: "role", isBar && method == .get ? "search" : nil)\(flag: "novalidate", true)>
        \(actor.map(token))\(each: fields, field)<div class="actions"><button>\(submit)</button></div>
        </form>
        """
    }

    /// The word of the session, for forms that are laid out by hand.
    package static func token(_ actor: Actor) -> HTML {
        actor.formToken.map { "<input type=\"hidden\" name=\"form_token\" value=\"\($0)\">" } ?? HTML()
    }

    /// The list at the top of a page whose form was refused; each entry leads to its field.
    ///
    /// Nothing when all is well.
    package static func errorSummary(_ fields: [Field], _ words: Words) -> HTML {
        let wrong = fields.filter { $0.error != nil }
        guard !wrong.isEmpty else { return HTML() }
        return """
            <div class="error-summary" role="alert" tabindex="-1"><h2>\(words("platform.error_summary"))</h2><ul>\
            \(each: wrong, { "<li><a href=\"\("#\($0.anchor)" as Link)\">\($0.error)</a></li>" })</ul></div>
            """
    }

    /// One field with its label, hint and error.
    ///
    /// Part of ``form(_:to:_:submit:isBar:)``; alone where a form needs more.
    package static func field(_ field: Field) -> HTML {
        if case .hidden(let value) = field.control {
            return "<input type=\"hidden\" name=\"\(field.name)\" value=\"\(value)\">\n"
        }
        let described = [field.hint.map { _ in field.name + "-hint" }, field.error.map { _ in field.name + "-error" }].compactMap { $0 }
        let about = described.isEmpty ? nil : described.joined(separator: " ")
        let notes: HTML = """
            \(field.hint.map { "<p class=\"hint\" id=\"\(field.name)-hint\">\($0)</p>" as HTML })\
            \(field.error.map { "<p class=\"wrong\" id=\"\(field.name)-error\">\($0)</p>" as HTML })
            """
        let state: HTML = """
            \(attribute: "aria-describedby", about)\(attribute: "aria-invalid", field.error == nil ? nil : "true")\
            \(flag: "required", field.isRequired && !field.isGroup)
            """
        let label: HTML = "<label for=\"\(field.name)\">\(field.label)</label>"
        return """
            <div class="field\(if: field.error != nil, " is-wrong")">\(control(field, label: label, notes: notes, state: state))</div>

            """
    }

    private static func control(_ field: Field, label: HTML, notes: HTML, state: HTML) -> HTML {
        let name = field.name
        switch field.control {
        case .text(let value):
            return "\(label)\(notes)<input type=\"text\" id=\"\(name)\" name=\"\(name)\" value=\"\(value)\"\(state)>"
        case .search(let value):
            return "\(label)\(notes)<input type=\"search\" id=\"\(name)\" name=\"\(name)\" value=\"\(value)\" autocomplete=\"off\"\(state)>"
        case .line(let kind, let value, let autocomplete):
            return """
                \(label)\(notes)<input type="\(kind.description)" id="\(name)" name="\(name)" value="\(value)"\
                \(attribute: "autocomplete", autocomplete?.description)\(state)>
                """
        case .file(let accept, let isMultiple):
            return """
                \(label)\(notes)<input type="file" id="\(name)" name="\(name)" accept="\(accept.description)"\
                \(flag: "multiple", isMultiple)\(state)>
                """
        case .area(let value, let rows):
            return "\(label)\(notes)<textarea id=\"\(name)\" name=\"\(name)\" rows=\"\(rows)\"\(state)>\n\(value)</textarea>"
        case .select(let choices, let chosen):
            return """
                \(label)\(notes)<select id="\(name)" name="\(name)"\(state)>\(each: choices, { choice in
                    """
                    <option value="\(choice.value)"\(flag: "selected", choice.value == chosen)>\(choice.text)</option>
                    """
                })</select>
                """
        case .radios(let choices, let chosen):
            return """
                <fieldset\(state)><legend>\(field.label)</legend>\(notes)\(each: choices.enumerated(), { number, choice in
                    """
                    <div class="choice"><input type="radio" id="\(name)-\(number + 1)" name="\(name)" value="\(choice.value)"\
                    \(flag: "checked", choice.value == chosen)><label for="\(name)-\(number + 1)">\(choice.text)</label></div>
                    """
                })</fieldset>
                """
        case .checkbox(let isChecked):
            return """
                \(notes)<div class="choice"><input type="checkbox" id="\(name)" name="\(name)" value="1"\
                \(flag: "checked", isChecked)\(state)>\(label)</div>
                """
        case .hidden: return HTML()
        }
    }
}

extension Field {
    /// A set of radios is asked about as a whole: only its single answers are controls.
    fileprivate var isGroup: Bool { if case .radios = control { true } else { false } }

    fileprivate var isFile: Bool { if case .file = control { true } else { false } }

    /// The element that gets the focus: the first answer of radios, the control of the others.
    fileprivate var anchor: String {
        isGroup ? name + "-1" : name
    }
}

/// How a form is sent.
package enum FormMethod: String, Sendable, Hashable {
    case get, post
}
