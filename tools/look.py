"""Takes a picture of every kind of page, at three sizes and in both languages, into var/look/.

    .venv/bin/python tools/look.py            all of them
    .venv/bin/python tools/look.py quiz claim only pages with these words in their names

Each folder such as var/look/phone-vi/ holds the pictures; var/look/phone-vi-1.png and so on show many at a glance.
"""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "site")]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")

import django  # noqa: E402

django.setup()

from PIL import Image  # noqa: E402
from tqdm import tqdm  # noqa: E402

from tests.journeys.browser import DEVICES, launched  # noqa: E402
from tests.journeys.server import serving  # noqa: E402
from tests.journeys.sights import DESKS, LANGUAGES, SIGHTS, Personas, settle  # noqa: E402

LOOK = ROOT / "var" / "look"
EVERYTHING = [*SIGHTS, *DESKS]
SIZES = ("phone", "tablet", "laptop")
SHEET_WIDTH, SHEET_HEIGHT, GAP, TALLEST = 2000, 1400, 8, 2.6


def main(words):
    sights = [sight for sight in EVERYTHING if not words or any(word in sight.name for word in words)]
    views = [(device, language) for device in SIZES for language in LANGUAGES]
    with serving() as site, launched() as browser:
        personas = Personas(browser, site.url)
        for device, language in tqdm(views, disable=None):
            folder = LOOK / f"{device}-{language}"
            lay_out([take(personas, sight, device, language, folder) for sight in sights], folder)
    print(f"Look into {LOOK.relative_to(ROOT)}/")


def take(personas, sight, device, language, folder):
    """The whole page, as long as it is."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{EVERYTHING.index(sight) + 1:02d} {sight.name}.png"
    page = personas.new_page(sight.who, locale="vi-VN", **DEVICES[device])
    sight.reach(page, language)
    settle(page, sight)
    page.screenshot(path=path, full_page=True)
    page.context.close()
    return path


def lay_out(paths, folder):
    """Contact sheets: the tops of the pages, side by side."""
    pictures = [thumbnail(path, folder.name.startswith("laptop")) for path in paths]
    rows = packed(pictures, SHEET_WIDTH, lambda picture: picture.width + GAP)
    for number, sheet in enumerate(packed(rows, SHEET_HEIGHT, height), 1):
        paste(sheet).save(folder.with_name(f"{folder.name}-{number}.png"))


def packed(things, room, size):
    """Lists of things in order, each list as long as there is room."""
    lists = [[]]
    for thing in things:
        if lists[-1] and sum(map(size, lists[-1])) + size(thing) > room:
            lists.append([])
        lists[-1].append(thing)
    return lists


def thumbnail(path, is_wide):
    picture = Image.open(path).convert("RGB")
    picture = picture.crop((0, 0, picture.width, min(picture.height, int(picture.width * TALLEST))))
    width = 640 if is_wide else 320
    return picture.resize((width, picture.height * width // picture.width))


def height(row):
    return max(picture.height for picture in row) + GAP


def paste(rows):
    sheet = Image.new("RGB", (SHEET_WIDTH, sum(height(row) for row in rows)), "#777")
    top = 0
    for row in rows:
        left = 0
        for picture in row:
            sheet.paste(picture, (left, top))
            left += picture.width + GAP
        top += height(row)
    return sheet


if __name__ == "__main__":
    main(sys.argv[1:])
