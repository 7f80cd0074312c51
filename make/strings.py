"""The words of the interface: found in code and templates, brought into the catalogues, all without gettext's tools.

Run it to add new strings to each .po file, empty, and to drop those no longer used.
"""

import ast
import re
import sys
from pathlib import Path

import polib
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ("site", "courses", "quizzes")
# How many of a call's arguments are words; the first of pgettext's is a context.
CALLS = {"_": 1, "gettext": 1, "ngettext": 2, "pgettext": 2, "npgettext": 3}
STRING = r"""u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
TEMPLATE_CALL = re.compile(rf"(?<!\w)(n?p?gettext|_)\(({STRING}(?:, {STRING})*)(?:, ?count)?\)", re.DOTALL)
PLACEHOLDER = re.compile(r"%\(\w+\)\w|\{\w*\}|%[sd]")


def strings(root: Path = ROOT) -> dict[tuple, tuple]:
    """(context, words) → (plural, the first file that says it)."""
    found = {}
    for folder in SOURCES:
        for path in sorted((root / folder).rglob("*")):
            in_file = {".py": in_python, ".html": in_template, ".txt": in_template}.get(path.suffix)
            if in_file and "migrations" not in path.parts:
                for context, words, plural in in_file(path.read_text()):
                    known = found.get((context, words), (None, str(path.relative_to(root))))
                    found[context, words] = (known[0] or plural, known[1])
    return found


def in_python(source):
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and (name := _called(node.func)) in CALLS:
            words = [argument.value for argument in node.args[: CALLS[name]] if isinstance(argument, ast.Constant)]
            if len(words) == CALLS[name]:
                yield _words(name, words)


def in_template(source):
    for name, words in TEMPLATE_CALL.findall(templatize(source)):
        yield _words(name, [ast.literal_eval(word) for word in re.findall(STRING, words, re.DOTALL)])


def troubles(po: polib.POFile, wanted) -> list[str]:
    """What keeps a catalogue from being complete, a line each."""
    known = {(entry.msgctxt, entry.msgid): entry for entry in po if not entry.obsolete}
    found = [f"missing: {key[1]!r} ({file})" for key, (_plural, file) in wanted.items() if key not in known]
    found += [f"no longer used: {key[1]!r}" for key in known if key not in wanted]
    found += [f"not translated: {entry.msgid!r}" for entry in po.untranslated_entries()]
    found += [f"fuzzy: {entry.msgid!r}" for entry in po.fuzzy_entries()]
    return found + [f"other placeholders: {entry.msgid!r}" for entry in known.values() if not _agrees(entry)]


def update(po: polib.POFile, wanted) -> None:
    """Every string that is wanted, translated as before or not yet, ordered by file."""
    known = {(entry.msgctxt, entry.msgid): entry for entry in po}
    plurals = int(re.search(r"nplurals=(\d)", po.metadata.get("Plural-Forms", "nplurals=2"))[1])
    po.clear()
    for (context, words), (plural, file) in sorted(wanted.items(), key=lambda item: (item[1][1], item[0][1])):
        entry = known.get((context, words)) or polib.POEntry(msgctxt=context, msgid=words)
        entry.obsolete, entry.occurrences, entry.previous_msgid = False, [(file, "")], None
        if plural and entry.msgid_plural != plural:
            entry.msgid_plural, entry.msgstr = plural, ""
            entry.msgstr_plural = dict.fromkeys(range(plurals), "")
        po.append(entry)


def _called(function):
    """The name of a function, without what makes it lazy."""
    name = function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")
    return name.removesuffix("_lazy").removesuffix("_noop")


def _words(name, words):
    context = words.pop(0) if "pgettext" in name else None
    return context, words[0], words[1] if len(words) > 1 else None


def _agrees(entry):
    """A translation has the placeholders of the English; a plural may leave its number unsaid."""
    wanted = set(PLACEHOLDER.findall(entry.msgid_plural or entry.msgid))
    said = [set(PLACEHOLDER.findall(text)) for text in [entry.msgstr, *entry.msgstr_plural.values()] if text]
    return all(found == wanted or (entry.msgid_plural and found < wanted) for found in said)


def main():
    wanted = strings()
    for path in sorted((ROOT / "locale").glob("*/LC_MESSAGES/*.po")):
        po = polib.pofile(str(path), wrapwidth=120)
        update(po, wanted)
        po.save()
        print(f"{path.relative_to(ROOT)}: {len(wanted)} strings")
        print("\n".join(f"  {line}" for line in troubles(po, wanted)))


if __name__ == "__main__":
    sys.exit(main())
