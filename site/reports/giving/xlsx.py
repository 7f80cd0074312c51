"""A table as a workbook of Excel, sent while it is made.

openpyxl knows the archive only once all is written; here the standard library's zipfile writes into a pipe that is
emptied after each piece. A workbook this plain is half a page of XML (ECMA-376, part 1, chapter 18).
"""

import re
import zipfile
from collections.abc import Iterator
from datetime import date
from itertools import chain
from string import ascii_uppercase
from xml.sax.saxutils import escape

from django.utils.translation import gettext

from .sheets import Column, Sheet, Type, in_pieces, is_dangerous

MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# Excel opens no more.
MOST_ROWS = 1_048_576
EPOCH = date(1899, 12, 30)
HEAD, DAY, MONTH, NUMBER, QUOTED, SHARE = 1, 2, 3, 4, 5, 6
STYLES = {Type.DAY: DAY, Type.MONTH: MONTH, Type.NUMBER: NUMBER, Type.SHARE: SHARE}
WIDTHS = {Type.TEXT: 26, Type.DAY: 13, Type.MONTH: 11, Type.NUMBER: 14, Type.SHARE: 14}
# XML has no place for these.
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")

START = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
SPREADSHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"
PARTS = {
    "[Content_Types].xml": f"""<Types xmlns="{PACKAGE}/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/xl/workbook.xml" ContentType="{TYPES}.sheet.main+xml"/>
<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{TYPES}.worksheet+xml"/>
<Override PartName="/xl/styles.xml" ContentType="{TYPES}.styles+xml"/></Types>""",
    "_rels/.rels": f"""<Relationships xmlns="{PACKAGE}/relationships">
<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>""",
    "xl/_rels/workbook.xml.rels": f"""<Relationships xmlns="{PACKAGE}/relationships">
<Relationship Id="rId1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>
<Relationship Id="rId2" Type="{OFFICE}/styles" Target="styles.xml"/></Relationships>""",
    "xl/styles.xml": f"""<styleSheet xmlns="{SPREADSHEET}">
<numFmts count="3"><numFmt numFmtId="166" formatCode="0.0"/><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/>
<numFmt numFmtId="165" formatCode="mm/yyyy"/></numFmts>
<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>
<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>
<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>
<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>
<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>
<cellXfs count="7"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>
<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1" applyAlignment="1">
<alignment wrapText="1"/></xf>
<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>
<xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>
<xf numFmtId="3" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>
<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1"/>
<xf numFmtId="166" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs>
<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>""",
}


class Pipe:
    """What zipfile writes into: it can't go back, so sizes stand behind each part."""

    def __init__(self):
        self.pieces = []

    def write(self, data):
        self.pieces.append(bytes(data))
        return len(data)

    def flush(self):
        pass

    def empty(self) -> bytes:
        found, self.pieces = b"".join(self.pieces), []
        return found


def xlsx_file(sheet: Sheet) -> Iterator[bytes]:
    """Numbers as numbers, days as days, everything else as text; the head stays in sight and filters."""
    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, xml in (PARTS | {"xl/workbook.xml": workbook(sheet)}).items():
            archive.writestr(name, START + xml)
        yield pipe.empty()
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=False) as part:
            for piece in in_pieces(worksheet(sheet), 65_536):
                part.write(piece)
                if data := pipe.empty():
                    yield data
    yield pipe.empty()


def workbook(sheet: Sheet) -> str:
    # Excel refuses these signs in the name of a sheet, and more than 31.
    name = re.sub(r"[\[\]:*?/\\']", " ", sheet.title)[:31].strip() or "1"
    return (
        f'<workbook xmlns="{SPREADSHEET}" xmlns:r="{OFFICE}"><sheets>'
        f'<sheet name="{text(name)}" sheetId="1" r:id="rId1"/></sheets></workbook>'
    )


def worksheet(sheet: Sheet) -> Iterator[str]:
    widths = "".join(
        f'<col min="{number}" max="{number}" width="{WIDTHS[column.type]}" customWidth="1"/>'
        for number, column in enumerate(sheet.columns, 1)
    )
    pane = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
    yield (
        f'{START}<worksheet xmlns="{SPREADSHEET}"><sheetViews><sheetView workbookViewId="0">{pane}</sheetView>'
        f"</sheetViews><cols>{widths}</cols><sheetData>"
    )
    count = 1
    yield f"<row>{''.join(in_words(column.words, HEAD) for column in sheet.columns)}</row>"
    for row in sheet.rows:
        count += 1
        if count == MOST_ROWS:
            yield f"<row>{in_words(gettext('Excel holds no more rows. All of them are in the CSV file.'), HEAD)}</row>"
            break
        yield f"<row>{''.join(map(cell, row, sheet.columns))}</row>"
    last = letters(len(sheet.columns))
    yield f'</sheetData><autoFilter ref="A1:{last}{count}"/></worksheet>'


def cell(value, column: Column) -> str:
    if value == "":
        return "<c/>"
    if isinstance(value, str):
        return in_words(value, QUOTED if is_dangerous(value) else 0)
    number = (value - EPOCH).days if isinstance(value, date) else value
    return f'<c s="{STYLES[column.type]}"><v>{number}</v></c>'


def in_words(value: str, style: int) -> str:
    return f'<c t="inlineStr" s="{style}"><is><t xml:space="preserve">{text(value)}</t></is></c>'


def text(value: str) -> str:
    return escape(UNWRITABLE.sub("", value), {'"': "&quot;"})


def letters(number: int) -> str:
    """The name of a column, from 1: A … Z, AA …"""
    names = chain(ascii_uppercase, (a + b for a in ascii_uppercase for b in ascii_uppercase))
    return next(name for at, name in enumerate(names, 1) if at == number)
