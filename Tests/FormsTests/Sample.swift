import Forms
import Foundation
import Kernel
import Platform
import Testing

/// A form over the given items, written in YAML.
func form(_ items: String, lists: String = "", paper: String = "") throws -> Questionnaire {
    let text = """
        form: sample
        version: "1"
        title: {vi: Mẫu, en: Sample}
        \(paper)
        \(lists)
        items:
        \(items)
        """
    return try Questionnaire.read(OutlineYAML.read(text, file: "sample.yaml"))
}

/// One question in one line.
func ask(_ name: String, _ kind: String, _ more: String = "") -> String {
    "  - {ask: \(name), kind: \(kind), vi: \(name), en: \(name)\(more.isEmpty ? "" : ", " + more)}"
}

/// The faults of a form that must not be read, as `line code`.
func faults(_ items: String, lists: String = "", paper: String = "") -> [String] {
    do {
        _ = try form(items, lists: lists, paper: paper)
        return []
    } catch let error as Faults {
        return error.faults.map { "\($0.place.line) \($0.code)" }
    } catch {
        return ["\(error)"]
    }
}

/// Answers as a person types them, by path; several choices have `|` between them.
func typed(_ form: Questionnaire, _ texts: [String: String], rows: [String: Int] = [:], _ language: Language = .vi) -> Answers {
    var answers = Answers()
    answers.rows = rows
    for (name, text) in texts {
        guard let path = AnswerPath(written: name), let question = form.item(path)?.question else { continue }
        answers[path] =
            question.kind.isMany
            ? question.kind.answer(typed: text.split(separator: "|").map(String.init)) : question.kind.answer(typed: text, language)
    }
    return answers
}

/// The day that these tests take for today.
let today = CalendarDate("2026-11-22") ?? Timestamp(milliseconds: 0).vietnamDate

func told(_ filled: Filled) -> [String] { filled.faults.map { "\($0.path) \($0.code.dropFirst("forms.".count))" } }

/// The forms that are shipped, by code.
let shipped: [(file: String, text: String)] = {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Forms")
    let files = (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)) ?? []
    return files.filter { $0.pathExtension == "yaml" }.sorted { $0.path < $1.path }.map {
        ($0.lastPathComponent, (try? String(contentsOf: $0, encoding: .utf8)) ?? "")
    }
}()
