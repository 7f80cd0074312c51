"""A view of the figures put into words, pictures and links for the template."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.permissions import can_see_figures
from communes.models import Kind
from communes.succession import successors

from .attendance.presenting import classes_context
from .boundaries import TIME, TODAY
from .evidence import Evidence
from .figures import View
from .giving.figures import choices
from .groups.presenting import groups_context
from .overview.page import headline as coverage_headline
from .overview.page import overview_context
from .overview.reading import Overview
from .overview.standing import COLUMNS
from .sorting import Order
from .targets.headline import target_context
from .wording import number


def page_context(view: View, request) -> dict:
    order = Order.asked(request.GET.get("sort", ""), request.GET.get("direction", ""), COLUMNS)
    overview, classes = Overview(view), classes_context(view.classes)
    return (
        overview_context(view, request.GET.get("by", ""), overview)
        | target_context(view, overview.targets)
        | {
            "unit": view.unit,
            "name": name_of(view),
            "crumbs": crumbs(view, request.user),
            "headline": coverage_headline(overview) or headline(view),
            "is_empty": view.figures_so_far.is_nothing and not view.for_real.titles and not classes,
            "for_real": view.for_real.rows(view.row),
            "confirm_url": reverse("courses:confirm_done") if view.is_own else "",
            "period": view.period,
            "periods": [(period, query(view, period=period.key)) for period in view.choices],
            "boundaries": boundaries(view),
            "figures": view.figures,
            "so_far": view.figures_so_far,
            "months": view.months,
            "courses": view.courses,
            "parts": order.sort(overview.parts),
            "heads": heads(view, order),
            "files": files(view),
            "evidence_url": evidence_url(view, request.user),
            "hamlets_url": hamlets_url(view, request.user),
            "classes": classes,
            "classes_url": classes_url(view),
            "became": became(view.unit, request.user),
            "is_rounded": not view.is_own,
            "groups": groups_context(view),
        }
    )


def query(view: View, **more) -> str:
    """What the page was asked for, and what is asked otherwise, as the end of an address."""
    drawn = {"boundaries": TIME} if view.drawn == TIME else {}
    return f"?{urlencode({'period': view.period.key} | drawn | more)}"


def boundaries(view: View) -> list[tuple[str, str, bool]]:
    """(words, address, is drawn) of the two ways; empty where they do not differ."""
    if not view.boundaries.touches(view.unit):
        return []
    choices = {TODAY: _("Today’s boundaries"), TIME: _("Boundaries of the time")}
    drawn = TODAY if view.boundaries.is_today else TIME
    return [(words, query(view, boundaries=way), way == drawn) for way, words in choices.items()]


def evidence_context(evidence: Evidence, user) -> dict:
    view, unit = evidence.view, evidence.view.unit
    return {
        "unit": unit,
        "name": _("How far to trust the figures"),
        "crumbs": [*crumbs(view, user), (unit.name, reverse("reports:unit", args=[unit.pk]))],
        "rows": evidence.rows,
        "rechecks": evidence.rechecks,
        "outcome": outcome(evidence.rechecks),
        "estimate": estimate(evidence.estimate),
        "boundaries": boundaries(view),
        "is_rounded": not view.is_own,
    }


def outcome(rechecks) -> str:
    """What came of asking holders again, in a sentence."""
    asked, knew = rechecks["answered"], rechecks["knew"]
    if asked == 0:
        return _("Nobody has been asked again yet. Trainers draw holders of certificates by chance and ask them.")
    if asked is None or knew is None:
        return _("Fewer than 5 people have been asked again: too few to be told here.")
    sentence = ngettext(
        "Of %(asked)s person asked again, %(knew)s knew at least two of three answers.",
        "Of %(asked)s people asked again, %(knew)s knew at least two of three answers.",
        asked,
    )
    return sentence % {"asked": number(asked), "knew": number(knew)}


def estimate(found) -> str:
    """Of all certificates, by those who were asked; empty where too few were."""
    if found is None:
        return ""
    names = ("held", "low", "high")
    words = {name: number(value) for name, value in zip(names, found, strict=True)}
    sentence = _("Of %(held)s certificates, between %(low)s and %(high)s holders would know it: 95 chances in 100.")
    return sentence % words


def evidence_url(view: View, user) -> str:
    """Empty where this person may not see it."""
    unit = view.unit
    may_see = unit and (view.is_own or unit.kind == Kind.PROVINCE or user.is_superuser)
    return reverse("reports:evidence", args=[unit.pk]) if may_see else ""


def hamlets_url(view: View, user) -> str:
    """For those who keep the list; empty for others."""
    may_keep = view.is_own or (view.is_commune and user.is_superuser)
    return reverse("reports:hamlets", args=[view.unit.pk]) if may_keep else ""


def classes_url(view: View) -> str:
    page = reverse("reports:classes", args=[view.unit.pk]) if view.unit else reverse("reports:country_classes")
    return page + query(view)


def became(unit, user) -> list[tuple[str, str]]:
    """What a former place is today, as (name, address, empty where this person may not see it)."""
    if unit is None or unit.is_current:
        return []
    return [
        (one.name, reverse("reports:unit", args=[one.pk]) if can_see_figures(user, one) else "")
        for one in successors(unit)
    ]


def name_of(view: View) -> str:
    return view.unit.name if view.unit else _("Việt Nam")


def crumbs(view: View, user) -> list[tuple[str, str]]:
    """The places above that this person may see, as (words, address)."""
    above = view.unit.parent if view.unit else None
    found = [(_("Whole country"), reverse("reports:country"))] if view.unit and user.is_superuser else []
    if above and can_see_figures(user, above):
        found.append((above.name, reverse("reports:unit", args=[above.pk])))
    return found


def headline(view: View) -> str:
    """What there is to say first, in one or two sentences."""
    began, certified = view.figures_so_far.learners, view.figures_so_far.certificates
    words = {"day": f"{view.today:%d/%m/%Y}", "place": view.unit.name_in_sentence if view.unit else name_of(view)}
    if began == 0:
        return _("By %(day)s nobody of %(place)s has begun.") % words
    if began is None:
        return _("By %(day)s, fewer than 5 people of %(place)s have begun.") % words
    sentence = ngettext(
        "By %(day)s, %(count)s person of %(place)s has begun.",
        "By %(day)s, %(count)s people of %(place)s have begun.",
        began,
    ) % (words | {"count": number(began)})
    if certified is None:
        return sentence
    more = ngettext("%(count)s person holds a certificate.", "%(count)s people hold a certificate.", certified)
    return f"{sentence} {more % {'count': number(certified)}}"


def heads(view: View, order: Order) -> list[dict]:
    """The heads of the table of places, each a link that sorts by it."""
    words = {
        "name": head_of_places(view),
        "coverage": _("Coverage"),
        "certificates": _("Certified"),
        "learners": _("Began"),
        "share": _("Completed"),
        "first_pass": _("First try"),
        "gained": _("This month"),
    }
    return heads_of(view, order, words, texts=("name", "coverage"))


def head_of_places(view: View) -> str:
    return _("Province") if view.unit is None else _("Commune")


def heads_of(view: View, order: Order, words: dict[str, str], texts: tuple[str, ...]) -> list[dict]:
    """From {column: words}; those of `texts` hold no number."""
    return [
        {
            "words": text,
            "is_number": column not in texts,
            "sorted": ("descending" if order.is_descending else "ascending") if column == order.column else "",
            "query": query(view, sort=column, direction=order.next_direction(column)),
        }
        for column, text in words.items()
    ]


def files(view: View) -> list[tuple[str, list[tuple[str, str]]]]:
    """What may be taken away: its name, and (kind of file, address) of each."""
    place, kind_of_page = ([view.unit.pk], "unit_file") if view.unit else ([], "country_file")
    return [
        (
            name,
            [
                (words, f"{reverse(f'reports:{kind_of_page}', args=[*place, what, kind])}{query(view)}")
                for kind, words in (("xlsx", "Excel"), ("csv", "CSV"), ("pdf", "PDF"))
            ],
        )
        for what, name in choices(view)
    ]
