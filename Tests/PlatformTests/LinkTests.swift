import Kernel
import Platform
import Testing

@Suite struct `A link is the only way into an address` {
    @Test(arguments: [
        ("tinh", "/units/tinh"), ("a/b", "/units/a%2Fb"), ("..", "/units/.."), ("a?b=c&d#e", "/units/a%3Fb%3Dc%26d%23e"),
        ("Đắk Lắk", "/units/%C4%90%E1%BA%AFk%20L%E1%BA%AFk"), ("\"><script>", "/units/%22%3E%3Cscript%3E"), ("100%", "/units/100%25"),
        ("javascript:alert(1)", "/units/javascript%3Aalert%281%29"), ("a\r\nSet-Cookie: x", "/units/a%0D%0ASet-Cookie%3A%20x"),
        ("-._~", "/units/-._~"),
    ])
    func `A value stays in its place, percent-encoded`(value: String, expected: String) {
        #expect(("/units/\(value)" as Link).text == expected)
    }

    @Test func `A value that begins an address cannot choose a scheme`() async {
        await #expect(processExitsWith: .failure) {
            let value = "javascript:alert(1)"
            _ = ("\(value)" as Link).text
        }
    }

    @Test func `An address of another host does not come from two slashes`() async {
        await #expect(processExitsWith: .failure) { _ = ("//evil.example" as Link).text }
    }

    @Test(arguments: [
        "javascript:alert(1)", "JavaScript:alert(1)", " javascript:alert(1)", "java\nscript:alert(1)", "data:text/html,x", "vbscript:x",
        "file:///etc",
        "//evil.example", "/path", "https:evil.example", "https://", "https:///x", "http://exa mple", "https://x\"onload=", "https://x<y>",
        "ftp://x",
        "https://xn\u{0}", "mailto:nobody", "", "https://bỏ.vn", #"https:\\x"#,
    ])
    func `An address from data is refused unless it is plain web or mail`(address: String) {
        #expect(Link(external: address) == nil)
    }

    @Test(arguments: [
        "https://vanban.chinhphu.vn/?pageid=27160&docid=206017", "http://example.org", "HTTPS://Example.org/a%20b", "mailto:a@b.vn",
        "https://[::1]:8080/",
    ])
    func `A plain address from data is taken as it is`(address: String) {
        #expect(Link(external: address)?.text == address)
    }

    @Test(arguments: [
        ("/r", "sort", "-total", "/r?sort=-total"), ("/r?sort=a", "sort", "b", "/r?sort=b"),
        ("/r?sort=a&q=x", "sort", "b", "/r?sort=b&q=x"),
        ("/r?q=x&sort=a", "sort", "b", "/r?q=x&sort=b"), ("/r?sort=a&sort=b", "sort", "c", "/r?sort=c"),
        ("/r#top", "q", "hai ba", "/r?q=hai%20ba#top"),
    ])
    func `Setting a parameter keeps the others and their order`(address: String, name: String, value: String, expected: String) throws {
        #expect(try #require(Link(path: address)).setting(name, to: value).text == expected)
    }

    @Test(arguments: [("/r?sort=a", "/r"), ("/r?a=1&sort=a&b=2", "/r?a=1&b=2"), ("/r", "/r"), ("/r?sorted=1", "/r?sorted=1")])
    func `Setting a parameter to nothing takes it out`(address: String, expected: String) throws {
        #expect(try #require(Link(path: address)).setting("sort", to: nil).text == expected)
    }

    @Test(arguments: ["//evil.example/x", "https://evil.example", "/a b", "/a\\b", "a", "", "/ế"])
    func `Only a path of this site is a path`(path: String) { #expect(Link(path: path) == nil) }
}
