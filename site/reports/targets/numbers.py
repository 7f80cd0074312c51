"""Numbers as people in Việt Nam type them: 1.234 and 12,5; and as spreadsheets write them. Pure."""

import re
from decimal import Decimal, InvalidOperation

GROUPED = re.compile(r"\d{1,3}([. ,\u00a0\u202f]\d{3})+")


def count(text: str) -> int | None:
    """“9.430”, “9,430”, “9 430” and “9430” are all the same; None for what is no whole number of people."""
    text = text.strip()
    if GROUPED.fullmatch(text):
        text = re.sub(r"\D", "", text)
    text = re.sub(r"[.,]0+$", "", text)
    return int(text) if re.fullmatch(r"[0-9]{1,9}", text) else None


def decimal(text: str) -> Decimal | None:
    """“93,55”, “93.55”, “93,55 %”, “1.234,5”. Where both signs occur, the last is that of the decimals."""
    text = re.sub(r"[\s\u00a0\u202f%]", "", text)
    if "," in text and "." in text:
        thousands = "." if text.rindex(",") > text.rindex(".") else ","
        text = text.replace(thousands, "")
    text = text.replace(",", ".")
    try:
        return Decimal(text) if re.fullmatch(r"[0-9]{1,9}(\.[0-9]{1,6})?", text) else None
    except InvalidOperation:
        return None
