"""Three plain sentences from the figures of a page: what moved, where one stands, what would help most."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..wording import number
from .months import month_name


def sentences(figures: dict) -> list[str]:
    lines = {line["measure"]: line for line in figures["lines"]}
    return [moved(figures, lines), standing(figures, lines["certificates"]), helping(figures, lines)]


def moved(figures, lines) -> str:
    line = lines["certificates"]
    when = month_name(date.fromisoformat(figures["month"]))
    if not figures["is_closed"]:
        when = _("%(month)s, up to %(day)s") % {"month": when, "day": day(figures["last"])}
    words = {"when": when, "place": figures["unit"]["name_in_sentence"], "count": count(line["month"], figures)}
    if line["month"] == 0 and figures["is_own"]:
        return _("In %(when)s nobody of %(place)s received a first certificate.") % words
    said = ngettext(
        "In %(when)s, %(count)s person of %(place)s received a first certificate.",
        "In %(when)s, %(count)s people of %(place)s received a first certificate.",
        line["month"],
    )
    return f"{said % words} {compared(line)}".strip()


def compared(line) -> str:
    if line["before"] is None:
        return ""
    change = line["month"] - line["before"]
    if change == 0:
        return _("That is as many as in the month before.")
    words = {"change": number(abs(change))}
    if change > 0:
        return _("That is %(change)s more than in the month before.") % words
    return _("That is %(change)s fewer than in the month before.") % words


def standing(figures, line) -> str:
    population, target = figures["population"], figures["target"]
    words = {"day": day(figures["last"]), "count": count(line["so_far"], figures)}
    if not population:
        said = _("By %(day)s, %(count)s people hold a certificate; without the number of adults there is no share.")
        return f"{said % words} {aim(target)}"
    words |= {"adults": number(population["adults"]), "share": per_cent(line["so_far"], population["adults"])}
    said = _("By %(day)s, %(count)s of %(adults)s adults hold a certificate (%(share)s).") % words
    return f"{said} {aim(target)}"


def aim(target) -> str:
    if not target:
        return _("No target has been set for this time.")
    words = {"wanted": wanted(target), "day": day(target["last_day"]), "gap": number(target["gap"] or 0)}
    said = {
        "reached": _("The target of %(wanted)s by %(day)s is reached."),
        "near": _("The target is %(wanted)s by %(day)s: nearly on course, %(gap)s people are missing."),
        "late": _("The target is %(wanted)s by %(day)s: behind, %(gap)s people are missing."),
    }
    return said.get(target["status"], _("The target is %(wanted)s by %(day)s.")) % words


def wanted(target) -> str:
    people = _("%(count)s people") % {"count": number(target["people"])} if target["people"] is not None else ""
    share = per_cent(target["tenths"], 1000) if target["kind"] == "share" else ""
    return f"{share} ({people})" if share and people else share or people


def helping(figures, lines) -> str:
    if figures["gaps"]:
        first = figures["gaps"][0]
        words = {"place": first["name"], "count": number(first["began"] - first["certified"])}
        return (
            _("A class in %(place)s would help most: %(count)s people there began and hold no certificate yet.") % words
        )
    began, done, held = (lines[name]["so_far"] for name in ("learners", "completions", "certificates"))
    if began == 0:
        return _("What would help most: a first class at the culture house, with the phones people have.")
    open_lessons, open_claims = began - done, done - held
    if open_lessons >= max(open_claims, 1):
        said = ngettext(
            "What would help most: calling in the %(count)s person who began and has not finished a course yet.",
            "What would help most: calling in the %(count)s people who began and have not finished a course yet.",
            open_lessons,
        )
        return said % {"count": number(open_lessons)}
    if open_claims > 0:
        said = ngettext(
            "What would help most: helping the %(count)s person who finished a course to get the certificate.",
            "What would help most: helping the %(count)s people who finished a course to get their certificate.",
            open_claims,
        )
        return said % {"count": number(open_claims)}
    return _("Everybody who began holds a certificate: what would help most is to invite those who have not begun.")


def count(value, figures) -> str:
    """From outside, nothing and fewer than five can't be told apart."""
    return number(None if value == 0 and not figures["is_own"] else value)


def per_cent(part: int, whole: int) -> str:
    """Rounded down to a tenth: “8,7 %”."""
    tenths = part * 1000 // whole
    # Translators: a share with one decimal, such as 8.7%
    return _("%(whole)s.%(tenth)s%%") % {"whole": number(tenths // 10), "tenth": tenths % 10}


def day(text: str) -> str:
    return f"{date.fromisoformat(text):%d/%m/%Y}"
