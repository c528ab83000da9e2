import Kernel
import Platform
import Units

/// The table of kiosks, and of the runs of one.
struct KioskTable {
    let screen: ShowDevices.Screen
    let words: Words

    private var numbers: NumberFormat { words.numbers }

    var html: HTML {
        .table(
            id: "kiosks", caption: words("surveys.kiosk.list"), isCaptionHidden: true, isStacked: true,
            columns: [
                Column(words("surveys.kiosk.name"), .head) { (line: ShowDevices.Line) in
                    screen.plans
                        ? "<a href=\"\(SurveysLink.kiosk(screen.campaign.number, line.device.id.rawValue))\">\(line.device.name)</a>"
                        : "\(line.device.name)"
                },
                Column(words("surveys.field.unit")) { "\(words($0.unit.name))" },
                Column(words("surveys.state")) { .tag(words($0.state(at: screen.now))) },
                Column(words("surveys.kiosk.seen")) { "\($0.current.map { numbers.moment($0.seen) } ?? "–")" },
                Column(words("surveys.kiosk.queued"), .number) { "\($0.current.map { numbers.count($0.queued) } ?? "–")" },
                Column(words("surveys.kiosk.accepted"), .number) { "\(numbers.count($0.accepted))" },
                Column(words("surveys.kiosk.refused.count")) { refusals($0) },
                Column(words("surveys.kiosk.clock")) { $0.current.map(clock) ?? "–" },
                Column(words("surveys.kiosk.pixel")) { pixel($0.device) },
            ], rows: screen.lines, emphasis: { $0.isDoubled }, empty: words("surveys.kiosk.none"))
    }

    func runs(of line: ShowDevices.Line) -> HTML {
        .table(
            id: "runs", caption: words("surveys.kiosk.runs"), isStacked: true,
            columns: [
                Column(words("surveys.kiosk.begun"), .head) { (run: KioskRun) in "\(numbers.moment(run.begun))" },
                Column(words("surveys.kiosk.seen")) { "\(numbers.moment($0.seen))" },
                Column(words("surveys.kiosk.queued"), .number) { "\(numbers.count($0.queued))" },
                Column(words("surveys.kiosk.accepted"), .number) { "\(numbers.count($0.accepted))" },
                Column(words("surveys.kiosk.clock")) { clock($0) },
                Column(words("surveys.state")) {
                    "\(words($0.isRefused ? "surveys.kiosk.run.refused" : $0.run == line.device.run ? "surveys.kiosk.run.speaks" : "surveys.kiosk.run.over"))"
                },
            ], rows: line.runs, emphasis: \.isRefused, empty: words("surveys.kiosk.runs.none"))
    }

    private func refusals(_ line: ShowDevices.Line) -> HTML {
        let told = KioskRefusal.allCases.compactMap { reason in
            line.refusals[reason].map { words("surveys.kiosk.refusal.of", ["reason": words(reason.text), "count": numbers.count($0)]) }
        }
        return told.isEmpty ? "0" : "\(told.joined(separator: "; "))"
    }

    private func clock(_ run: KioskRun) -> HTML {
        guard run.isClockWrong else { return "\(words("surveys.kiosk.clock.right"))" }
        let away = Int(clamping: run.clockSeconds.magnitude)
        let (days, minutes) = (away / 86_400, away / 60)
        let span =
            days > 0
            ? words("surveys.kiosk.days", ["count": numbers.count(days)])
            : words(
                "surveys.kiosk.minutes", ["count": numbers.count(minutes)])
        return
            "<span class=\"lost\">\(words(run.clockSeconds > 0 ? "surveys.kiosk.clock.ahead" : "surveys.kiosk.clock.behind", ["span": span]))</span>"
    }

    /// How many pixels sixteen millimetres are (SV-61).
    private func pixel(_ device: KioskDevice) -> HTML {
        guard let pixel = device.pixelMicrometres else { return "\(words("surveys.kiosk.pixel.none"))" }
        return "\(words("surveys.kiosk.pixel.of", ["pixels": numbers.fixed(Ratio(16_000, pixel), digits: 0)]))"
    }
}

extension ShowDevices.Line {
    /// The key of how the device stands.
    func state(at now: Timestamp) -> String {
        if device.retired != nil { return "surveys.kiosk.state.retired" }
        if isDoubled { return "surveys.kiosk.state.doubled" }
        guard let current else {
            return device.isPaired || (device.pairingUntil ?? now) > now ? "surveys.kiosk.state.awaited" : "surveys.kiosk.state.code_over"
        }
        return now.milliseconds - current.seen.milliseconds > ShowDevices.silence
            ? "surveys.kiosk.state.silent" : "surveys.kiosk.state.heard"
    }
}
