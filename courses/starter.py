"""From the small files of starter content to blocks, questions and pictures, in one language."""

import uuid
from pathlib import Path

import yaml
from django.core.files.images import ImageFile
from django.utils.html import linebreaks
from wagtail.images.models import Image

from quizzes.interactions import TYPED
from quizzes.models import Choice, Difficulty, Question, Quiz, QuizDraw, QuizQuestion, Topic
from ui.models import Link, Term

from .models import KeyPoint, Rehearsal
from .rehearsing import ON, TO, WRONG

CONTENT = Path(__file__).resolve().parent / "content"


def key(*path):
    """The same thing has the same key in every language, at every load and on every site."""
    return uuid.uuid5(uuid.NAMESPACE_URL, "/".join(["digital-education-for-all", *path]))


def rehearsals():
    """The names of all there are."""
    return sorted(path.stem for path in (CONTENT / "rehearsals").glob("*.yaml"))


def read_rehearsal(name):
    return yaml.safe_load((CONTENT / "rehearsals" / f"{name}.yaml").read_text())


def read_glossary():
    return yaml.safe_load((CONTENT / "words" / "glossary.yaml").read_text())


class Starter:
    """Builds what a course is made of, in the words of one language."""

    def __init__(self, locale):
        self.locale = locale
        self.language = locale.language_code
        self.links = yaml.safe_load((CONTENT / "links.yaml").read_text())

    def say(self, words):
        return words.get(self.language, "").strip()

    def step(self, step, *path):
        blocks = [self.block(*next(iter(block.items())), *path, str(i)) for i, block in enumerate(step["blocks"])]
        return {"type": "step", "id": str(key(*path)), "value": {"title": self.say(step["title"]), "body": blocks}}

    def block(self, kind, value, *path):
        build = {
            "text": lambda: linebreaks(self.say(value)),
            "tip": lambda: {"text": linebreaks(self.say(value))},
            "warning": lambda: {"text": linebreaks(self.say(value))},
            "picture": lambda: self.picture(value) | {"caption": self.say(value.get("caption", {}))},
            "instructions": lambda: [self.instruction(item, *path, str(i)) for i, item in enumerate(value)],
            "link": lambda: self.link(value).pk,
            "rehearsal": lambda: self.rehearsal(read_rehearsal(value)).pk,
            "check": lambda: self.question(value, *path[:-1]).pk,
        }[kind]
        return {"type": kind, "id": str(key(*path)), "value": build()}

    def instruction(self, item, *path):
        words = {"title": self.say(item["title"]), "text": self.say(item.get("text", {}))}
        return {"type": "item", "id": str(key(*path)), "value": words | (self.picture(item) if "file" in item else {})}

    def picture(self, value):
        return {"image": self.image(value["file"], value["alt"]).pk, "alt": self.say(value["alt"])}

    def image(self, name, title):
        found = Image.objects.filter(title=title["vi"], file__endswith=name).first()
        return found or Image.objects.create(
            title=title["vi"], file=ImageFile((CONTENT / "pictures" / name).open("rb"), name=name)
        )

    def link(self, name):
        entry, link_key = self.links[name], key("link", name)
        fields = {"url": entry["url"], "title": self.say(entry["title"]), "checked_on": entry["checked_on"]}
        return Link.objects.get_or_create(translation_key=link_key, locale=self.locale, defaults=fields)[0]

    def term(self, term):
        """As it is there already, perhaps edited; else new. None where this language has no such word."""
        if not self.say(term["term"]):
            return None
        fields = {word: self.say(term.get(word, {})) for word in ("term", "meaning", "instead")}
        fields["also"] = "\n".join(term.get("also", {}).get(self.language, []))
        fields["is_only_for_authors"] = term.get("only_for_authors", False)
        found = {"translation_key": key("term", term["key"]), "locale": self.locale}
        return Term.objects.get_or_create(**found, defaults=fields)[0]

    def rehearsal(self, rehearsal):
        """As it is there already, perhaps edited; else new and live."""
        name, words = rehearsal["key"], ("title", "intro", "source")
        known = Rehearsal.objects.filter(translation_key=key("rehearsal", name), locale=self.locale).first()
        if known:
            return known
        found = self.translated(Rehearsal, "rehearsal", name, **{word: self.say(rehearsal[word]) for word in words})
        found.checked_on, found.is_service = rehearsal["checked_on"], rehearsal.get("service", True)
        found.screens = [self.screen(screen, name) for screen in rehearsal["screens"]]
        found.save()
        found.save_revision().publish()
        return found

    def screen(self, screen, name):
        words = {word: self.say(screen.get(word, {})) for word in ("title", "instruction", "hint", "spoken")}
        path = ("rehearsal", name, screen["key"])
        parts = [
            {"id": str(key(*path, str(i)))} | self.part(*next(iter(part.items())), name, (*path, str(i)))
            for i, part in enumerate(screen["parts"])
        ]
        screen_key = str(key(*path))
        return {"type": "screen", "id": screen_key, "value": words | {"parts": parts}}

    def part(self, kind, value, name, path):
        if kind in ("header", "text"):
            return {"type": kind, "value": self.say(value)}
        if kind in ("button", "wait"):
            tap = self.tap(value, name)
            return {"type": kind, "value": tap | ({"seconds": value["seconds"]} if kind == "wait" else {})}
        taps, words = (value, {}) if isinstance(value, list) else (value.get("taps"), value)
        said = {
            word: text if isinstance(text, str) else self.say(text) for word, text in words.items() if word != "taps"
        }
        items = [
            {"type": "item", "id": str(key(*path, str(i))), "value": self.tap(tap, name)}
            for i, tap in enumerate(taps or [])
        ]
        return {"type": kind, "value": said | ({} if taps is None else {"taps": items})}

    def tap(self, tap, name):
        does = TO if "to" in tap else WRONG if "wrong" in tap else ON
        screen = str(key("rehearsal", name, tap["to"])) if "to" in tap else ""
        return {"text": self.say(tap["text"]), "does": does, "screen": screen, "say": self.say(tap.get("wrong", {}))}

    def share(self, page, course):
        """What is printed and passed on, as far as the file says it."""
        page.key_points = [
            self.translated(KeyPoint, course["key"], "point", str(i), text=self.say(text), sort_order=i)
            for i, text in enumerate(course.get("handout", []))
        ]
        page.post, page.loudspeaker = (self.say(course.get(name, {})) for name in ("post", "loudspeaker"))

    def quiz(self, quiz):
        """The questions always asked, and draws from a bank of others."""
        found = self.translated(Quiz, quiz["key"], title=self.say(quiz["title"]), pass_mark=quiz["pass_mark"])
        found.places = [
            self.translated(
                QuizQuestion, quiz["key"], "place", q["key"], question=self.question(q, quiz["key"]), sort_order=i
            )
            for i, q in enumerate(quiz.get("questions", []))
        ]
        found.draws = [self.draw(draw, i) for i, draw in enumerate(quiz.get("draws", []))]
        found.save()
        for question in quiz.get("bank", []):
            self.question(question, quiz["key"])
        return found

    def draw(self, draw, number):
        return QuizDraw(
            topic=self.topic(draw["topic"]), difficulty=self.difficulty(draw), count=draw["count"], sort_order=number
        )

    def topic(self, slug):
        return Topic.objects.get_or_create(slug=slug, defaults={"name": slug})[0]

    def difficulty(self, item):
        return Difficulty[item["difficulty"].upper()] if "difficulty" in item else None

    def question(self, question, *path):
        path = (*path, question["key"])
        interaction = question.get("interaction", "choice")
        found = self.translated(
            Question, *path, stem=self.say(question["stem"]), interaction=interaction,
            is_multiple=question.get("multiple", False), is_partial=question.get("partial", False),
            difficulty=self.difficulty(question), explanation=self.say(question.get("explanation", {})),
        )  # fmt: skip
        found.choices = [
            self.choice(choice, interaction in TYPED, i, *path) for i, choice in enumerate(question["choices"])
        ]
        found.topics.add(*map(self.topic, question.get("topics", [])))
        found.save()
        return found

    def choice(self, choice, is_typed, number, *path):
        """What people may type is there to be accepted, unless it says that it is not right."""
        words = {name: self.say(choice.get(name, {})) for name in ("text", "match", "feedback")}
        return self.translated(
            Choice, *path, str(number), **words, is_right=choice.get("right", is_typed),
            tolerance=choice.get("tolerance"), sort_order=number,
        )  # fmt: skip

    def translated(self, model, *path, **fields):
        return model(locale=self.locale, translation_key=key(*path), **fields)
