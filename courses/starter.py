"""From the small files of starter content to blocks, questions and pictures, in one language."""

import uuid
from pathlib import Path

import yaml
from django.core.files.images import ImageFile
from django.utils.html import linebreaks
from wagtail.images.models import Image

from quizzes.models import Choice, Question, Quiz, QuizQuestion
from ui.models import Link

CONTENT = Path(__file__).resolve().parent / "content"


def key(*path):
    """The same thing has the same key in every language, at every load and on every site."""
    return uuid.uuid5(uuid.NAMESPACE_URL, "/".join(["digital-education-for-all", *path]))


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

    def quiz(self, quiz):
        found = self.translated(Quiz, quiz["key"], title=self.say(quiz["title"]), pass_mark=quiz["pass_mark"])
        found.places = [
            self.translated(
                QuizQuestion, quiz["key"], "place", q["key"], question=self.question(q, quiz["key"]), sort_order=i
            )
            for i, q in enumerate(quiz["questions"])
        ]
        found.save()
        return found

    def question(self, question, *path):
        path = (*path, question["key"])
        found = self.translated(
            Question, *path, stem=self.say(question["stem"]), interaction=question.get("interaction", "choice"),
            is_multiple=question.get("multiple", False), explanation=self.say(question.get("explanation", {})),
        )  # fmt: skip
        found.choices = [
            self.translated(Choice, *path, str(i), text=self.say(choice["text"]), is_right=choice.get("right", False),
                            feedback=self.say(choice.get("feedback", {})), sort_order=i)
            for i, choice in enumerate(question["choices"])
        ]  # fmt: skip
        found.save()
        return found

    def translated(self, model, *path, **fields):
        return model(locale=self.locale, translation_key=key(*path), **fields)
