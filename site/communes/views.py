from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from .picker import Picker


@require_safe
@cache_control(public=True, max_age=3600)
def search(request):
    """Places by name, the same for everyone: a page, or with `fragment` only the choices for a form."""
    asked = {"place": request.GET.get("q", ""), "within": request.GET.get("within", "")}
    template = "communes/_answer.html" if request.GET.get("fragment") else "communes/search.html"
    return render(request, template, {"picker": Picker.read(asked)})
