"""The page of the classes of a place."""

from django.shortcuts import render
from django.utils.translation import gettext as _

from ..overview.views import below
from ..presentation import boundaries, head_of_places, heads_of, query
from ..sorting import Order
from ..views import figures_view, for_staff, only_administrators, visible_unit
from .listing import held_in
from .presenting import COLUMNS, classes_context, words_of_columns


@for_staff
def classes(request, pk):
    return _classes(request, visible_unit(request.user, pk))


@for_staff
def country_classes(request):
    only_administrators(request.user)
    return _classes(request, None)


def _classes(request, unit):
    """By month, and by place; a commune's own official sees class by class instead."""
    view = figures_view(request, unit)
    wishes, places = request.GET, view.classes.places
    order = Order.asked(wishes.get("sort", ""), wishes.get("direction", ""), COLUMNS)
    context = classes_context(view.classes) | {
        "period": view.period,
        "periods": [(period, query(view, period=period.key)) for period in view.choices],
        "boundaries": boundaries(view),
        "months": view.classes.months,
        "month_heads": words_of_columns(_("Month")).values(),
        "places": order.sort([line for line in places if not line.is_nothing]),
        "others": [line for line in places if line.is_nothing],
        "heads": heads_of(view, order, words_of_columns(head_of_places(view)), texts=("name",)),
        "held": held_in(view) if view.is_own else [],
        "is_own": view.is_own,
        "is_rounded": not view.is_own,
    }
    return render(request, "reports/classes.html", below(view, request.user, _("Classes")) | context)
