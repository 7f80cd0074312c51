from django import template
from django.conf import settings
from django.urls import reverse, translate_url
from django.utils.translation import get_language
from wagtail.models import Page

from pages import generation, worker
from pages.models import HomePage

register = template.Library()
_kept: dict = {"generation": None, "menus": {}}


@register.simple_tag
def home_url():
    """The home page in the language being read."""
    return reverse("wagtail_serve", args=[""])


@register.simple_tag
def worker_is_on():
    """Whether phones may keep courses; an operator can withdraw it."""
    return worker.is_on()


@register.simple_tag
def menu_pages():
    """Titles and addresses of the pages shown in the footer, in the language being read; kept until content changes."""
    number = generation.current()
    if _kept["generation"] != number:
        _kept.update(generation=number, menus={})
    language = get_language()
    if language not in _kept["menus"]:
        _kept["menus"][language] = _read_menu(language)
    return _kept["menus"][language]


def _read_menu(language):
    home = HomePage.objects.live().filter(locale__language_code=language).first()
    pages = home.get_children().live().in_menu() if home else Page.objects.none()
    return [{"title": page.title, "url": page.url} for page in pages]


@register.inclusion_tag("pages/_language_link.html", takes_context=True)
def language_link(context):
    """The same page in the other language, or that language's home page where there is no translation."""
    request = context.get("request")
    current = get_language()
    other = next((code, name) for code, name in OWN_NAMES.items() if code != current)
    return {"code": other[0], "name": other[1], "url": _translated_url(request, context.get("page"), other[0])}


OWN_NAMES = {"vi": "Tiếng Việt", "en": "English"}


def _translated_url(request, page, language):
    if known := getattr(page, "known_urls", {}).get(language):
        return known
    if isinstance(page, Page):
        translation = page.get_translations().live().filter(locale__language_code=language).first() if page.pk else None
        return translation.url if translation else _home_of(language)
    return translate_url(request.get_full_path(), language) if request else _home_of(language)


def _home_of(language):
    return "/" if language == settings.LANGUAGE_CODE else f"/{language}/"
