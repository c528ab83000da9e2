import Office
import Testing

@Suite struct `XML that is written` {
    @Test func `nests elements and escapes what is put in`() {
        var xml = XMLText()
        xml.add("a", [("b", "<\"&\n")]) { xml in
            xml.add("c", [], "]]> '\t")
            xml.add("d")
        }
        #expect(
            xml.text == """
                <?xml version="1.0" encoding="UTF-8"?>
                <a b="&lt;&quot;&amp;&#10;">
                  <c>]]&gt; '&#9;</c>
                  <d/>
                </a>

                """)
    }

    @Test func `holds no sign that XML cannot hold`() {
        var xml = XMLText()
        xml.add("a", [], "\u{0}\u{8}\u{1F}\u{FFFE}đ\u{1F600}")
        #expect(xml.text.hasSuffix("<a>\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}đ\u{1F600}</a>\n"))
    }
}
