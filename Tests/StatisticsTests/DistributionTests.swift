import Foundation
import Statistics
import TestNumbers
import Testing

/// Distributions against 40-digit arithmetic (mpmath 1.3; the beta of 40,000 and 60,000 by R).
@Suite struct `Distributions` {
    private static let tails: [(name: String, shapes: [Double], x: Double, lower: Double, upper: Double)] = [
        ("beta", [0.5, 0.5], 0.1, 0.204832764699133458, 0.795167235300866542),
        ("beta", [2, 3], 0.4, 0.524800000000000038, 0.475199999999999962),
        ("beta", [81, 183], 0.25, 0.0194778159251132193, 0.980522184074886781),
        ("beta", [0.02, 3], 1e-9, 0.680646390110733386, 0.319353609889266614),
        ("beta", [1500, 2.5], 0.9985, 0.479130604047923534, 0.520869395952076466),
        ("beta", [40000, 60000], 0.4032, 0.98050085454154146, 0.019499145458458524),
        ("beta", [98.5, 0.5], 0.99, 0.159928544842042789, 0.840071455157957211),
        ("beta", [5, 100000.0], 3e-5, 0.184754399304183811, 0.815245600695816189),
        ("chiSquare", [1], 3.841, 0.949986316236043301, 0.0500136837639566991),
        ("chiSquare", [0.3], 0.01, 0.48379553430185316, 0.51620446569814684),
        ("chiSquare", [10], 30, 0.9991433587892247, 0.000856641210775300392),
        ("chiSquare", [200], 150, 0.00335244149818699189, 0.996647558501813008),
        ("chiSquare", [2000], 2100, 0.941328888622681923, 0.0586711113773180771),
        ("chiSquare", [5], 100, 1, 5.28514836094324006e-20),
        ("chiSquare", [100000.0], 100900.0, 0.977675426057382876, 0.0223245739426171241),
        ("t", [1], -3, 0.102416382349566726, 0.897583617650433274),
        ("t", [3], 0.2, 0.572864835376860527, 0.427135164623139473),
        ("t", [14], 2.1448, 0.975000619435778822, 0.024999380564221178),
        ("t", [197], -1.97, 0.0251198324260465127, 0.974880167573953487),
        ("t", [2.5], -40, 0.0000709781714524669146, 0.999929021828547533),
        ("t", [1000000.0], -1.96, 0.0249980337926348953, 0.975001966207365105),
        ("t", [5], -1e-8, 0.499999996203933102, 0.500000003796066898),
        ("t", [1], 1000000.0, 0.999999681690113816, 3.18309886183684568e-7),
        ("F", [1.828671504, 360.2482863], 17.24744396, 0.99999979649536317, 2.03504636830051459e-7),
        ("F", [1, 10], 4.9646, 0.949999947807086228, 0.0500000521929137718),
        ("F", [12, 3.5], 0.2, 0.0151707593096141306, 0.984829240690385869),
        ("F", [300, 400], 1.1, 0.812931504542976868, 0.187068495457023132),
        ("normal", [], -37, 5.72557122252457682e-300, 1),
        ("normal", [], -8, 6.22096057427178412e-16, 0.999999999999999378),
        ("normal", [], -1.5, 0.066807201268858066, 0.933192798731141934),
        ("normal", [], 0.1, 0.539827837277028984, 0.460172162722971016),
        ("normal", [], 3, 0.998650101968369905, 0.00134989803163009453),
    ]

    private static let quantiles: [(name: String, shapes: [Double], probability: Double, value: Double)] = [
        ("normal", [], 1e-12, -7.03448382530113193),
        ("normal", [], 0.001, -3.09023230616781354),
        ("normal", [], 0.025, -1.95996398454005421),
        ("normal", [], 0.3, -0.524400512708040816),
        ("t", [1], 0.975, 12.7062047361746933),
        ("t", [2], 1e-6, -707.105720525933819),
        ("t", [14], 0.975, 2.14478668791780335),
        ("t", [3.7], 0.6, 0.272164464292069565),
        ("t", [1000], 0.9995, 3.30028264842394416),
        ("chiSquare", [1], 0.95, 3.84145882069412447),
        ("chiSquare", [0.5], 0.001, 1.34993957862307507e-12),
        ("chiSquare", [30], 0.5, 29.3360315166615859),
        ("chiSquare", [4000], 0.99, 4211.0114189816876),
        ("F", [1, 10], 0.95, 4.96460274373071204),
        ("F", [5, 2.5], 0.01, 0.079597602916544594),
        ("F", [30, 500], 0.999, 2.05369153127577517),
        ("beta", [0.5, 0.5], 0.01, 0.00024671981713422151),
        ("beta", [81, 183], 0.025, 0.252736745585271164),
        ("beta", [1.2, 300], 0.5, 0.00295442901607074053),
        ("beta", [0.02, 3], 0.3, 1.62175579608649998e-27),
    ]

    private static func tails(_ name: String, _ shapes: [Double], _ x: Double) -> Tails {
        switch name {
        case "beta": BetaDistribution(shapes[0], shapes[1]).tails(x)
        case "chiSquare": ChiSquare(shapes[0]).tails(x)
        case "t": StudentT(shapes[0]).tails(x)
        case "F": FDistribution(shapes[0], shapes[1]).tails(x)
        default: Normal.tails(x)
        }
    }

    private static func quantile(_ name: String, _ shapes: [Double], _ probability: Double) -> Double {
        switch name {
        case "beta": BetaDistribution(shapes[0], shapes[1]).quantile(probability)
        case "chiSquare": ChiSquare(shapes[0]).quantile(probability)
        case "t": StudentT(shapes[0]).quantile(probability)
        case "F": FDistribution(shapes[0], shapes[1]).quantile(probability)
        default: Normal.quantile(probability)
        }
    }

    @Test func `tell both tails to twelve digits`() {
        for (name, shapes, x, lower, upper) in Self.tails {
            let ours = Self.tails(name, shapes, x)
            #expect(abs(ours.lower - lower) <= 1e-12 * lower, "\(name) \(shapes) at \(x): \(ours.lower)")
            #expect(abs(ours.upper - upper) <= 1e-12 * upper, "\(name) \(shapes) at \(x): \(ours.upper)")
        }
    }

    @Test func `tell quantiles to twelve digits`() {
        for (name, shapes, probability, value) in Self.quantiles {
            let ours = Self.quantile(name, shapes, probability)
            #expect(abs(ours - value) <= 1e-12 * abs(value), "\(name) \(shapes) of \(probability): \(ours)")
        }
    }

    @Test(arguments: seeds(300))
    func `take their own quantiles back`(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        func shape() -> Double { exp2(Double.random(in: -2...12, using: &random)) }
        let probability =
            random.once(in: 3) ? exp2(Double.random(in: -40...(-1), using: &random)) : Double.random(in: 0...1, using: &random)
        for name in ["beta", "chiSquare", "t", "F", "normal"] {
            let shapes = [shape(), shape()]
            let x = Self.quantile(name, shapes, probability)
            let back = Self.tails(name, shapes, x)
            // A beta that is nearly all at one end has quantiles that no number between 0 and 1 comes nearer to.
            guard name != "beta" && name != "F" || (x > 1e-290 && x < 1 - 1e-9) else { continue }
            #expect(abs(back.lower - probability) <= 1e-11 * probability, "\(name) \(shapes) of \(probability): \(x) has \(back.lower)")
            #expect(abs(back.lower + back.upper - 1) < 1e-14)
        }
    }

    @Test func `end where they end`() {
        #expect(Normal.quantile(0) == -.infinity && Normal.quantile(1) == .infinity && Normal.quantile(.nan).isNaN)
        #expect(StudentT(3).quantile(0) == -.infinity && StudentT(3).quantile(1) == .infinity && StudentT(3).quantile(0.5) == 0)
        #expect(StudentT(.infinity).quantile(0.975) == Normal.quantile(0.975))
        #expect(StudentT(4).tails(-.infinity).upper == 1 && ChiSquare(2).quantile(1) == .infinity)
        #expect(BetaDistribution(2, 2).quantile(0) == 0 && BetaDistribution(2, 2).quantile(1) == 1)
        #expect(FDistribution(2, 2).tails(.infinity).upper == 0 && FDistribution(2, 2).quantile(1) == .infinity)
    }
}
