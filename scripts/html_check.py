"""What is wrong with a page of HTML: its form, its references within itself, and what a reader without eyes needs."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = set("area base br col embed hr img input link meta source track wbr".split())
# Their end tags may be left out.
IMPLIED = set("li p dt dd tr td th thead tbody tfoot option optgroup caption colgroup".split())
REFERENCES = ("for", "aria-labelledby", "aria-describedby", "aria-controls", "aria-errormessage", "headers", "list")
# Input types that carry their label in themselves or need none.
LABELLED_BY_VALUE = {"hidden", "submit", "button", "reset", "image"}
# Keys of texts begin with the word of a room; names of files look like them.
TEXT_KEY = re.compile(r"(?!.*\.(csv|json|xlsx|pdf|yaml)$)(app|platform|units|criteria|rankings|scoring|outline|facts)(\.[a-z0-9_]+)+")
PLACEHOLDER = re.compile(r"\{[a-z_]+\}")


@dataclass
class Element:
    tag: str
    line: int
    attributes: dict[str, str]
    text: str = ""


@dataclass
class Address:
    """Where a page leads: an attribute and its value."""

    tag: str
    value: str


@dataclass
class PageReader(HTMLParser):
    """Reads one page; afterwards `faults` holds what is wrong and `addresses` where it leads."""

    language: str
    faults: list[str] = field(default_factory=list)
    addresses: list[Address] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[Element] = []
        self.ids: set[str] = set()
        self.counts: dict[str, int] = {}
        self.wanted: list[tuple[int, str, str]] = []
        self.labelled: set[str] = set()
        self.controls: list[tuple[Element, bool]] = []
        self.title = ""
        self.doctype = False

    def fault(self, text: str) -> None:
        self.faults.append(f"line {self.getpos()[0]}: {text}")

    # Elements ---------------------------------------------------------------------------------------------------------

    def handle_decl(self, declaration: str) -> None:
        self.doctype = declaration.lower() == "doctype html" and not self.counts
        if not self.doctype:
            self.fault("the page does not begin with <!doctype html>")

    def handle_starttag(self, tag: str, given: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in given]
        for name in {name for name in names if names.count(name) > 1}:
            self.fault(f"<{tag}> has {name} twice")
        attributes = {name: value or "" for name, value in given}
        element = Element(tag, self.getpos()[0], attributes)
        self.counts[tag] = self.counts.get(tag, 0) + 1
        self.look_at(element, attributes)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, given: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, given)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return self.fault(f"</{tag}> of an element that has no content")
        while self.open and self.open[-1].tag != tag and self.open[-1].tag in IMPLIED:
            self.close(self.open.pop())
        if not self.open or self.open[-1].tag != tag:
            inside = f"<{self.open[-1].tag}> of line {self.open[-1].line}" if self.open else "nothing"
            self.fault(f"</{tag}> closes {inside}")
            if any(element.tag == tag for element in self.open):
                while self.open.pop().tag != tag:
                    pass
            return
        self.close(self.open.pop())

    def close(self, element: Element) -> None:
        words = element.text.strip()
        if self.open:
            self.open[-1].text += element.text
        if element.tag == "title" and not any(outer.tag == "svg" for outer in self.open):
            self.title = words
        named = words or element.attributes.get("aria-label") or element.attributes.get("aria-labelledby")
        if element.tag in ("a", "button", "h1", "h2", "h3", "h4", "th", "caption", "legend", "label") and not named:
            empty_corner = element.tag == "th" and "scope" not in element.attributes
            if not empty_corner and not (element.tag == "a" and "href" not in element.attributes):
                self.fault(f"<{element.tag}> of line {element.line} has no words")

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1].tag in ("style", "script"):
            return
        if self.open:
            self.open[-1].text += data
        words = data.strip()
        if TEXT_KEY.fullmatch(words) and not any(element.tag in ("code", "pre", "kbd") for element in self.open):
            self.fault(f"the key of a text is shown: {words}")
        if PLACEHOLDER.search(words) and not any(element.tag in ("code", "pre") for element in self.open):
            self.fault(f"a placeholder is shown: {words[:60]}")
        if "�" in data:
            self.fault("a broken character is shown")

    # Attributes -------------------------------------------------------------------------------------------------------

    def look_at(self, element: Element, attributes: dict[str, str]) -> None:
        tag = element.tag
        if name := attributes.get("id"):
            if name in self.ids:
                self.fault(f"id {name} stands twice")
            self.ids.add(name)
        elif "id" in attributes:
            self.fault(f"<{tag}> has an empty id")
        for name in REFERENCES:
            for word in attributes.get(name, "").split():
                self.wanted.append((self.getpos()[0], name, word))
        for name in attributes:
            # The page's own policy would refuse them.
            if name == "style" or name.startswith("on"):
                self.fault(f"<{tag}> has {name} inline")
        if tag in ("style", "script") and "src" not in attributes:
            self.fault(f"<{tag}> inline")
        if tag == "html" and attributes.get("lang") != self.language:
            self.fault(f"the page is in {attributes.get('lang')!r}, asked for was {self.language!r}")
        if tag == "img" and "alt" not in attributes:
            self.fault("<img> without alt")
        if tag == "svg" and attributes.get("aria-hidden") != "true" and not {"aria-label", "aria-labelledby"} & attributes.keys():
            self.fault("<svg> is neither hidden nor named")
        if tag == "label" and "for" in attributes:
            self.labelled.add(attributes["for"])
        if tag in ("input", "select", "textarea") and attributes.get("type", "text") not in LABELLED_BY_VALUE:
            self.controls.append((element, any(outer.tag == "label" for outer in self.open)))
        for name in ("href", "src", "action"):
            if name in attributes:
                self.lead(tag, attributes, attributes[name])

    def lead(self, tag: str, attributes: dict[str, str], value: str) -> None:
        if value.startswith("#"):
            if value != "#":
                self.wanted.append((self.getpos()[0], "href", value[1:]))
        elif tag == "form" and attributes.get("method", "get").lower() != "get":
            pass
        elif not value:
            self.fault(f"<{tag}> leads nowhere")
        else:
            self.addresses.append(Address(tag, value))

    # The whole --------------------------------------------------------------------------------------------------------

    def finish(self) -> None:
        self.close_all()
        for line, name, word in self.wanted:
            if word not in self.ids:
                self.faults.append(f"line {line}: {name} names {word}, which is not there")
        for element, within_label in self.controls:
            known = within_label or element.attributes.get("id") in self.labelled
            if not known and not {"aria-label", "aria-labelledby"} & element.attributes.keys():
                self.faults.append(f"line {element.line}: <{element.tag}> without a label")
        for tag in ("html", "head", "body", "main", "h1"):
            if self.counts.get(tag, 0) != 1:
                self.faults.append(f"{self.counts.get(tag, 0)} of <{tag}>, there must be one")
        if not self.title:
            self.faults.append("no title")

    def close_all(self) -> None:
        self.close_parser()
        for element in self.open:
            if element.tag not in IMPLIED:
                self.faults.append(f"line {element.line}: <{element.tag}> is never closed")

    def close_parser(self) -> None:
        super().close()


def read_page(text: str, language: str) -> PageReader:
    """A page's faults and addresses."""
    reader = PageReader(language)
    reader.feed(text)
    reader.finish()
    if not reader.doctype:
        reader.faults.append("no doctype")
    if '<meta charset="utf-8">' not in text[:1024]:
        reader.faults.append("no charset in the first kilobyte")
    if 'name="viewport"' not in text[:4096]:
        reader.faults.append("no viewport")
    if not unicodedata.is_normalized("NFC", text):
        reader.faults.append("the text is not in composed form (NFC)")
    return reader
