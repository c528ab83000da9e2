/// How the shapes of charts are painted: one word for each, the same in `style.css` and in the attributes written here.
///
/// The stylesheet's word wins on a page, so that a theme or forced colours can change it; on paper the attributes count.
/// Colours that must be seen have at least 3:1 against the ground, text 4.5:1 (WCAG 1.4.3, 1.4.11).
enum ChartStyle: String, CaseIterable {
    // Grounds and rules
    case band, otherBand, bound, axis, grid, outline, rest, hatch
    // Figures
    case dot, marked, bar, mean, thread, trend, place, placeTrend, cut
    // Words
    case label, name, strong, inside
    // Parts and units, in the order of keys, and what is drawn over them
    case series1, series2, series3, series4, series5, series6
    case texture2, texture3, texture4, texture5, texture6

    /// ` class="…"` and the paint.
    var paint: HTML {
        switch self {
        case .band: ##" class="c-band" fill="#cbc4b3""##
        case .otherBand: ##" class="c-other-band" fill="#a5c3da""##
        case .bound: ##" class="c-bound" stroke="#cbc4b3" stroke-dasharray="1 4""##
        case .axis: ##" class="c-axis" stroke="#7d7768""##
        case .grid: ##" class="c-grid" stroke="#e4dfd3""##
        case .outline: ##" class="c-outline" fill="#f1ede3" stroke="#7d7768" stroke-width="0.75""##
        case .rest: ##" class="c-rest" fill="#f7ebe8" stroke="#7d7768" stroke-width="0.75""##
        case .hatch: ##" class="c-hatch" stroke="#d9b9b2" stroke-dasharray="1.5 4""##
        case .dot: ##" class="c-dot" fill="#3b6f9e" stroke="#ffffff" stroke-width="0.75""##
        case .marked: ##" class="c-marked" fill="#98211f" stroke="#1d2330" stroke-width="1.25""##
        case .inside: ##" class="c-inside" fill="#ffffff" font-weight="600""##
        case .bar: ##" class="c-bar" fill="#3b6f9e""##
        case .mean: ##" class="c-mean" stroke="#4f5664" stroke-width="1.25" stroke-dasharray="4 3""##
        case .thread: ##" class="c-thread" stroke="#98211f""##
        case .trend: ##" class="c-trend" stroke="#24476b" stroke-width="2.25" stroke-linecap="round""##
        case .place: ##" class="c-place" fill="#ffffff" stroke="#8a6a2f" stroke-width="2""##
        case .placeTrend: ##" class="c-place-trend" stroke="#8a6a2f" stroke-width="1.5""##
        case .cut: ##" class="c-cut" stroke="#98211f" stroke-width="1.25" stroke-dasharray="6 4""##
        case .label: ##" class="c-label" fill="#4f5664""##
        case .name: ##" class="c-name" fill="#1d2330""##
        case .strong: ##" class="c-strong" fill="#1d2330" font-weight="600""##
        case .series1: ##" class="c-series1" fill="#24476b" stroke="#24476b""##
        case .series2: ##" class="c-series2" fill="#3b6f9e" stroke="#24476b""##
        case .series3: ##" class="c-series3" fill="#6a9cc4" stroke="#24476b""##
        case .series4: ##" class="c-series4" fill="#a5c3da" stroke="#3b6f9e""##
        case .series5: ##" class="c-series5" fill="#c9a45c" stroke="#8a6a2f""##
        case .series6: ##" class="c-series6" fill="#8a6a2f" stroke="#8a6a2f""##
        case .texture2: ##" class="c-texture2" stroke="#ffffff" stroke-opacity="0.55" stroke-dasharray="1.5 6""##
        case .texture3: ##" class="c-texture3" stroke="#24476b" stroke-linecap="round" stroke-dasharray="0 8" stroke-dashoffset="-4""##
        case .texture4: ##" class="c-texture4" stroke="#3b6f9e""##
        case .texture5: ##" class="c-texture5" stroke="#8a6a2f" stroke-opacity="0.6" stroke-dasharray="1.5 6""##
        case .texture6: ##" class="c-texture6" stroke="#ffffff" stroke-linecap="round" stroke-dasharray="0 7" stroke-dashoffset="-3.5""##
        }
    }

    /// The fill of a series, 1…6.
    static func series(_ number: Int) -> ChartStyle {
        [.series1, .series2, .series3, .series4, .series5, .series6][(number - 1).clamped(to: 0...5)]
    }

    /// What is drawn over a series, so that nobody needs to tell colours apart, and how wide a stroke it takes on a bar of
    /// the given height: the whole bar, or a line along its middle.
    static func texture(_ number: Int, height: Double) -> (style: ChartStyle, width: Double)? {
        switch number {
        case 2: (.texture2, height)
        case 3: (.texture3, 3)
        case 4: (.texture4, 1.5)
        case 5: (.texture5, height)
        case 6: (.texture6, 2.5)
        default: nil
        }
    }

    /// The series that tell so many parts or units apart best: far from each other in lightness, whole ramps only when needed.
    static func series(for count: Int) -> [Int] {
        switch count {
        case ...1: [1]
        case 2: [1, 5]
        case 3: [1, 3, 5]
        case 4: [1, 3, 5, 6]
        case 5: [1, 2, 3, 5, 6]
        default: [1, 2, 3, 4, 5, 6]
        }
    }
}
