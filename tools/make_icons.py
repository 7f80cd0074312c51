"""Draws the icons of the installed site from its mark: run `python tools/make_icons.py` after the mark changed."""

from pathlib import Path

import typst

FOLDER = Path(__file__).resolve().parent.parent / "site" / "static" / "icons"
MARK = (
    '<path d="M7 21c5-1 7-4 9-9 2 5 4 8 9 9" fill="none" stroke="#fff" stroke-width="2.5" stroke-linecap="round"/>'
    '<circle cx="16" cy="9" r="2.5" fill="#e0a11b"/>'
)
# A phone may cut a maskable icon to a circle of 80 %: the mark stays well inside, the colour reaches the edge.
SHAPES = {
    "icon": '<rect width="32" height="32" rx="9" fill="#0b6b53"/>' + MARK,
    "maskable": '<rect width="32" height="32" fill="#0b6b53"/><g transform="translate(3.5 3.5) scale(.78)">'
    + MARK
    + "</g>",
}
SIZES = (192, 512)


def main():
    FOLDER.mkdir(exist_ok=True)
    for name, shape in SHAPES.items():
        drawing = FOLDER / f"{name}.svg"
        drawing.write_text(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">{shape}</svg>\n')
        for size in SIZES:
            (FOLDER / f"{name}-{size}.png").write_bytes(pixels(drawing, size))
    (FOLDER / "maskable.svg").unlink()


def pixels(drawing: Path, size: int) -> bytes:
    page = (
        f'#set page(width: {size}pt, height: {size}pt, margin: 0pt, fill: none)\n#image("{drawing.name}", width: 100%)'
    )
    return typst.compile(page.encode(), root=str(drawing.parent), format="png", ppi=72)


if __name__ == "__main__":
    main()
