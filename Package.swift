// swift-tools-version:6.2
import PackageDescription

let house: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

// One target a line: what it is and whom it may import. HouseTests read the sources against this table.
let package = Package(
    name: "cchc",
    products: [.executable(name: "cchc", targets: ["cchc"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.0"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.0"),
    ],
    targets: [
        // ── the floor: words, sums, shelves, plumbing ────────────────────────
        .target(name: "Kernel", swiftSettings: house),
        .target(name: "Expressions", dependencies: ["Kernel"], swiftSettings: house),
        .target(name: "Forms", dependencies: ["Kernel", "Expressions"], swiftSettings: house),
        .target(name: "Scoring", dependencies: ["Kernel", "Expressions"], swiftSettings: house),
        .target(name: "WorkingTime", dependencies: ["Kernel"], swiftSettings: house),
        .target(name: "Statistics", dependencies: ["Kernel"], swiftSettings: house),
        .systemLibrary(name: "CPostgres", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        .systemLibrary(name: "CXLSXWriter", pkgConfig: "xlsxwriter", providers: [.apt(["libxlsxwriter-dev"])]),
        .systemLibrary(name: "CZip", pkgConfig: "libzip", providers: [.apt(["libzip-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(name: "CQRencode", pkgConfig: "libqrencode", providers: [.apt(["libqrencode-dev"])]),
        .systemLibrary(name: "CExpat", pkgConfig: "expat", providers: [.apt(["libexpat1-dev"])]),
        .target(name: "CCurl", linkerSettings: [.linkedLibrary("curl")]),
        .floor("Storage", uses: ["Kernel", "CPostgres"], [.grdb], embeds: ["Migrations"]),
        .floor("Office", uses: ["Kernel", "CXLSXWriter", "CZip", "CExpat", "CQRencode"], [.subprocess]),
        .floor(
            "Platform", uses: ["Kernel", "Expressions", "Forms", "WorkingTime", "Storage", "Office", "CCurl", "CZlib"],
            [.argumentParser, .crypto, .hummingbird, .nioCore, .yams],
            embeds: ["Assets", "Locales"]),
        // ── rooms, downhill ──────────────────────────────────────────────────
        .room("Facts", uses: ["Expressions", "WorkingTime"]),
        .room("Units", uses: ["Facts"]),
        .room("Accounts", uses: ["Units"], [.crypto, .cryptoExtras]),
        .room("Citizens", uses: ["Units", "Accounts"], [.crypto, .cryptoExtras]),
        .room("Exams", uses: ["Units", "Accounts", "Statistics"]),
        .room("Procedures", uses: ["Expressions", "Facts", "Forms", "Units", "WorkingTime"]),
        .room("Criteria", uses: ["Scoring", "Expressions", "Units"], [.crypto]),
        .room("Feedback", uses: ["WorkingTime", "Facts", "Units", "Accounts", "Citizens", "Criteria", "Scoring"]),
        .room("Dossiers", uses: ["WorkingTime", "Facts", "Units", "Procedures"]),
        .room(
            "Online",
            uses: ["Accounts", "Citizens", "Dossiers", "Expressions", "Facts", "Forms", "Procedures", "Units", "WorkingTime"], [.crypto]),
        .room("Surveys", uses: ["Citizens", "Criteria", "Expressions", "Forms", "Statistics", "Units"], [.crypto]),
        .room("Assessments", uses: ["Scoring", "Units", "Criteria"], [.crypto]),
        .room("Rankings", uses: ["Scoring", "Statistics", "Units", "Criteria", "Assessments"], [.crypto]),
        // ── the front door ───────────────────────────────────────────────────
        .floor(
            "App",
            uses: [
                "Kernel", "Scoring", "Storage", "Office", "Platform", "Units", "Accounts", "Criteria", "Facts", "Assessments",
                "Dossiers", "Exams", "Forms", "Procedures", "Rankings", "Statistics", "Surveys", "WorkingTime", "Citizens", "Feedback",
                "Online",
            ],
            [.argumentParser, .hummingbird, .nioCore], embeds: ["Locales"]),
        .executableTarget(name: "cchc", dependencies: ["App"], swiftSettings: house),
        // ── files become code: migrations, texts, assets, frameworks, facts ──
        .executableTarget(name: "embed", swiftSettings: house),
        .plugin(name: "Embed", capability: .buildTool(), dependencies: ["embed"]),
        // ── tests mirror their targets ───────────────────────────────────────
        .target(name: "TestNumbers", dependencies: ["Kernel"], path: "Tests/TestNumbers", swiftSettings: house),
        .target(
            name: "TestSupport",
            dependencies: ["Accounts", "App", "Citizens", "Kernel", "Platform", "Storage", "Units", .hummingbirdTesting],
            path: "Tests/TestSupport", swiftSettings: house),
        .tests("Kernel", uses: ["TestNumbers"], optimised: true),
        .tests("Expressions", uses: ["Kernel", "TestNumbers"], optimised: true),
        .tests("Forms", uses: ["Expressions", "Kernel", "Platform"], optimised: true),
        .tests("Scoring", uses: ["Kernel", "Expressions", "Platform", "TestNumbers"], optimised: true),
        .tests("WorkingTime", uses: ["Kernel", "TestNumbers"], optimised: true),
        .tests("Statistics", uses: ["Kernel", "TestNumbers"], optimised: true),
        .tests("Storage", uses: ["Kernel"], optimised: true),
        .tests("Office", uses: ["Kernel", "TestNumbers", "TestSupport"], excludes: ["Fixtures"], optimised: true),
        .tests(
            "Platform", uses: ["App", "CZlib", "Kernel", "Storage", "Office", "TestNumbers", "TestSupport"],
            [.argumentParser, .hummingbird, .hummingbirdTesting], excludes: ["Fixtures"], optimised: true),
        .tests("Units", uses: ["App", "Kernel", "Office", "Platform", "Storage", "TestSupport"], [.hummingbird, .hummingbirdTesting]),
        .tests(
            "Accounts", uses: ["App", "Kernel", "Office", "Platform", "Storage", "TestSupport", "Units"],
            [.argumentParser, .hummingbird, .hummingbirdTesting, .nioCore]),
        .tests(
            "Citizens", uses: ["Accounts", "App", "Kernel", "Office", "Platform", "Storage", "TestSupport", "Units"],
            [.crypto, .cryptoExtras, .hummingbird, .hummingbirdTesting, .nioCore], excludes: ["Fixtures"]),
        .tests(
            "Criteria",
            uses: ["App", "Expressions", "Kernel", "Office", "Platform", "Scoring", "Storage", "TestNumbers", "TestSupport", "Units"],
            [.hummingbird, .hummingbirdTesting]),
        .tests(
            "Exams",
            uses: ["Accounts", "App", "Facts", "Kernel", "Office", "Platform", "Statistics", "Storage", "TestSupport", "Units"],
            [.hummingbird, .hummingbirdTesting, .nioCore]),
        .tests(
            "Procedures",
            uses: ["App", "Facts", "Forms", "Kernel", "Office", "Platform", "Storage", "TestNumbers", "TestSupport", "Units"],
            [.hummingbird, .hummingbirdTesting], excludes: ["Fixtures"]),
        .tests(
            "Dossiers",
            uses: [
                "App", "Facts", "Kernel", "Office", "Platform", "Procedures", "Storage", "TestNumbers", "TestSupport", "Units",
                "WorkingTime",
            ],
            [.hummingbird, .hummingbirdTesting], optimised: true),
        .tests(
            "Feedback",
            uses: ["App", "Facts", "Kernel", "Office", "Platform", "Storage", "TestNumbers", "TestSupport", "Units", "WorkingTime"],
            [.hummingbird, .hummingbirdTesting]),
        .tests(
            "Online",
            uses: [
                "Accounts", "App", "Citizens", "Dossiers", "Facts", "Forms", "Kernel", "Office", "Platform", "Procedures", "Storage",
                "TestSupport", "Units", "WorkingTime",
            ],
            [.hummingbird, .hummingbirdTesting, .nioCore]),
        .tests(
            "Surveys",
            uses: [
                "Accounts", "App", "Dossiers", "Expressions", "Forms", "Kernel", "Office", "Platform", "Procedures", "Statistics",
                "Storage", "TestSupport", "Units",
            ],
            [.hummingbird, .hummingbirdTesting]),
        .tests(
            "Facts", uses: ["App", "Kernel", "Platform", "Storage", "TestSupport", "WorkingTime"],
            [.argumentParser, .hummingbird, .hummingbirdTesting]),
        .tests(
            "Assessments",
            uses: ["App", "Criteria", "Kernel", "Office", "Platform", "Scoring", "Storage", "TestNumbers", "TestSupport", "Units"],
            [.hummingbird, .hummingbirdTesting]),
        .tests(
            "Rankings",
            uses: ["App", "Assessments", "Criteria", "Kernel", "Office", "Platform", "Scoring", "Storage", "TestSupport", "Units"],
            [.hummingbird, .hummingbirdTesting]),
        .tests(
            "App",
            uses: [
                "Accounts", "Assessments", "Citizens", "Criteria", "Dossiers", "Exams", "Facts", "Kernel", "Office", "Platform",
                "Procedures", "Rankings", "Scoring", "Storage", "Surveys", "TestSupport", "Units", "WorkingTime", "Feedback",
            ],
            [.hummingbird, .hummingbirdTesting], excludes: ["Fixtures"]),
        .testTarget(
            name: "HouseTests", dependencies: ["App", "Expressions", "Kernel", "Office", "Platform", "Storage", "TestSupport"],
            swiftSettings: house),
    ]
)

extension Target {
    /// A target of the floor.
    ///
    /// `embeds` names its folders whose files the binary carries.
    static func floor(_ name: String, uses: [String], _ products: [Dependency] = [], embeds: [String] = []) -> Target {
        .target(
            name: name, dependencies: uses.map { .init(stringLiteral: $0) } + products, exclude: embeds,
            swiftSettings: house, plugins: embeds.isEmpty ? [] : ["Embed"])
    }

    /// A room: one module of the monolith.
    ///
    /// Every room stands on the same floor and may use only the rooms it names.
    static func room(_ name: String, uses: [String] = [], _ products: [Dependency] = []) -> Target {
        .floor(
            name, uses: ["Kernel", "Storage", "Office", "Platform"] + uses, [.argumentParser, .hummingbird] + products, embeds: ["Locales"])
    }

    /// Tests of a target.
    ///
    /// Those that only call it are compiled as they stand, in half the time; those that work hard themselves are `optimised` like what
    /// they test.
    static func tests(
        _ name: String, uses: [String] = [], _ products: [Dependency] = [], excludes: [String] = [], optimised: Bool = false
    ) -> Target {
        .testTarget(
            name: name + "Tests", dependencies: [.init(stringLiteral: name)] + uses.map { .init(stringLiteral: $0) } + products,
            exclude: excludes, swiftSettings: house + (optimised ? [] : [.unsafeFlags(["-Onone"])]))
    }
}

extension Target.Dependency {
    static let argumentParser = product(name: "ArgumentParser", package: "swift-argument-parser")
    static let crypto = product(name: "Crypto", package: "swift-crypto")
    static let cryptoExtras = product(name: "CryptoExtras", package: "swift-crypto")
    static let grdb = product(name: "GRDB", package: "GRDB.swift")
    static let hummingbird = product(name: "Hummingbird", package: "hummingbird")
    static let hummingbirdTesting = product(name: "HummingbirdTesting", package: "hummingbird")
    static let nioCore = product(name: "NIOCore", package: "swift-nio")
    static let subprocess = product(name: "Subprocess", package: "swift-subprocess")
    static let yams = product(name: "Yams", package: "Yams")
}
