"""Items to questions and questions to items: between files and the bank."""

import hashlib
from dataclasses import replace
from decimal import Decimal

from django.core.files.base import ContentFile
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from ..models import Choice, Question
from ..notation import plain as kept_number
from .fitting import area_of, is_right, kept_weights, usual_weights
from .items import ANYTHING, RIGHT, Area, File, Item, ItemChoice, number, plain, short
from .pictures import picture as picture_of
from .pictures import sound as sound_of

SAME = (
    "interaction", "stem", "is_multiple", "is_partial", "is_shuffled", "takes_away", "ignores_case", "ignores_accents",
    "explanation", "right_feedback", "wrong_feedback",
)  # fmt: skip


def fill(question: Question, item: Item, shelf) -> Question:
    """The question with the words and rules of the item, not yet saved."""
    for name in SAME:
        setattr(question, name, getattr(item, name))
    question.points = int(item.points)
    question.picture = shelf.picture(item.picture)
    question.sound = shelf.sound(item.sounds[0] if item.sounds else None)
    return question


def choices_of(question: Question, item: Item, shelf, keys=()) -> list[Choice]:
    """New choices for a question that is saved; `keys` are those of the same choices elsewhere."""
    made = []
    for n, (choice, weight) in enumerate(zip(item.choices, kept_weights(item), strict=True)):
        row = Choice(question=question, locale_id=question.locale_id, sort_order=n)
        row.text = _number_text(choice.text) if item.interaction == "numeric" else choice.text
        row.match, row.feedback, row.weight, row.tolerance = choice.match, choice.feedback, weight, choice.tolerance
        row.is_right, row.area, row.picture = is_right(item, choice), area_of(choice), shelf.picture(choice.picture)
        if n < len(keys):
            row.translation_key = keys[n]
        made.append(row)
    return made


def _number_text(text):
    return text if text == ANYTHING else kept_number(number(text))


class Shelf:
    """The pictures and sounds of the site; the same file is put there only once."""

    def __init__(self, user=None):
        self.user, self.known = user, {}

    def picture(self, file: File | None):
        return file and self._kept(get_image_model(), file)

    def sound(self, file: File | None):
        return file and self._kept(get_document_model(), file)

    def _kept(self, model, file):
        mark = hashlib.sha1(file.content, usedforsecurity=False).hexdigest()
        if mark not in self.known:
            self.known[mark] = model.objects.filter(file_hash=mark).first() or self._new(model, file)
        return self.known[mark]

    def _new(self, model, file):
        made = model(title=file.name.rpartition(".")[0], file=ContentFile(file.content, file.name))
        made.uploaded_by_user = self.user
        made._set_file_hash()
        made.file_size = len(file.content)
        made.save()
        return made


def item_of(question: Question) -> Item:
    """A question of the bank as an item; its choices and topics are best fetched before."""
    choices = [_item_choice(choice) for choice in question.choices.all()]
    item = Item(
        choices=tuple(choices),
        identifier=question.identifier or str(question.translation_key),
        title=short(question.stem),
        points=Decimal(question.points),
        tags=tuple(sorted(topic.name for topic in question.topics.all())),
        picture=_file(question.picture, picture_of),
        sounds=tuple(filter(None, [_file(question.sound, sound_of)])),
        **{name: getattr(question, name) for name in SAME},
    )
    return _weighed(item, [choice.weight for choice in question.choices.all()])


def _item_choice(choice):
    sides = choice.area and [Decimal(plain(Decimal(str(choice.area[side])))) for side in ("x", "y", "width", "height")]
    tolerance = choice.tolerance if choice.tolerance is None else Decimal(plain(choice.tolerance))
    is_number = choice.question.interaction == "numeric" and number(choice.text) is not None
    text = plain(number(choice.text)) if is_number else choice.text
    return ItemChoice(
        text, RIGHT if choice.is_right else Decimal(0), choice.feedback, choice.match, tolerance,
        Area(*sides) if sides else None, _file(choice.picture, picture_of), str(choice.translation_key),
    )  # fmt: skip


def _weighed(item, weights):
    if item.interaction in ("sequencing", "matching"):
        effective = [RIGHT if choice.text else Decimal(0) for choice in item.choices]
    elif item.interaction in ("fill-in", "numeric") or any(weight is not None for weight in weights):
        effective = [c.weight if w is None else Decimal(plain(w)) for c, w in zip(item.choices, weights, strict=True)]
    else:
        effective = usual_weights(item)
    pairs = zip(item.choices, effective, strict=True)
    return replace(item, choices=tuple(replace(choice, weight=weight) for choice, weight in pairs))


def _file(kept, known):
    if not kept:
        return None
    try:
        with kept.file.open() as file:
            return known(kept.file.name, file.read())
    except OSError:
        return None
