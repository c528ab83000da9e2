import Kernel
import Platform
import Units

/// How far the asking is, by unit, channel and enumerator, counted when the page is asked for (SV-17).
struct FollowPages: Sendable {
    let bureau: SurveysBureau

    func add(to routes: inout Routes) {
        routes.page("/surveys/campaigns/:campaign/follow", SurveyDuty.read.access) { try await page($0) }
    }

    private func page(_ context: Context) async throws -> Page {
        let words = context.words
        let screen = try await FollowCampaign(bureau)(context.path("campaign"), by: context.actor)
        let campaign = screen.campaign
        var page = Page(
            words("surveys.follow"), kicker: campaign.plan.title,
            lead: words(
                "surveys.follow.lead", ["day": words.numbers.date(screen.today), "closes": words.numbers.date(campaign.plan.closes)]),
            crumbs: [Crumb(words("surveys.front"), SurveysLink.front), Crumb(campaign.number, SurveysLink.campaign(campaign.number))],
            room: "surveys", isIndexed: false, content: "\(each: screen.groups, { section($0, words) })")
        if campaign.state == .open { page.refreshSeconds = 60 }
        return page
    }

    private func section(_ group: FollowCampaign.GroupScreen, _ words: Words) -> HTML {
        .section(
            words(group.group.name),
            """
            \(if: group.group.frame != .none, drawn(group, words))
            \(answers(group, words))
            """)
    }

    /// Each group has the same tables.
    private func caption(_ key: String, _ group: FollowCampaign.GroupScreen, _ words: Words) -> String {
        words("surveys.table.of", ["table": words(key), "group": words(group.group.name)])
    }

    private func share(_ part: Int, of whole: Int, _ words: Words) -> String {
        whole == 0 ? "–" : words.numbers.percent(Ratio(part, whole), digits: 1)
    }

    private func drawn(_ group: FollowCampaign.GroupScreen, _ words: Words) -> HTML {
        let numbers = words.numbers
        let answered = group.sum(.answered)
        return """
            \(.figures([
                Figure(words("surveys.follow.asked"), "\(numbers.count(group.asked))"),
                Figure(words("surveys.follow.answered"), "\(numbers.count(answered))", note: share(answered, of: group.asked, words)),
                Figure(words("surveys.follow.open"), "\(numbers.count(group.sum(.open)))"),
                Figure(words("surveys.follow.replaced"), "\(numbers.count(group.replaced))"),
            ]))
            \(.meter(Ratio(answered, max(group.asked, 1)), label: words("surveys.follow.rate", ["share": share(answered, of: group.asked, words)]), isLoss: false))
            \(.table(
                id: "units-\(group.group.code)", caption: caption("surveys.follow.units", group, words), isStacked: true,
                columns: [
                    Column(words("surveys.field.unit"), .head) { (line: (unit: Units.Unit, line: FollowStore.Line)) in "\(words(line.unit.name))" },
                    Column(words("surveys.wanted"), .number) { "\(numbers.count($0.line.wanted))" },
                    Column(words("surveys.follow.answered"), .number) { "\(numbers.count($0.line[.answered]))" },
                    Column(words("surveys.follow.share"), .number) { "\(share($0.line[.answered], of: $0.line.asked, words))" },
                    Column(words("surveys.follow.open"), .number) { "\(numbers.count($0.line[.open]))" },
                ] + AskingOutcome.ends.map { outcome in
                    Column(words(outcome.text), .number) { "\(numbers.count($0.line[outcome]))" }
                }, rows: group.units))
            \(if: !group.enumerators.isEmpty, .table(
                id: "enumerators-\(group.group.code)", caption: caption("surveys.follow.enumerators", group, words), isStacked: true,
                columns: [
                    Column(words("surveys.enumerator"), .head) { (line: (name: String, counts: [AskingOutcome: Int])) in "\(line.name)" }
                ] + AskingOutcome.allCases.map { outcome in
                    Column(words(outcome.text), .number) { "\(numbers.count($0.counts[outcome] ?? 0))" }
                }, rows: group.enumerators))
            <p>\(each: AnswerChannel.allCases.filter { group.channels[$0] != nil }, { channel in
                "\(words("surveys.follow.by", ["channel": words(channel.text), "count": numbers.count(group.channels[channel] ?? 0)])) "
            })</p>
            """
    }

    /// Sent ≥ returned ≥ valid (SV-17); the two streams are lines of their own (SV-25).
    private func answers(_ group: FollowCampaign.GroupScreen, _ words: Words) -> HTML {
        let numbers = words.numbers
        return """
            \(.table(
                id: "answers-\(group.group.code)", caption: caption("surveys.follow.answers", group, words), isStacked: true,
                columns: [
                    Column(words("surveys.follow.channel"), .head) {
                        (line: (channel: AnswerChannel, stream: KeptAnswer.Stream, returned: Int, valid: Int)) in
                        "\(words(line.channel.text)), \(words("surveys.stream.\(line.stream.rawValue)"))"
                    },
                    Column(words("surveys.follow.returned"), .number) { "\(numbers.count($0.returned))" },
                    Column(words("surveys.follow.valid"), .number) { "\(numbers.count($0.valid))" },
                    Column(words("surveys.follow.share_valid"), .number) { "\(share($0.valid, of: $0.returned, words))" },
                ], rows: group.answers, empty: words("surveys.follow.none")))
            \(if: group.waiting > 0, "<p class=\"small\">\(words("surveys.follow.waiting", ["count": numbers.count(group.waiting)]))</p>")
            """
    }
}
