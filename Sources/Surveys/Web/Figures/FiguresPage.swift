import Kernel
import Platform
import Units

/// The results of a campaign: a sentence, the figures, one picture, the tables, how to check.
struct FiguresPage {
    let screen: ShowFigures.Screen
    let context: Context
    var error: (any DomainError)?

    private var words: Words { context.words }
    private var figureWords: FigureWords { FigureWords(words: words) }
    private var number: String { screen.campaign.number }

    func page() -> Page {
        let plan = screen.campaign.plan
        let crumbs =
            screen.isPublic
            ? [Crumb(words("surveys.figure.results"), SurveysLink.results)]
            : [Crumb(words("surveys.front"), SurveysLink.front), Crumb(number, SurveysLink.campaign(number))]
        return Page(
            screen.isPublic ? plan.title : words("surveys.figure.figures"),
            kicker: words("surveys.campaign.kicker", ["number": number, "unit": words(screen.owner.name)]),
            lead: words("surveys.figure.lead", ["title": plan.title, "period": words.numbers.period(plan.period)]), crumbs: crumbs,
            room: screen.isPublic ? "surveys-results" : "surveys", status: Page.status(refused: error), isIndexed: screen.isPublic,
            content: content)
    }

    private var content: HTML {
        guard let edition = screen.edition else {
            return """
                \(refusal)<p class="empty">\(words("surveys.figure.none"))</p>\(acts)
                """
        }
        return """
            \(refusal)\(context.done)
            \(if: screen.campaign.isGenerated, .notice(.information, words("surveys.generated")))
            \(release)
            \(if: !screen.isPublic, acts)
            \(together(edition))
            \(each: screen.groups, { group in GroupFigureSection(screen: screen, edition: edition, group: group.group, instrument: group.instrument, words: words).html })
            \(remarks)
            \(.section(words("surveys.figure.definition"), .definitions(figureWords.definition(edition.formula))))
            \(editions)
            \(check(edition))
            """
    }

    private var refusal: HTML {
        guard let error else { return HTML() }
        let text =
            (error as? Faults).map { $0.faults.map { words.message($0) }.joined(separator: " ") } ?? words(error.code, error.details)
        return .notice(.warning, text)
    }

    private var release: HTML {
        guard let release = screen.release else {
            return .notice(.information, words("surveys.figure.not_out"))
        }
        return """
            <p>\(words("surveys.figure.out", ["day": words.numbers.date(release.released.vietnamDate), "edition": "\(release.edition)"]))</p>
            \(if: !release.note.isEmpty, "<p class=\"said\">\(release.note)</p>")
            """
    }

    private var acts: HTML {
        guard screen.plans, screen.campaign.closed != nil else { return HTML() }
        return """
            <ul class="tasks">\
            <li><a href="\(SurveysLink.figures(number, "new"))">\(words("surveys.figure.compute"))</a></li>\
            \(each: screen.groups.filter { $0.group.frame != .none }, { group in
                "<li><a href=\"\(SurveysLink.margins(number, group.group.code))\">\(words("surveys.figure.margins_of", ["group": words(group.group.name)]))</a></li>"
            })\
            \(each: screen.groups.filter { !$0.instrument.openTexts.isEmpty }, { group in
                "<li><a href=\"\(SurveysLink.remarks(number, group.group.code))\">\(words("surveys.figure.remarks_of", ["group": words(group.group.name)]))</a></li>"
            })\
            \(if: screen.edition != nil && screen.release == nil, "<li><a href=\"\(SurveysLink.figures(number, "release").setting("edition", to: screen.edition.map { "\($0.number)" }))\">\(words("surveys.figure.release"))</a></li>")\
            \(if: screen.release != nil, "<li><a href=\"\(SurveysLink.figures(number, "handover").setting("edition", to: screen.edition.map { "\($0.number)" }))\">\(words("surveys.figure.hand_over"))</a></li>")</ul>
            """
    }

    /// All groups together, where the formula joins them.
    private func together(_ edition: EstimateStore.Edition) -> HTML {
        let lines = screen.lines.filter { $0.respondents.isEmpty }
        guard !lines.isEmpty else { return HTML() }
        return .section(
            words("surveys.figure.together"),
            UnitFigures(
                screen: screen, edition: edition, lines: lines, id: "together", title: words("surveys.figure.together"), words: words
            ).html)
    }

    private var remarks: HTML {
        guard !screen.remarks.isEmpty else { return HTML() }
        return .section(
            words("surveys.figure.remarks"),
            """
            <p>\(words("surveys.figure.remarks.lead"))</p>
            <ul>\(each: screen.remarks, { "<li>\($0.text)</li>" })</ul>
            """)
    }

    /// Each formula beside the others (SV-7).
    private var editions: HTML {
        guard screen.editions.count > 1 else { return HTML() }
        let figures = figureWords
        func index(_ edition: EstimateStore.Edition) -> [FigureLine] {
            let lines = edition == screen.edition ? screen.lines : screen.earlier[edition.number] ?? []
            return lines.filter { $0.figure == FigurePlan.index && $0.unit.isEmpty && $0.stream == .verified }
        }
        return .section(
            words("surveys.figure.editions"),
            .table(
                id: "editions", caption: words("surveys.figure.editions.lead"), isStacked: true,
                columns: [
                    Column(words("surveys.figure.edition"), .head) { (edition: EstimateStore.Edition) in
                        "<a href=\"\(base.setting("edition", to: "\(edition.number)"))\">\(edition.number)</a>"
                    },
                    Column(words("surveys.figure.scoring")) { "\(words("surveys.figure.scoring.\($0.formula.scoring.rawValue)"))" },
                    Column(words("surveys.figure.weighting")) { "\(words("surveys.figure.weighting.\($0.formula.weighting.rawValue)"))" },
                    Column(words("surveys.figure.index")) { edition in
                        "\(index(edition).map { "\($0.respondents): \(figures.value($0.value, digits: 2)) (\(figures.interval($0, digits: 2)))" }.joined(separator: "; "))"
                    },
                    Column(words("surveys.figure.computed")) { "\(words.numbers.date($0.kept.vietnamDate))" },
                ], rows: screen.editions))
    }

    private var base: Link { screen.isPublic ? SurveysLink.results(number) : SurveysLink.figures(number) }

    private func check(_ edition: EstimateStore.Edition) -> HTML {
        let digest = FigureDigest(edition.definition, screen.lines).text
        let isWhole = screen.release.map { $0.digest == digest } ?? true
        let suffix: (Link) -> Link = { $0.setting("edition", to: "\(edition.number)") }
        let root = base.text.prefix { $0 != "?" }
        let files = ["csv", "json"].compactMap { ending in
            Link(path: "\(root)/figures.\(ending)").map { Download(ending.uppercased(), suffix($0)) }
        }
        return .section(
            words("surveys.figure.check"),
            """
            \(if: !isWhole, .notice(.warning, words("surveys.figure.digest_differs")))
            <p>\(words("surveys.figure.digest")): <code>\(digest)</code></p>
            \(.downloads(files, words))
            """)
    }
}
