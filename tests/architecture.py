"""What the house looks like, read from the source alone: parts, and which other parts each one knows."""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

# From the roof down. A part may know what stands below it; parts on one line do not know each other.
FLOORS = [
    {"config"},
    {"reports"},
    {"classes", "certificates"},
    {"courses"},
    {"quizzes", "pages"},
    {"records"},
    {"learners"},
    {"accounts"},
    {"communes", "narration", "ui"},
]
FLOOR_OF = {part: number for number, parts in enumerate(FLOORS) for part in parts}
OUTSIDE_SITE = {"courses", "quizzes"}
BAD_NAMES = {"utils", "util", "core", "services", "helpers", "common", "misc", "base", "lib"}
CLEANERS = {"bleach", "nh3"}
TEMPLATE_NAME = r"[\w/-]+\.(?:html|txt)"


def parts(root: Path) -> dict[str, Path]:
    """Every part by name: the folders of Python below site/, and courses and quizzes beside it."""
    inside = [path.parent for path in (root / "site").glob("*/__init__.py")]
    return {path.name: path for path in [*inside, *(root / name for name in OUTSIDE_SITE)] if path.is_dir()}


def troubles(root: Path) -> list[str]:
    """Everything that breaks a rule of the house, a sentence each."""
    checks = [known_upward, roots, names, cleaners, quizzes_alone, readmes]
    return [trouble for check in checks for trouble in check(root)]


def known_upward(root) -> Iterator[str]:
    for name, folder in parts(root).items():
        for path, other in sorted(knowledge(root, folder), key=str):
            if other not in FLOOR_OF or name not in FLOOR_OF:
                yield f"{name} or {other} has no floor in tests/architecture.py"
            elif FLOOR_OF[other] <= FLOOR_OF[name]:
                yield f"{path.relative_to(root)} knows {other}, which does not stand below {name}"


def knowledge(root, folder) -> set[tuple[Path, str]]:
    """(file, other part) for all that a part knows of others: by import, by the name of a model or template, by tag."""
    others = parts(root).keys() - {folder.name}
    libraries = {path.stem: name for name, home in parts(root).items() for path in home.glob("templatetags/*.py")}
    found = set()
    for path in sources(folder, ".py"):
        tree = ast.parse(path.read_text())
        found |= {(path, module.split(".")[0]) for module in imports(tree, path, folder)}
        found |= {(path, part) for text in constants(tree) if (part := named_by(text, others))}
    for path in sources(folder, ".html", ".txt"):
        text = path.read_text()
        found |= {
            (path, libraries.get(name, "")) for line in re.findall(r"{%\s*load ([^%]+)", text) for name in line.split()
        }
        found |= {
            (path, name.split("/")[0])
            for name in re.findall(rf"""{{%\s*(?:extends|include) ["']({TEMPLATE_NAME})""", text)
        }
    return {(path, part) for path, part in found if part in others}


def sources(folder, *suffixes):
    return [p for p in sorted(folder.rglob("*")) if p.suffix in suffixes and "migrations" not in p.parts]


def imports(tree, path, folder) -> Iterator[str]:
    """Absolute names of the modules imported anywhere, also inside functions and under TYPE_CHECKING."""
    package = [folder.name, *path.relative_to(folder).parent.parts]
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield node.module
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1]
            yield from (
                ".".join([*above, node.module]) if node.module else ".".join([*above, a.name]) for a in node.names
            )


def constants(tree) -> Iterator[str]:
    return (n.value for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str))


def named_by(text, others) -> str | None:
    """The part that a string names: a model (quizzes.Quiz), a module (quizzes.actions), a template (quizzes/a.html)."""
    match = re.fullmatch(rf"(\w+)(?:\.\w+(?:\.\w+)*|/{TEMPLATE_NAME})", text)
    return match[1] if match and match[1] in others else None


def roots(root) -> Iterator[str]:
    for folder in ("site", "locale"):
        if (root / folder / "__init__.py").exists():
            yield f"{folder}/__init__.py must not exist: `{folder}` is a module of the standard library"


def names(root) -> Iterator[str]:
    for name, folder in parts(root).items():
        if name in sys.stdlib_module_names:
            yield f"{name} is also a module of the standard library"
        bad = [p for p in sorted(folder.rglob("*")) if p.stem in BAD_NAMES and p.suffix in ("", ".py")]
        # Django's own word for settings that others share.
        yield from (f"{p.relative_to(root)} is named after nothing" for p in bad if p.parent.name != "settings")


def cleaners(root) -> Iterator[str]:
    for folder in parts(root).values():
        for path in sources(folder, ".py"):
            used = {module.split(".")[0] for module in imports(ast.parse(path.read_text()), path, folder)}
            if used & CLEANERS and path != root / "site" / "ui" / "sanitize.py":
                yield f"{path.relative_to(root)} imports {used & CLEANERS}; only ui/sanitize.py may"


def quizzes_alone(root) -> Iterator[str]:
    """Quizzes may be used without courses, so nothing in them says the word, not even an address."""
    for path in sources(root / "quizzes", ".py", ".html", ".txt", ".js"):
        if re.search(r"\bcourses\b(?=[.:/]|\s*%})|\b(?:import|from) courses\b", path.read_text()):
            yield f"{path.relative_to(root)} names courses"


def readmes(root) -> Iterator[str]:
    for name, folder in parts(root).items():
        path = folder / "README.md"
        lines = len(path.read_text().splitlines()) if path.exists() else 0
        if not 5 <= lines <= 30:
            yield f"{name}/README.md has {lines} lines; 5 to 30 say what a part is for"
