"""In the editor: administrators make and revoke the keys of the read API."""

from functools import wraps

from django import forms
from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from accounts.desks import heading
from accounts.viewsets import unit_chooser
from communes.models import Kind, Unit
from communes.succession import present_units

from . import keys
from .models import ApiKey

ICON = "key"
MOST_A_MINUTE = 600


def for_administrators(view):
    """Nobody else learns that this is here."""

    @wraps(view)
    def wrapper(request, *args, **kwargs):
        if not request.user.is_superuser:
            raise Http404
        return view(request, *args, **kwargs)

    return wrapper


class KeyForm(forms.Form):
    """What the key is for, and whose figures it opens."""

    name = forms.CharField(
        label=gettext_lazy("What for"),
        max_length=80,
        help_text=gettext_lazy("Such as “Operations centre of Đắk Lắk”."),
    )
    unit = forms.ModelChoiceField(
        Unit.objects.current().exclude(kind=Kind.DISTRICT),
        label=gettext_lazy("Province or commune"),
        widget=unit_chooser.widget_class,
        help_text=gettext_lazy("The key opens the figures of this place and of those within it, rounded."),
    )
    per_minute = forms.IntegerField(
        label=gettext_lazy("Requests a minute"), min_value=1, max_value=MOST_A_MINUTE, initial=60
    )


@for_administrators
@require_http_methods(["GET", "HEAD", "POST"])
def api_keys(request):
    """All keys, and a form for a new one. Its text is on the page that answers the form, and nowhere else."""
    form, text = KeyForm(request.POST or None), ""
    if request.method == "POST" and form.is_valid():
        _key, text = keys.make(request, **form.cleaned_data)
        form = KeyForm()
    context = heading(_("API keys"), ICON) | {
        "form": form,
        "media": form.media,
        "text": text,
        "keys": with_fates(ApiKey.objects.select_related("unit", "made_by")),
    }
    response = render(request, "reports/admin/api_keys.html", context, status=422 if form.errors else 200)
    response["Cache-Control"] = "private, no-store"
    return response


def with_fates(rows) -> list[tuple[ApiKey, list[Unit]]]:
    """(key, what its unit became if that was merged or divided)."""
    rows = list(rows)
    became = present_units({key.unit for key in rows if not key.unit.is_current})
    return [(key, became.get(key.unit, [])) for key in rows]


@for_administrators
@require_POST
def revoke(request, pk):
    key = get_object_or_404(ApiKey.objects.select_related("unit"), pk=pk)
    keys.revoke(request, key)
    messages.success(request, _("The key “%(key)s” opens nothing any more.") % {"key": key})
    return redirect("reports_api_keys")
