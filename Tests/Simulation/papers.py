"""Small real PDF files, each of its own bytes: one page with a line of text."""

from __future__ import annotations

import unicodedata


def plain(text: str) -> str:
    """Without marks, for the file brings no font along."""
    folded = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    letters = "".join(letter for letter in folded if not unicodedata.combining(letter) and ord(letter) < 127)
    return letters.replace("\\", "").replace("(", "").replace(")", "")


def pdf(title: str, padding: int = 0) -> bytes:
    """`padding` is how many bytes it is longer than it needs to be."""
    content = f"BT /F1 14 Tf 60 760 Td ({plain(title)}) Tj ET".encode("ascii")
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>\nstream\n%s\nendstream" % (len(content), content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    out = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n" + (b"%" + b"x" * (padding - 2) + b"\n" if padding else b""))
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    for place in places:
        out += b"%010d 00000 n \n" % place
    out += b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)
