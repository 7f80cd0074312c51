import uuid
from pathlib import Path

import yaml
from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils.html import linebreaks
from wagtail.models import Locale, Page, Site

from pages.models import HomePage, StandardPage

CONTENT = Path(__file__).resolve().parents[2] / "content" / "pages.yaml"


def key(name):
    return uuid.uuid5(uuid.NAMESPACE_URL, f"digital-education-for-all/page/{name}")


class Command(BaseCommand):
    help = "Makes the home page and the pages of text in both languages. What is already there is left alone."

    @transaction.atomic
    def handle(self, **options):
        content = yaml.safe_load(CONTENT.read_text())
        for language in content["home"]["title"]:
            locale = Locale.objects.get_or_create(language_code=language)[0]
            home = HomePage.objects.filter(locale=locale).first() or self.make_home(content["home"], language, locale)
            for page in content["pages"]:
                if not StandardPage.objects.filter(translation_key=key(page["key"]), locale=locale).exists():
                    self.make_page(home, page, language, locale)
        self.make_site()

    def make_home(self, home, language, locale):
        fields = {name: home[name][language] for name in ("title", "slug", "lead")}
        # Wagtail's own first page holds the slug and is of no use here.
        Page.objects.filter(depth=2, slug=fields["slug"]).not_type(HomePage).delete()
        page = HomePage(**fields, locale=locale, translation_key=key("home"))
        Page.get_first_root_node().add_child(instance=page)
        page.save_revision().publish()
        return page

    def make_page(self, home, page, language, locale):
        body = [("text", linebreaks(text[language].strip())) for text in page["body"]]
        instance = StandardPage(
            title=page["title"][language],
            slug=page["slug"][language],
            body=body,
            show_in_menus=True,
            locale=locale,
            translation_key=key(page["key"]),
        )
        home.add_child(instance=instance)
        instance.save_revision().publish()

    def make_site(self):
        home = HomePage.objects.get(locale=Locale.get_default())
        site = Site.objects.filter(is_default_site=True).first()
        if site is None:
            Site.objects.create(hostname="localhost", is_default_site=True, root_page=home)
        elif not isinstance(site.root_page.specific, HomePage):
            site.root_page = home
            site.save()
