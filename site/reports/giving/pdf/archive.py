"""What makes a PDF one that archives take: PDF/A-2u (ISO 19005-2). Whatever its pages need is in the file itself."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from struct import pack
from xml.sax.saxutils import escape

from pydyf import Dictionary, Stream, String

# Where a profile says when it was made. Little CMS says now, and the same figures would be other bytes each time.
MADE_AT, MADE = slice(24, 36), pack(">6H", 2026, 1, 1, 0, 0, 0)
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"


@dataclass(frozen=True)
class About:
    """What a document says of itself; `moment` in UTC."""

    title: str
    author: str
    language: str
    moment: datetime

    @property
    def info(self) -> dict[str, String]:
        words = {"Title": self.title, "Author": self.author, "CreationDate": f"D:{self.moment:%Y%m%d%H%M%S}Z"}
        return {key: String(value) for key, value in words.items()}

    @property
    def metadata(self) -> Stream:
        """The same as XMP, and to which standard it keeps."""
        text = f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="{RDF}">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{escape(self.title)}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{escape(self.author)}</rdf:li></rdf:Seq></dc:creator>
<dc:language><rdf:Bag><rdf:li>{self.language}</rdf:li></rdf:Bag></dc:language>
<xmp:CreateDate>{self.moment:%Y-%m-%dT%H:%M:%SZ}</xmp:CreateDate>
<pdfaid:part>2</pdfaid:part><pdfaid:conformance>U</pdfaid:conformance>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""
        return Stream([text.encode()], {"Type": "/Metadata", "Subtype": "/XML"})


def colours() -> Stream:
    """What red, green and blue are."""
    return Stream([srgb()], {"N": 3}, compress=True)


def intent(colours: Stream) -> Dictionary:
    """That all colours are meant so."""
    words = {"OutputConditionIdentifier": String("sRGB"), "Info": String("sRGB IEC61966-2.1")}
    return Dictionary({"Type": "/OutputIntent", "S": "/GTS_PDFA1", "DestOutputProfile": colours.reference} | words)


@cache
def srgb() -> bytes:
    """The colours of screens as an ICC profile, made by Little CMS: “No copyright, use freely”."""
    from PIL import ImageCms

    made = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    made[MADE_AT] = MADE
    return bytes(made)
