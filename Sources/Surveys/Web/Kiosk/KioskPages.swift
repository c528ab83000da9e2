import Kernel
import Office
import Platform
import Units

/// The kiosks of a campaign as an officer sees them: when each was last heard, what it holds, what is wrong with it; and their forms.
struct KioskPages: Sendable {
    let bureau: SurveysBureau

    func add(to routes: inout Routes) {
        let (plan, read) = (SurveyDuty.plan.access, SurveyDuty.read.access)
        routes.page("/surveys/campaigns/:campaign/kiosks", read) { try await list(Form(), $0, refused: nil) }
        routes.form("/surveys/campaigns/:campaign/kiosks", plan) { try await register($0, $1) }
        routes.file("/surveys/campaigns/:campaign/kiosks/refused.csv", plan) { try await refusedFile($0) }
        routes.page("/surveys/campaigns/:campaign/kiosks/:device", plan) { try await device(Form(), $0, refused: nil) }
        routes.form("/surveys/campaigns/:campaign/kiosks/:device", plan) { try await change($0, $1) }
        routes.form("/surveys/campaigns/:campaign/kiosks/:device/pairing", plan) { _, context in try await renew(context) }
        routes.form("/surveys/campaigns/:campaign/kiosks/:device/retirement", plan) { _, context in try await retire(context) }
    }

    private func crumbs(_ number: String, _ words: Words) -> [Crumb] {
        [Crumb(words("surveys.front"), SurveysLink.front), Crumb(number, SurveysLink.campaign(number))]
    }

    // MARK: the list

    private func list(_ form: Form, _ context: Context, refused error: (any DomainError)?) async throws -> Page {
        let words = context.words
        let screen = try await ShowDevices(bureau)(context.path("campaign"), by: context.actor)
        let number = screen.campaign.number
        let fields = self.fields(screen, form, words).telling(error, words)
        var page = Page(
            words("surveys.kiosk.list"), kicker: screen.campaign.plan.title, lead: words("surveys.kiosk.list.lead"),
            crumbs: crumbs(number, words), room: "surveys", status: Page.status(refused: error), isIndexed: false,
            content: """
                \(.errorSummary(fields, words))\(context.done)
                \(each: screen.lines.filter(\.isDoubled), { line in
                    .notice(.warning, words("surveys.kiosk.doubled", ["name": line.device.name]), "<p>\(words("surveys.kiosk.doubled.text"))</p>")
                })
                \(KioskTable(screen: screen, words: words).html)
                \(if: screen.plans && screen.lines.contains { !$0.refusals.isEmpty }, .downloads(
                    [Download(words("surveys.kiosk.refused"), SurveysLink.kiosksRefused(number))], words))
                \(if: screen.plans && screen.campaign.closed == nil, .section(words("surveys.kiosk.register"), """
                    <p>\(words("surveys.kiosk.register.lead", ["address": "/surveys/kiosk/screen"]))</p>
                    \(.form(.post, to: SurveysLink.kiosks(number), fields, submit: words("surveys.kiosk.register.submit"), by: context.actor))
                    """))
                """)
        // Nobody types into a page that comes anew by itself.
        if !screen.plans { page.refreshSeconds = 60 }
        return page
    }

    private func fields(_ screen: ShowDevices.Screen, _ form: Form, _ words: Words) -> [Field] {
        let places = screen.groups.flatMap { group, units in
            units.map { Choice("\(group.code)/\($0.code)", "\(words(group.name)): \(words($0.name))") }
        }
        return [
            Field("name", words("surveys.kiosk.name"), .text(form["name"]), hint: words("surveys.kiosk.name.hint"), isRequired: true),
            Field("place", words("surveys.kiosk.place"), .select(places, chosen: form.optional("place")), isRequired: true),
            pin(form, hint: words("surveys.kiosk.pin.hint"), words),
            episode(form.names.contains("episode") ? form["episode"] : "\(KioskDevice.usualEpisode)", words),
        ]
    }

    private func pin(_ form: Form, hint: String, _ words: Words) -> Field {
        Field("pin", words("surveys.kiosk.pin"), .line("password", form["pin"], autocomplete: "new-password"), hint: hint)
    }

    private func episode(_ value: String, _ words: Words) -> Field {
        Field("episode", words("surveys.kiosk.episode"), .text(value), hint: words("surveys.kiosk.episode.hint"), isRequired: true)
    }

    private func register(_ form: Form, _ context: Context) async throws -> FormAnswer {
        let number = try context.path("campaign")
        return try await .trying {
            let place = form["place"].split(separator: "/", maxSplits: 1).map(String.init)
            guard place.count == 2 else { throw Faults([Fault("surveys.choice_missing", at: Place(field: "place"))]) }
            let made = try await RegisterDevice(bureau)(
                .init(form["name"], group: place[0], unit: place[1], pin: form["pin"], episodeSeconds: Int(form["episode"])),
                campaign: number, by: context.actor)
            return .page(told(made.code, made.device, context.words))
        } again: { error in
            try await list(form, context, refused: error)
        }
    }

    /// The code, once; nobody can look it up again.
    private func told(_ code: PairingCode, _ device: KioskDevice, _ words: Words) -> Page {
        Page(
            words("surveys.kiosk.code"), kicker: device.name, lead: words("surveys.kiosk.code.lead", ["minutes": "\(PairingCode.minutes)"]),
            crumbs: crumbs(device.campaign, words), room: "surveys", isIndexed: false,
            content: """
                <p class="ticket"><strong>\(code.text)</strong></p>
                <p>\(words("surveys.kiosk.code.where", ["address": (bureau.services.settings.publicURL ?? "") + "/surveys/kiosk/screen"]))</p>
                <p><a class="button" href="\(SurveysLink.kiosks(device.campaign))">\(words("surveys.go_on"))</a></p>
                """)
    }

    private func refusedFile(_ context: Context) async throws -> FileAnswer {
        let number = try context.path("campaign")
        let rows = try await ShowDevices(bureau).refused(number, by: context.actor)
        let bytes = CSVWriter.write(
            ["device", "reason", "language", "claimed_date", "received_date", "answers"], rows.map { $0.map { .text($0) } }, .machine)
        return FileAnswer(name: "kiosk-refused-\(number).csv", mediaType: "text/csv; charset=utf-8", bytes: bytes)
    }

    // MARK: one device

    private func line(_ context: Context) async throws -> (screen: ShowDevices.Screen, line: ShowDevices.Line) {
        let screen = try await ShowDevices(bureau)(context.path("campaign"), by: context.actor)
        let id = try context.path("device")
        guard screen.plans, let line = screen.lines.first(where: { $0.device.id.rawValue == id }) else { throw KioskError.noSuchDevice }
        return (screen, line)
    }

    private func device(_ form: Form, _ context: Context, refused error: (any DomainError)?) async throws -> Page {
        let words = context.words
        let (screen, line) = try await line(context)
        let device = line.device
        let number = screen.campaign.number
        let fields = [
            Field(
                "name", words("surveys.kiosk.name"), .text(form.names.contains("name") ? form["name"] : device.name), isRequired: true),
            pin(form, hint: words("surveys.kiosk.pin.keep"), words),
            episode(form.names.contains("episode") ? form["episode"] : "\(device.episodeSeconds)", words),
        ].telling(error, words)
        let isUsed = device.retired == nil
        func act(_ link: Link, _ key: String) -> HTML { .form(.post, to: link, [], submit: words(key), by: context.actor) }
        return Page(
            device.name, kicker: words(line.unit.name), lead: words(line.state(at: screen.now)), crumbs: crumbs(number, words),
            room: "surveys", status: Page.status(refused: error), isIndexed: false,
            content: """
                \(.errorSummary(fields, words))\(context.done)
                \(KioskTable(screen: screen, words: words).runs(of: line))
                \(if: isUsed, .section(words("surveys.kiosk.change"), .form(
                    .post, to: SurveysLink.kiosk(number, device.id.rawValue), fields, submit: words("surveys.save"), by: context.actor)))
                \(if: isUsed, .section(words("surveys.kiosk.pair"), """
                    <p>\(words("surveys.kiosk.pair.lead"))</p>\(act(SurveysLink.kioskPairing(number, device.id.rawValue), "surveys.kiosk.pair.submit"))
                    """))
                \(if: isUsed, .section(words("surveys.kiosk.retire"), """
                    <p>\(words("surveys.kiosk.retire.lead"))</p>\(act(SurveysLink.kioskRetirement(number, device.id.rawValue), "surveys.kiosk.retire.submit"))
                    """))
                """)
    }

    private func change(_ form: Form, _ context: Context) async throws -> FormAnswer {
        let (number, id) = (try context.path("campaign"), try context.path("device"))
        return try await .trying {
            try await ChangeDevice(bureau)(
                .init(form["name"], episodeSeconds: Int(form["episode"]), pin: form["pin"]), ID(rawValue: id), campaign: number,
                by: context.actor)
            return .go(SurveysLink.kiosks(number).setting("done", to: "saved"))
        } again: { error in
            try await device(form, context, refused: error)
        }
    }

    private func renew(_ context: Context) async throws -> FormAnswer {
        let (number, id) = (try context.path("campaign"), try context.path("device"))
        return try await .trying {
            let made = try await RenewPairing(bureau)(ID(rawValue: id), campaign: number, by: context.actor)
            return .page(told(made.code, made.device, context.words))
        } again: { error in
            try await device(Form(), context, refused: error)
        }
    }

    private func retire(_ context: Context) async throws -> FormAnswer {
        let (number, id) = (try context.path("campaign"), try context.path("device"))
        return try await .trying {
            try await RetireDevice(bureau)(ID(rawValue: id), campaign: number, by: context.actor)
            return .go(SurveysLink.kiosks(number).setting("done", to: "retired"))
        } again: { error in
            try await device(Form(), context, refused: error)
        }
    }
}
