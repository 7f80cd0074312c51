"""Spreadsheets (XLSX, CSV), in and out, and the template to fill in. Pure.

A question begins where the column “Question” is filled; the rows below it that leave that column empty hold its further
choices. Sheets with the columns A, B, C, D and “Answer” are read too.
"""

import csv
import io
import json
import re
import zipfile
from dataclasses import replace
from decimal import Decimal

import openpyxl
from django.utils.translation import gettext as _
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils.exceptions import InvalidFileException

from .answers import numeral
from .gift import warned
from .items import (
    KINDS,
    RIGHT,
    Area,
    Item,
    ItemChoice,
    RefusedError,
    UnreadableError,
    number,
    plain,
    row,
    share,
    unique,
)
from .letters import text_of
from .packages import Package
from .plain_values import completed, unsaid
from .words import CONTROL, tidy

MOST_ROWS, MOST_COLUMNS = 100_000, 60
CELL = 30_000  # Excel's own limit is 32,767 signs
FILES = "Files"
# Field, heading in English, heading in Vietnamese: both are understood, in any order, in any case.
COLUMNS = [
    ("identifier", "Identifier", "Mã câu hỏi"),
    ("kind", "Kind", "Loại"),
    ("stem", "Question", "Câu hỏi"),
    ("text", "Choice", "Phương án"),
    ("right", "Right", "Đúng"),
    ("feedback", "What to say when chosen", "Lời nhắn khi chọn"),
    ("match", "Goes with", "Ghép với"),
    ("tolerance", "Tolerance", "Sai số"),
    ("area", "Area", "Vùng"),
    ("explanation", "Explanation", "Giải thích"),
    ("right_feedback", "When right", "Khi đúng"),
    ("wrong_feedback", "When wrong", "Khi sai"),
    ("points", "Points", "Điểm"),
    ("is_multiple", "Several right", "Nhiều đáp án đúng"),
    ("is_partial", "Points for a part", "Chấm từng phần"),
    ("is_shuffled", "Shuffle", "Trộn thứ tự"),
    ("ignores_case", "Ignore capitals", "Bỏ qua chữ hoa"),
    ("ignores_accents", "Ignore accents", "Bỏ qua dấu"),
    ("title", "Title", "Tiêu đề"),
    ("category", "Category", "Danh mục"),
    ("tags", "Tags", "Thẻ"),
    ("extra", "Extra", "Phần thêm"),
]
ALSO = {
    "answer": "answers",
    "đáp án": "answers",
    "đáp án đúng": "answers",
    "correct": "answers",
    "phương án đúng": "answers",
}
YES, NO = {"yes", "true", "1", "x", "có", "đúng", "✓", "right"}, {"no", "false", "0", "", "không", "sai", "wrong"}
KIND_NAMES = {
    "choice": ("chọn", "trắc nghiệm", "choice"),
    "true-false": ("đúng sai", "đúng/sai", "true or false", "true/false"),
    "sequencing": ("sắp xếp", "xếp thứ tự", "put in order"),
    "matching": ("ghép", "ghép đôi", "match"),
    "fill-in": ("điền", "điền từ", "fill in"),
    "numeric": ("số", "number"),
    "hot-spot": ("chạm vào hình", "hot spot"),
    "long-fill-in": ("tự luận", "viết", "essay"),
}
FLAGS = ("is_multiple", "is_partial", "is_shuffled", "ignores_case", "ignores_accents")
TEXTS = ("identifier", "stem", "explanation", "right_feedback", "wrong_feedback", "title", "category")


def xlsx_rows(file):
    """A row for each question of the first sheet that has our headings."""
    Package(file)
    file.seek(0)
    try:
        book = openpyxl.load_workbook(file, read_only=True, data_only=True)
        files = _files(book)
        return unique(list(_rows(_sheet_lines(_best_sheet(book)), files)))
    except (
        InvalidFileException,
        zipfile.BadZipFile,
        KeyError,
        ValueError,
        TypeError,
        OSError,
        SyntaxError,
        AttributeError,
    ):
        raise UnreadableError(_("This spreadsheet is broken, so nothing was taken from it.")) from None


def _best_sheet(book):
    for sheet in book.worksheets:
        if sheet.title != FILES:
            sheet.reset_dimensions()
            first = next(sheet.iter_rows(max_row=1, max_col=MOST_COLUMNS, values_only=True), ())
            if "stem" in _fields([_cell(value) for value in first]):
                return sheet
    raise UnreadableError(_no_headings())


def _no_headings():
    return _("The first row must name the columns, with “Question” among them. Download the template to see how.")


def _sheet_lines(sheet):
    for n, values in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS, values_only=True), 1):
        if n > MOST_ROWS:
            raise UnreadableError(_("This file is too large. Split it and bring in the parts."))
        yield n, [_cell(value) for value in values]


def _cell(value) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return plain(Decimal(repr(value)))
    return "" if value is None else str(value)


def _files(book):
    """What was put aside on the sheet “Files” because a cell would have been too small."""
    kept = {}
    if FILES in book.sheetnames:
        for name, _part, text in book[FILES].iter_rows(min_row=2, max_col=3, values_only=True):
            kept.setdefault(str(name), []).append(str(text or ""))
    return {name: "".join(parts) for name, parts in kept.items()}


def csv_rows(file):
    """The same for a plain table."""
    text, warnings = text_of(file.read())
    return unique(warned(list(_rows(_csv_lines(text), {})), warnings))


def _csv_lines(text):
    first = text.partition("\n")[0]
    delimiter = max(";,\t", key=first.count)
    csv.field_size_limit(10_000_000)
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        last = 0
        for values in reader:
            yield last + 1, values[:MOST_COLUMNS]
            last = reader.line_num
            if last > MOST_ROWS:
                raise UnreadableError(_("This file is too large. Split it and bring in the parts."))
    except csv.Error:
        raise UnreadableError(_("This file is broken or cut off, so nothing was taken from it.")) from None


def has_headings(text) -> bool:
    first = text.lstrip("\ufeff").partition("\n")[0]
    return any("stem" in _fields(next(csv.reader([first], delimiter=sign), [])) for sign in ",;\t")


def _fields(headings) -> dict[str, int]:
    """{field: column}, from headings in either language."""
    known = {heading.casefold(): field for field, *names in COLUMNS for heading in names} | ALSO
    found = {}
    for n, heading in enumerate(headings):
        name = " ".join(tidy(heading).rstrip(":*").split()).casefold()
        field = known.get(name) or (f"option {name}" if re.fullmatch("[a-h]", name) else None)
        if field and field not in found:
            found[field] = n
    return found


def _rows(lines, files):
    try:
        _n, headings = next(lines)
    except StopIteration:
        raise UnreadableError(_("The file is empty.")) from None
    fields = _fields(headings)
    if "stem" not in fields:
        raise UnreadableError(_no_headings())
    for line, group in _groups(lines, fields):
        yield row(item_of, group, files, line=line, title=tidy(group[0].get("stem", ""))[:80])


def _groups(lines, fields):
    """(line, rows of one question), each row as {field: words}."""
    start, group, last = None, [], None
    for n, values in lines:
        cells = {field: tidy(values[column]) for field, column in fields.items() if column < len(values)}
        if not any(cells.values()):
            continue
        identifier = cells.get("identifier")
        is_new = bool(cells.get("stem")) or (identifier and identifier != last) or not group
        if is_new and group:
            yield start, group
        if is_new:
            start, group, last = n, [], identifier
        group.append(cells)
    if group:
        yield start, group


def item_of(group, files, changes) -> Item:
    """The item of one question's rows."""
    head = group[0]
    choices = (
        _options(head)
        if head.get("answers")
        else [_choice(cells) for cells in group if cells.get("text") or cells.get("match")]
    )
    kind = _kind(head, choices)
    choices = _weighed(kind, choices)
    rights = sum(choice.weight > 0 for choice in choices)
    values = {name: head.get(name, "") for name in TEXTS}
    is_multiple = kind in ("choice", "hot-spot") and rights > 1
    flags = {
        "is_multiple": is_multiple,
        "is_partial": is_multiple or kind == "matching",
        "is_shuffled": kind in ("choice", "matching", "sequencing"),
    }
    flags |= {name: _flag(head[name]) for name in FLAGS if head.get(name)}
    item = Item(kind, **values, **flags, choices=tuple(choices), points=_points(head.get("points") or "1"),
                tags=tuple(tag.strip() for tag in head.get("tags", "").split(";") if tag.strip()))  # fmt: skip
    extra = head.get("extra", "")
    if extra.startswith("@"):
        extra = files.get(extra[1:], "")
    return completed(item, json.loads(extra)) if extra else item


def _options(head):
    """Columns A, B, C, D, and the letters of those that are right."""
    letters = {field[-1]: words for field, words in head.items() if field.startswith("option ") and words}
    answer = head["answers"].strip()
    rights = set(re.split(r"[\s,;]+", answer.casefold().rstrip(".")))
    if not rights <= set(letters):
        rights = {letter for letter, words in letters.items() if words == answer}
    if not rights:
        raise RefusedError(_("The right answer “%(letter)s” is not among its choices.") % {"letter": answer[:20]})
    weight = share(len(rights))
    return [ItemChoice(words, weight if letter in rights else Decimal(0)) for letter, words in sorted(letters.items())]


def _choice(cells):
    right = cells.get("right", "").casefold().removesuffix("%")
    weight = RIGHT if right in YES - {"1"} else Decimal(0) if right in NO else number(right)
    if weight is None:
        raise RefusedError(_("Under “Right” stands “%(text)s”; write yes, no or a percentage.") % {"text": right[:20]})
    tolerance = cells.get("tolerance") or None
    return ItemChoice(
        cells.get("text", ""), RIGHT if right == "1" else weight, cells.get("feedback", ""), cells.get("match", ""),
        tolerance=None if tolerance is None else _points(tolerance), area=_area(cells.get("area", "")),
    )  # fmt: skip


def _area(text):
    if not text:
        return None
    sides = [number(part) for part in re.split(r"[;\s]+", text.strip())]
    if len(sides) != 4 or None in sides:
        raise RefusedError(_("An area is four numbers: left, top, width and height in per cent."))
    return Area(*sides)


def _points(text):
    value = number(numeral(text))
    if value is None:
        raise RefusedError(_("“%(text)s” is not a number.") % {"text": text[:40]})
    return value


def _flag(text):
    if text.casefold() not in YES | NO:
        raise RefusedError(_("“%(text)s” is neither yes nor no.") % {"text": text[:20]})
    return text.casefold() in YES


def _kind(head, choices):
    """As the sheet says; else by what it fills in."""
    said = " ".join(head.get("kind", "").casefold().split())
    if said:
        found = next((kind for kind in KINDS if said == kind or said in KIND_NAMES[kind]), None)
        if not found:
            raise RefusedError(_("“%(kind)s” is no kind of question that we know.") % {"kind": said[:40]})
        return found
    if any(choice.match for choice in choices):
        return "matching"
    return "choice" if choices else "long-fill-in"


def _weighed(kind, choices):
    """Several right choices share the points, where each only says “yes”."""
    if kind in ("sequencing", "matching"):
        return [replace(c, weight=RIGHT if c.text else Decimal(0)) for c in choices]
    if kind in ("fill-in", "numeric") and not any(c.weight for c in choices):
        choices = [replace(c, weight=RIGHT) for c in choices]
    if kind == "numeric":
        return [replace(c, text=numeral(c.text), tolerance=c.tolerance or Decimal(0)) for c in choices]
    rights = [c for c in choices if c.weight == RIGHT]
    if kind not in ("choice", "hot-spot") or len(rights) < 2:
        return choices
    return [replace(c, weight=share(len(rights))) if c.weight == RIGHT else c for c in choices]


# Writing

HEAD = Font(bold=True, color="FFFFFF")
FILL = PatternFill("solid", fgColor="1F4E79")
WIDE = {"stem": 48, "text": 34, "feedback": 34, "explanation": 34, "match": 24}


def workbook(items, language="en") -> io.BytesIO:
    """An XLSX with all items: one row for each choice."""
    book = openpyxl.Workbook(write_only=True)
    sheet = _new_sheet(book, _sheet_name(language), language)
    kept = []
    for item in items:
        for cells in _written(item, kept):
            sheet.append([_written_cell(sheet, cells.get(field, "")) for field, *_names in COLUMNS])
    if kept:
        _keep_files(book, kept)
    return _saved(book)


def _saved(book):
    file = io.BytesIO()
    book.save(file)
    file.seek(0)
    return file


def _sheet_name(language):
    return "Câu hỏi" if language == "vi" else "Questions"


def _new_sheet(book, title, language):
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    for n, (field, *_names) in enumerate(COLUMNS):
        sheet.column_dimensions[openpyxl.utils.get_column_letter(n + 1)].width = WIDE.get(field, 14)
    heads = []
    for _field, english, vietnamese in COLUMNS:
        cell = WriteOnlyCell(sheet, vietnamese if language == "vi" else english)
        cell.font, cell.fill = HEAD, FILL
        heads.append(cell)
    sheet.append(heads)
    return sheet


def _written_cell(sheet, text):
    """Always words, never a formula."""
    cell = WriteOnlyCell(sheet, None)
    if text:
        cell.value = CONTROL.sub("", text)
        cell.data_type = "s"
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell


def _keep_files(book, kept):
    sheet = book.create_sheet(FILES)
    sheet.append(["name", "part", "text"])
    for name, text in kept:
        for n, start in enumerate(range(0, len(text), CELL)):
            sheet.append([_written_cell(sheet, words) for words in (name, str(n), text[start : start + CELL])])


def _written(item, kept):
    lines = [_choice_cells(item, choice) for choice in item.choices] or [{}]
    lines[0] |= _head_cells(item)
    understood = row(item_of, [{k: tidy(v) for k, v in cells.items()} for cells in lines], {}).item
    if extra := unsaid(item, understood):
        text = json.dumps(extra, ensure_ascii=False)
        if len(text) > CELL:
            name = f"{len(kept) + 1}"
            kept.append((name, text))
            text = f"@{name}"
        lines[0]["extra"] = text
    return lines


def _head_cells(item):
    cells = {name: getattr(item, name) for name in TEXTS} | {name: _yes(getattr(item, name)) for name in FLAGS}
    return cells | {"kind": item.interaction, "points": plain(item.points), "tags": "; ".join(item.tags)}


def _choice_cells(item, choice):
    area = choice.area
    return {
        "text": choice.text,
        "right": {RIGHT: "yes", Decimal(0): "no"}.get(choice.weight, f"{plain(choice.weight)}%"),
        "feedback": choice.feedback,
        "match": choice.match,
        "tolerance": "" if choice.tolerance is None else plain(choice.tolerance),
        "area": (area and " ".join(plain(side) for side in (area.left, area.top, area.width, area.height))) or "",
    }


def _yes(value):
    return "yes" if value else "no"


def template(language="vi") -> io.BytesIO:
    """The sheet to fill in, with an example of each kind and a page that explains the columns."""
    book = openpyxl.Workbook(write_only=True)
    sheet = _new_sheet(book, _sheet_name(language), language)
    for cells in EXAMPLES[language if language in EXAMPLES else "en"]:
        sheet.append([_written_cell(sheet, cells.get(field, "")) for field, *_names in COLUMNS])
    help_sheet = book.create_sheet("Cách điền" if language == "vi" else "How to")
    help_sheet.column_dimensions["A"].width, help_sheet.column_dimensions["B"].width = 28, 90
    for line in HELP[language if language in HELP else "en"]:
        help_sheet.append([_written_cell(help_sheet, words) for words in line])
    return _saved(book)


def table(items, language="en"):
    """The same as lines of CSV."""
    out = io.StringIO()
    out.write("\ufeff")
    writer = csv.writer(out)
    writer.writerow([names[language == "vi"] for _field, *names in COLUMNS])
    for item in items:
        kept = []
        for cells in _written(item, kept):
            if kept and cells.get("extra", "").startswith("@"):
                cells["extra"] = kept[0][1]
            writer.writerow([cells.get(field, "") for field, *_names in COLUMNS])
        yield out.getvalue()
        out.seek(0)
        out.truncate()


def _example(lines):
    return [
        dict(zip(("kind", "stem", "text", "right", "feedback", "match", "tolerance"), line, strict=False))
        for line in lines
    ]


EXAMPLES = {
    "vi": _example([
        ("chọn", "Ai được quyền hỏi mã OTP của bà con?", "Cán bộ ngân hàng", "không", "Ngân hàng không hỏi mã."),
        ("", "", "Không ai cả", "có", "Đúng rồi: mã OTP chỉ mình mình biết."),
        ("đúng sai", "Dịch vụ công làm được trên điện thoại.", "Đúng", "có"),
        ("", "", "Sai", "không"),
        ("sắp xếp", "Sắp xếp các bước khóa điện thoại.", "Mở Cài đặt"),
        ("", "", "Chọn Bảo mật"),
        ("", "", "Đặt mật khẩu"),
        ("ghép", "Ghép mỗi việc với số điện thoại.", "Công an", "", "", "113"),
        ("", "", "Cứu hỏa", "", "", "114"),
        ("điền", "Tên tỉnh mới của Buôn Ma Thuột là gì?", "Đắk Lắk"),
        ("số", "Mã OTP thường có mấy chữ số?", "6", "", "", "", "0"),
        ("tự luận", "Bà con đã dùng dịch vụ công việc gì?"),
    ]),
    "en": _example([
        ("choice", "Who may ask you for your one-time code?", "A bank clerk", "no", "A bank never asks for it."),
        ("", "", "Nobody", "yes", "Right: the code is for you alone."),
        ("true-false", "Public services can be used from a phone.", "True", "yes"),
        ("", "", "False", "no"),
        ("sequencing", "Put the steps of locking a phone in order.", "Open Settings"),
        ("", "", "Choose Security"),
        ("", "", "Set a password"),
        ("matching", "Match each service with its number.", "Police", "", "", "113"),
        ("", "", "Fire", "", "", "114"),
        ("fill-in", "In which province is Buôn Ma Thuột?", "Đắk Lắk"),
        ("numeric", "How many digits has a one-time code, as a rule?", "6", "", "", "", "0"),
        ("long-fill-in", "What have you used public services for?"),
    ]),
}  # fmt: skip
HELP = {
    "vi": [
        ("Cột", "Điền gì"),
        ("Câu hỏi", "Lời hỏi. Câu hỏi bắt đầu ở dòng có điền cột này; các phương án sau nằm ở những dòng dưới."),
        ("", "Ở những dòng dưới đó thì để trống cột này."),
        ("Loại", "chọn, đúng sai, sắp xếp, ghép, điền, số, chạm vào hình, tự luận. Để trống là chọn."),
        ("Phương án", "Mỗi dòng một phương án. Sắp xếp: theo thứ tự đúng. Điền, số: những câu trả lời được nhận."),
        ("Đúng", "có, không, hoặc phần trăm điểm (ví dụ 50%, -25%)."),
        ("Lời nhắn khi chọn", "Nói vì sao phương án đó đúng hay sai."),
        ("Ghép với", "Chỉ dùng khi ghép đôi: vế bên kia."),
        ("Sai số", "Chỉ dùng cho số: được lệch bao nhiêu."),
        ("Vùng", "Chỉ dùng khi chạm vào hình: trái, trên, rộng, cao tính bằng phần trăm, cách nhau bằng dấu cách."),
        ("Mã câu hỏi", "Nếu điền, lần nhập sau sẽ sửa câu hỏi đó chứ không thêm câu mới."),
        ("Thẻ", "Cách nhau bằng dấu chấm phẩy."),
        ("Phần thêm", "Máy tự điền; xin để nguyên."),
    ],
    "en": [
        ("Column", "What to write"),
        ("Question", "The words that ask. A question begins where this is filled; its other choices stand below."),
        ("Kind", "choice, true-false, sequencing, matching, fill-in, numeric, hot-spot, long-fill-in. Empty: choice."),
        ("Choice", "One a row. Sequencing: in the right order. Fill-in and numeric: the answers that are accepted."),
        ("Right", "yes, no, or a percentage of the points (50%, -25%)."),
        ("What to say when chosen", "Why this choice is right or wrong."),
        ("Goes with", "Only for matching: the other side."),
        ("Tolerance", "Only for numeric: how far off an answer may be."),
        ("Area", "Only for hot-spot: left, top, width and height in per cent, with spaces between."),
        ("Identifier", "If you give one, bringing in the file again changes that question and adds none."),
        ("Tags", "With semicolons between."),
        ("Extra", "Filled in by the machine; leave it as it is."),
    ],
}  # fmt: skip
