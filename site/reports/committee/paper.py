"""A committee page put into words, the same for the screen and for the PDF: official Vietnamese, or a translation."""

from datetime import date
from pathlib import Path

from django.utils import translation
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ui.paper import typeset

from ..wording import number
from .models import Snapshot
from .months import month_name
from .sentences import count, day, per_cent, sentences, wanted

TEMPLATE = Path(__file__).resolve().parent / "typst" / "page.typ"


def render_pdf(snapshot: Snapshot, language: str) -> bytes:
    """One A4 page; the same bytes for the same snapshot and language."""
    with translation.override(language):
        words = words_of(snapshot.figures, snapshot)
    return typeset(TEMPLATE, words, int(snapshot.made_at.timestamp()), f"Committee page {snapshot.number}")


def words_of(figures: dict, snapshot: Snapshot | None = None) -> dict:
    """All that stands on the page, in the language of the moment; without a snapshot it is a preview."""
    unit, made_on = figures["unit"], snapshot and localtime(snapshot.made_at).date()
    month = month_name(date.fromisoformat(figures["month"]))
    return {
        "lang": get_language().split("-")[0],
        "committee": _("People’s committee").upper(),
        "unit": unit["name"].upper(),
        "number": _("No.: ………/BC-UBND"),
        "country": _("Socialist Republic of Viet Nam").upper(),
        "motto": _("Independence – Freedom – Happiness"),
        "dated": dated(unit["bare_name"], made_on),
        "translated": translated(),
        "title": _("Report").upper(),
        "subject": _("On digital skills for all in %(place)s, %(month)s") % {"place": place(unit), "month": month},
        "until": until(figures),
        "heads": [_("Measure"), _("In the month"), _("Change to the month before"), _("So far"), _("Share")],
        "rows": [row(line, figures) for line in figures["lines"]],
        "target": target(figures),
        "sentences": sentences(figures),
        "notes": notes(figures),
        "recipients_head": _("To:"),
        "recipients": [_("– The standing committee;"), _("– Filed: office.")],
        "signed_for": _("On behalf of the people’s committee").upper(),
        "signed_by": _("Chairperson").upper(),
        "sign_here": _("(Signature, full name, seal)"),
        "code_words": _("Number of the figures"),
        "code": snapshot.number if snapshot else _("preview, not kept yet"),
        "digest_words": _("Digest"),
        "digest": snapshot.short_digest if snapshot else "",
        "how": _("With this number, whoever may see these figures finds them again to the digit."),
    }


def place(unit) -> str:
    return ", ".join(filter(None, [unit["name_in_sentence"], unit["above"]]))


def dated(name, made_on) -> str:
    """Two digits for days below ten and for the first months, as the official form wants them."""
    if not made_on:
        return _("%(place)s, the …… of …………") % {"place": name}
    month = f"{made_on.month:02d}" if made_on.month < 3 else str(made_on.month)
    words = {"place": name, "day": f"{made_on.day:02d}", "month": month, "year": made_on.year}
    # Translators: place and day on an official letter, as Decree 30/2020 wants them
    return _("%(place)s, %(day)s/%(month)s/%(year)s") % words


def translated() -> str:
    """Only the Vietnamese form is official."""
    return "" if get_language().startswith("vi") else _("Translation. The Vietnamese page is the official one.")


def until(figures) -> str:
    words = {"day": day(figures["last"])}
    if figures["is_closed"]:
        return _("Figures up to %(day)s.") % words
    return _("The month is not over: figures up to %(day)s.") % words


def names() -> dict:
    return {
        "learners": _("Began learning"),
        "reached": _("Did a first lesson"),
        "completions": _("Completed a first course"),
        "first_passes": _("Passed a quiz at the first try"),
        "certificates": _("Received a first certificate"),
        "rehearsed": _("Rehearsed by themselves"),
        "claimed": _("Say they did it for real"),
        "confirmed": _("Confirmed to have done it for real"),
    }


def out_of(whole: str) -> str:
    words = {
        "adults": _("adults"),
        "learners": _("who began"),
        "tried": _("who sat a quiz"),
        "rehearsed": _("who rehearsed"),
        "claimed": _("who say so"),
    }
    return words[whole]


def row(line, figures) -> dict:
    is_headline = line["measure"] == "certificates"
    return {
        "name": names()[line["measure"]],
        "month": count(line["month"], figures),
        "change": change(line),
        "so_far": count(line["so_far"], figures),
        "share": share(line) if line["of"] else "–",
        "of": fraction(line, figures) if line["of"] else "",
        "is_headline": is_headline,
    }


def share(line) -> str:
    """What people do in another order than ours may be more than what it is counted out of: then there is no share."""
    return per_cent(line["so_far"], line["of"]) if line["so_far"] <= line["of"] else "–"


def fraction(line, figures) -> str:
    return f"{count(line['so_far'], figures)} / {number(line['of'])} {out_of(line['out_of'])}"


def change(line) -> str:
    if line["before"] is None:
        return "–"
    value = line["month"] - line["before"]
    return f"{'+' if value > 0 else '–'}{number(abs(value))}" if value else "0"


def target(figures) -> str:
    aim = figures["target"]
    if not aim:
        return _("Target: none has been set for this time.")
    words = {"wanted": wanted(aim), "day": day(aim["last_day"]), "status": status(aim["status"])}
    return _("Target: %(wanted)s by %(day)s – %(status)s.") % words


def status(name: str) -> str:
    return {"reached": _("reached"), "near": _("nearly on course"), "late": _("behind")}.get(name, _("not known"))


def notes(figures) -> list[str]:
    found = [_("Each person counts once, in the month and the commune in which it happened.")]
    since = figures["unit"]["boundaries_of"]
    if since:
        found[0] += " " + _("Boundaries: those in force since %(day)s.") % {"day": day(since)}
    found.append(adults(figures))
    if figures["is_own"]:
        found.append(_("For the commune’s own office only: exact figures, also of small groups. Do not hand on."))
    else:
        found.append(_("Counts are rounded down to fives; fewer than 5 are not told, to protect people."))
    return found


def adults(figures) -> str:
    """How many there are and how one knows, or why one doesn't."""
    people, lacking = figures["population"], figures["lacking"]
    if not people:
        if lacking:
            said = _("Shares of adults are missing: %(count)s communes have not said how many adults live there.")
            return said % {"count": number(lacking)}
        return _("Nobody has entered how many adults live here, so shares of adults are missing.")
    words = people | {"adults": number(people["adults"]), "communes": number(people["communes"])}
    if not people["counted_on"]:
        return _("Adults: %(adults)s, aged %(age_from)s and over: the sum of %(communes)s communes.") % words
    words["day"] = day(people["counted_on"])
    if people.get("former"):
        said = _("Adults: %(adults)s, aged %(age_from)s and over: as counted in the former communes (%(source)s).")
        return said % words
    return _("Adults: %(adults)s, aged %(age_from)s and over; source: %(source)s, %(day)s.") % words
