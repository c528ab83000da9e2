import ArgumentParser
import Kernel
import Platform
import Synchronization
import Testing

@Suite struct `Settings are the default, the environment, the command line` {
    @Test func `Nobody says anything`() throws {
        let settings = try Settings()
        #expect(
            settings.host == "127.0.0.1" && settings.port == 8080 && settings.database == "sqlite:var/cchc.db"
                && settings.files == "var/files")
        #expect(
            settings.publicURL == nil && settings.language == .vi && settings.trustedProxies.isEmpty && settings.weasyPrint == "weasyprint")
        #expect(settings.requestBytes == 32 << 20 && settings.cacheBytes == 64 << 20 && settings.strictTransportDays == 0)
        #expect(settings.lines.map(\.name) == SettingName.allCases && settings.lines.allSatisfy { $0.source == .standard })
    }

    @Test func `The later wins, and the line says who`() throws {
        let settings = try Settings(
            environment: ["CCHC_PORT": "9000", "CCHC_HOST": "::1", "CCHC_FILES": "", "PORT": "1"], options: [.port: "9001"])
        #expect(settings.port == 9001 && settings.host == "::1" && settings.files == "var/files")
        let sources = Dictionary(uniqueKeysWithValues: settings.lines.map { ($0.name, $0.source) })
        #expect(sources[.port] == .commandLine && sources[.host] == .environment && sources[.files] == .standard)
    }

    @Test(
        arguments: [
            (SettingName.port, "x"), (.port, "-1"), (.port, "65536"), (.port, "80 "), (.language, "fr"), (.requestLimit, "0"),
            (.cacheLimit, "-1"),
            (.publicURL, "example.vn"), (.publicURL, "javascript:x"), (.publicURL, "https://a/?b"), (.publicURL, "mailto:a@b"),
            (.strictTransport, "731"), (.sms, "sms"), (.sms, "http://sms.example.vn/"), (.sms, "file:"), (.trustedProxies, nil),
        ] as [(SettingName, String?)])
    func `A value that cannot be is refused by name`(name: SettingName, value: String?) throws {
        guard let value else { return }
        let error = #expect(throws: SettingsError.self) { try Settings(environment: [name.variable: value]) }
        #expect(error?.name == name && error?.details == ["setting": name.variable, "value": value])
        let option = #expect(throws: SettingsError.self) { try Settings(options: [name: value]) }
        #expect(option?.details["setting"] == name.option)
    }

    @Test(arguments: [
        ("postgres://cchc:secret@db/cchc", "postgres://cchc:…@db/cchc"), ("postgres://cchc@db/cchc", "postgres://cchc@db/cchc"),
        ("postgres://a:p@ss@db/x", "postgres://a:…@db/x"),
        ("postgres://db/x?user=a&password=secret&schema=s", "postgres://db/x?user=a&password=…&schema=s"),
        ("sqlite:var/a@b:c.db", "sqlite:var/a@b:c.db"),
    ])
    func `A password is not printed`(url: String, shown: String) throws {
        let line = try #require(try Settings(options: [.database: url]).lines.first { $0.name == .database })
        #expect(line.value == shown)
    }

    @Test func `A provider of sign-in is whole, encrypted but on this machine, and its secret is not printed`() throws {
        let whole: [SettingName: String] = [
            .publicURL: "https://a.vn", .oidcIssuer: "https://id.vn", .oidcClient: "cchc", .oidcSecret: "s3cret", .oidcLabel: "VNeID",
        ]
        let settings = try Settings(options: whole)
        #expect(settings.openID?.label == "VNeID" && settings.openID?.secret == "s3cret")
        #expect(!settings.lines.contains { $0.value.contains("s3cret") })
        #expect(try Settings(options: whole.merging([.oidcSecret: "", .oidcLabel: ""]) { $1 }).openID?.label == "id.vn")
        #expect(try Settings(options: whole.merging([.oidcIssuer: "http://localhost:9"]) { $1 }).openID != nil)
        let wrong: [(SettingName, String, SettingName)] = [
            (.oidcIssuer, "http://id.vn", .oidcIssuer), (.oidcIssuer, "id.vn", .oidcIssuer),
            (.oidcIssuer, "https://id.vn/?a=b", .oidcIssuer),
            (.oidcIssuer, "https://u:p@id.vn", .oidcIssuer), (.oidcClient, "", .oidcClient), (.publicURL, "", .publicURL),
        ]
        for (name, value, told) in wrong {
            let error = #expect(throws: SettingsError.self, "\(name) \(value)") {
                try Settings(options: whole.merging([name: value]) { $1 })
            }
            #expect(error?.name == told)
        }
    }

    @Test func `Lists and addresses are cleaned`() throws {
        let settings = try Settings(options: [.trustedProxies: " 10.0.0.1, ::1,,", .publicURL: "https://cchc.example.vn//"])
        #expect(settings.trustedProxies == ["10.0.0.1", "::1"] && settings.publicURL == "https://cchc.example.vn")
    }

    @Test func `Every option of a command reaches its setting`() throws {
        let said = SettingName.allCases.flatMap { [$0.option, "v-\($0.rawValue)"] }
        let values = try SettingsOptions.parse(said).values
        #expect(values == Dictionary(uniqueKeysWithValues: SettingName.allCases.map { ($0, "v-\($0.rawValue)") }))
        #expect(try SettingsOptions.parse([]).values.isEmpty)
    }

    @Test func `The help of an option is its meaning`() {
        let texts = CommandTexts(platformModule.files, language: .en)
        #expect(texts("platform.setting.port").abstract == "Port; 0 lets the system choose")
    }
}

@Suite struct `Ids sort by the order in which they were made` {
    @Test(arguments: [0, 1, 1_790_000_000_000, Int64(1) << 47]) func `Even within one millisecond and when the clock goes back`(
        start: Int64
    ) {
        let moments = [start, start, start + 1, start + 1, start - 1, start + 2]
        let moment = Mutex(start)
        let source = IDSource(now: { Timestamp(milliseconds: max(0, moment.withLock { $0 })) })
        var ids: [String] = []
        for next in moments {
            moment.withLock { $0 = next }
            ids += (0..<200).map { _ in source.next() }
        }
        #expect(ids == ids.sorted() && Set(ids).count == ids.count)
        #expect(ids.allSatisfy { $0.utf8.count == 26 && $0.allSatisfy { "0123456789ABCDEFGHJKMNPQRSTVWXYZ".contains($0) } })
    }

    @Test func `Ids of two programs at one moment differ`() {
        let ids = (0..<500).map { _ in IDSource(now: { Timestamp(milliseconds: 5) }).next() }
        #expect(Set(ids).count == 500 && Set(ids.map { $0.prefix(10) }).count == 1)
    }

    @Test func `The first ten signs are the moment`() {
        #expect(IDSource(now: { Timestamp(milliseconds: 33) }).next().prefix(10) == "0000000011")
    }
}

@Suite struct `Forms are read as browsers write them` {
    @Test(arguments: [
        ("a=1&b=2", ["a": "1", "b": "2"]), ("a=hai+ba&b=%C4%91", ["a": "hai ba", "b": "đ"]), ("a=1&a=2", ["a": "1"]),
        ("a&b=", ["a": "", "b": ""]), ("", [:]),
        ("a=%ZZ&b=1", ["b": "1"]), ("a=%C4&b=%", [:]), ("%C4%91=x", ["đ": "x"]), ("a=b=c", ["a": "b=c"]), ("&&&", [:]),
        ("a=%00", ["a": "\u{0}"]),
    ])
    func `Badly written values are left out`(body: String, expected: [String: String]) { #expect(FormText.fields(body) == expected) }

    @Test func `A thousand values are enough`() {
        #expect(FormText.fields((0..<5000).map { "k\($0)=1" }.joined(separator: "&")).count == 1000)
    }
}
