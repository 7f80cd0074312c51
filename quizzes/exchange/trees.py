"""XML from strangers: no DTD, no entities, no endless nesting; one question at a time. Pure."""

from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser
from django.utils.translation import gettext as _

from .items import UnreadableError

DEEPEST = 100
LONGEST_NAME = 200
PIECE = 64 * 1024
MOST_ELEMENTS = 20_000  # in one question


class Builder:
    """Builds the children of the root one by one, or the whole document, and knows their lines."""

    def __init__(self, is_whole):
        self.is_whole, self.stack, self.depth, self.ready = is_whole, [], 0, []
        self.parser, self.root_name, self.root, self.count = None, "", None, 0

    def start(self, tag, attributes):
        self.depth += 1
        self.count += 1
        if self.depth > DEEPEST or self.count > MOST_ELEMENTS or len(tag) > LONGEST_NAME:
            raise UnreadableError(_("This file is nested too deeply, or one question is far too large."), self.line)
        if self.depth == 1:
            self.root_name, self.root = bare(tag), Element(bare(tag), _bare_names(attributes))
            if not self.is_whole:
                return
        self._push(tag, attributes)

    def _push(self, tag, attributes):
        element = Element(bare(tag), _bare_names(attributes)) if self.depth > 1 else self.root
        element.tail = ""
        if self.stack:
            self.stack[-1].append(element)
        elif not self.is_whole:
            element.attrib["_line"] = str(self.line)
        self.stack.append(element)

    def data(self, text):
        if not self.stack:
            return
        if len(self.stack[-1]):
            last = self.stack[-1][-1]
            last.tail = (last.tail or "") + text
        else:
            self.stack[-1].text = (self.stack[-1].text or "") + text

    def end(self, tag):
        self.depth -= 1
        if not self.stack:
            return
        done = self.stack.pop()
        if not self.stack:
            self.ready.append(done)
            self.count = 0

    def close(self):
        return self.root

    @property
    def line(self):
        return self.parser.parser.CurrentLineNumber


def bare(tag):
    return tag.rpartition("}")[2].rpartition(":")[2]


def _bare_names(attributes):
    return {name if name.startswith("{http://www.w3.org/XML") else bare(name): v for name, v in attributes.items()}


def children(file, root: str):
    """The children of the root element of that name, one at a time; memory holds only one."""
    builder, parser = _start(is_whole=False)
    for piece in iter(lambda: file.read(PIECE), b""):
        _feed(parser, piece)
        if builder.root_name not in ("", root):
            raise UnreadableError(
                _("This is another kind of file: it begins with “%(name)s”.") % {"name": builder.root_name}
            )
        yield from builder.ready
        builder.ready = []
    _close(parser, builder)
    yield from builder.ready


def document(content: bytes) -> Element:
    """A whole small document."""
    builder, parser = _start(is_whole=True)
    _feed(parser, content)
    _close(parser, builder)
    return builder.root


def _start(is_whole):
    builder = Builder(is_whole)
    parser = DefusedXMLParser(target=builder, forbid_dtd=True, forbid_entities=True, forbid_external=True)
    builder.parser = parser
    return builder, parser


def _feed(parser, piece):
    try:
        parser.feed(piece)
    except DefusedXmlException:
        raise UnreadableError(
            _("This file declares entities or a document type, which can do harm. It was not read.")
        ) from None
    except (ParseError, ValueError, LookupError) as error:
        raise _broken(error) from None


def _close(parser, builder):
    try:
        parser.close()
    except (ParseError, ValueError, LookupError) as error:
        raise _broken(error) from None
    if not builder.root_name:
        raise UnreadableError(_("The file is empty."))


def _broken(error):
    line = getattr(error, "position", (None,))[0]
    return UnreadableError(_("This file is broken or cut off, so nothing was taken from it."), line)


def inner(element, skip=()) -> str:
    """The markup inside an element as HTML, without the tags in `skip`."""
    return escaped(element.text) + "".join(_outer(child, skip) + escaped(child.tail) for child in element)


def _outer(element, skip):
    if element.tag in skip:
        return ""
    given = "".join(f' {n}="{escaped(v)}"' for n, v in element.attrib.items() if not n.startswith(("_", "{")))
    if element.tag in ("br", "img", "hr"):
        return f"<{element.tag}{given}>"
    return f"<{element.tag}{given}>{inner(element, skip)}</{element.tag}>"


def escaped(text):
    return (text or "").replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
