/// A word at a place of a drawing, with the room it has at each width.
struct ChartLabel {
    /// Share of the width.
    let x: Double
    let text: String
    let style: ChartStyle
    private let anchor: SVG.Anchor
    /// Pixels from the place, to the right.
    private let shift: Double

    private init(_ x: Double, _ text: String, _ style: ChartStyle, _ anchor: SVG.Anchor, _ shift: Double) {
        self.x = x
        self.text = text
        self.style = style
        self.anchor = anchor
        self.shift = shift
    }

    /// A label beside its place, on the side where there is more room.
    init(beside x: Double, _ text: String, _ style: ChartStyle, gap: Double = 5) {
        self.init(x, text, style, x < 0.5 ? .start : .end, x < 0.5 ? gap : -gap)
    }

    /// A label centred on its place, or at the edge of the drawing where it would reach over it.
    init(over x: Double, _ text: String, _ style: ChartStyle) { self.init(x, text, style, .middle, 0) }

    /// The label as it is, on the other side of its place, and over it; a centred label has no other form.
    var forms: [ChartLabel] {
        switch anchor {
        case .start: [self, ChartLabel(x, text, style, .end, -shift), ChartLabel(over: x, text, style)]
        case .end: [self, ChartLabel(x, text, style, .start, -shift), ChartLabel(over: x, text, style)]
        case .middle: [self]
        }
    }

    var isCentred: Bool { anchor == .middle }
    var reachesRight: Bool { anchor == .start }

    private func width(_ text: String) -> Double { ChartText.width(text, strong: style == .strong || style == .inside) }

    /// Where and how the text stands in a tier, and as much of it as fits.
    private func setting(in tier: ChartTier) -> Setting {
        if anchor == .middle {
            let half = width(text) / 2 / tier.width
            let x = half > 0.5 ? 0 : self.x
            let setting: (Double, SVG.Anchor) = x < half ? (0, .start) : x > 1 - half ? (1, .end) : (x, .middle)
            return Setting(x: setting.0, anchor: setting.1, shift: 0, text: ChartText.fitted(text, width: tier.width))
        }
        let room = anchor == .start ? (1 - x) * tier.width - shift : x * tier.width + shift
        let isStrong = style == .strong || style == .inside
        return Setting(x: x, anchor: anchor, shift: shift, text: ChartText.fitted(text, width: room, strong: isStrong))
    }

    private struct Setting: Equatable {
        var x: Double
        var anchor: SVG.Anchor
        var shift: Double
        var text: String
    }

    func isCut(in tier: ChartTier) -> Bool { setting(in: tier).text != text }

    /// From where to where the label reaches, in pixels.
    func extent(in tier: ChartTier) -> ClosedRange<Double> {
        let setting = setting(in: tier)
        let width = width(setting.text)
        let place = setting.x * tier.width + setting.shift
        switch setting.anchor {
        case .start: return place...(place + width)
        case .end: return (place - width)...place
        case .middle: return (place - width / 2)...(place + width / 2)
        }
    }

    /// The text with its foot at `y`, in as few forms as the widths need.
    func drawn(at y: Double, in tiers: Set<ChartTier> = Set(ChartTier.allCases)) -> HTML {
        var forms: [(setting: Setting, tiers: Set<ChartTier>)] = []
        for tier in ChartTier.allCases where tiers.contains(tier) {
            let setting = setting(in: tier)
            if let index = forms.firstIndex(where: { $0.setting == setting }) {
                forms[index].tiers.insert(tier)
            } else {
                forms.append((setting, [tier]))
            }
        }
        return HTML(joining: forms.flatMap { form in SVG.Tiers.covering(form.tiers).map { SVG.group($0, drawn(form.setting, y)) } })
    }

    /// The text as one tier needs it, inside a group that is shown in that tier only.
    func drawn(at y: Double, as tier: ChartTier) -> HTML { drawn(setting(in: tier), y) }

    private func drawn(_ setting: Setting, _ y: Double) -> HTML {
        SVG.text(setting.x, y, setting.text, style, anchor: setting.anchor, shift: setting.shift)
    }
}
