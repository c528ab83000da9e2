import Kernel
import Platform

/// A question with several answers at once, which are boxes to be ticked.
struct CheckList {
    var name: String
    var legend: String
    var hint: String?
    var choices: [Choice]
    var chosen: Set<String>

    /// The question as the summary of errors leads to it: to its first box.
    func field(_ error: (any DomainError)?, _ words: Words) -> Field {
        [Field(name, legend, .radios(choices, chosen: nil), hint: hint)].telling(error, words)[0]
    }

    func html(error: String?) -> HTML {
        let described = [hint.map { _ in "\(name)-hint" }, error.map { _ in "\(name)-error" }].compactMap { $0 }.joined(separator: " ")
        return """
            <div class="field\(if: error != nil, " is-wrong")"><fieldset\(attribute: "aria-describedby", described.isEmpty ? nil : described)>\
            <legend>\(legend)</legend>\
            \(hint.map { "<p class=\"hint\" id=\"\(name)-hint\">\($0)</p>" as HTML })\
            \(error.map { "<p class=\"wrong\" id=\"\(name)-error\">\($0)</p>" as HTML })\
            \(each: choices.enumerated(), { number, choice in
                """
                <div class="choice"><input type="checkbox" id="\(name)-\(number + 1)" name="\(name)" value="\(choice.value)"\
                \(flag: "checked", chosen.contains(choice.value))><label for="\(name)-\(number + 1)">\(choice.text)</label></div>
                """
            })</fieldset></div>

            """
    }
}
