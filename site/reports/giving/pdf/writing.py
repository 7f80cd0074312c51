"""A PDF handed on while it is made: pydyf would keep every object until the end, here only their places are kept."""

from hashlib import blake2b
from io import BytesIO

import pydyf
from pydyf import Array, Dictionary, Stream, String

from . import archive

NODE = 64  # pages


class Document(pydyf.PDF):
    """Each method gives bytes, to be sent in that order; pages are the leaves of a tree, so that many open fast.

    From `add_object` on a thing has a number, by which others name it; once it is sent, `objects` holds its place.
    """

    def __init__(self, width: float, height: float):
        super().__init__()
        self.pages["MediaBox"] = Array([0, 0, width, height])
        self.branch = None
        # Archives want each page to name what it needs, which is known only in the end.
        self.resources = Dictionary()
        self.add_object(self.resources)
        self.digest = blake2b(digest_size=16)

    def start(self) -> bytes:
        # Four bytes above 127 say that this is no text.
        return self._lines(b"%PDF-1.7", b"%\xe2\xe3\xcf\xd3")

    def send(self, thing: pydyf.Object) -> bytes:
        if thing.number is None:
            self.add_object(thing)
        self.objects[thing.number] = self.current_position
        return self._lines(thing.indirect)

    def page(self, drawn: Stream) -> bytes:
        if not self.branch:
            self.branch = Dictionary({"Type": "/Pages", "Parent": self.pages.reference, "Count": 0, "Kids": Array()})
            self.add_object(self.branch)
            self.pages["Kids"].append(self.branch.reference)
        found = self.send(drawn)
        page = Dictionary({"Type": "/Page", "Parent": self.branch.reference, "Contents": drawn.reference})
        page["Resources"] = self.resources.reference
        found += self.send(page)
        self.branch["Kids"].append(page.reference)
        for node in (self.branch, self.pages):
            node["Count"] += 1
        return found + (self._branch() if self.branch["Count"] == NODE else b"")

    def _branch(self):
        branch, self.branch = self.branch, None
        return self.send(branch) if branch else b""

    def end(self, fonts: dict[str, Dictionary], about: archive.About) -> bytes:
        """The tree of pages, what the document is, and where everything stands."""
        found = self._branch()
        self.resources["Font"] = Dictionary({key: font.reference for key, font in fonts.items()})
        self.info |= about.info
        metadata, colours = about.metadata, archive.colours()
        found += b"".join(map(self.send, (self.resources, self.pages, self.info, metadata, colours)))
        self.catalog |= {"Metadata": metadata.reference, "OutputIntents": Array([archive.intent(colours).data])}
        self.catalog |= {"Lang": String(about.language), "ViewerPreferences": Dictionary({"DisplayDocTitle": "true"})}
        return found + self.send(self.catalog) + self._index()

    def _index(self):
        size, start, mark = len(self.objects), self.current_position, f"<{self.digest.hexdigest()}>"
        places = [b"%010d 00000 n " % place for place in self.objects[1:]]
        trailer = Dictionary({"Size": size, "Root": self.catalog.reference, "Info": self.info.reference})
        trailer["ID"] = Array([mark, mark])
        head = b"xref", b"0 %d" % size, b"0000000000 65535 f "
        return self._lines(*head, *places, b"trailer", trailer.data, b"startxref", b"%d" % start, b"%%EOF")

    def _lines(self, *lines):
        found = BytesIO()
        for line in lines:
            self.write_line(line, found)
        self.digest.update(found.getbuffer())
        return found.getvalue()
