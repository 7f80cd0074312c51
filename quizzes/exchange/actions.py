"""Bringing a file's questions into the bank, and taking questions out."""

import io
import uuid
from collections import defaultdict
from dataclasses import replace
from itertools import islice

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.models import Locale, ReferenceIndex
from wagtail.search.backends import get_search_backends

from ..models import Choice, Question, QuestionImport, QuestionTag
from ..models.exchanges import Origin
from ..models.questions import Topic
from . import formats, renewing
from .bank import Shelf, choices_of, fill, item_of
from .fitting import fitted, is_right
from .items import Item, Row, UnreadableError, fingerprint

AT_ONCE = 250
UPLOAD_LIMIT = 30_000_000
SEEN = 300  # characters


def look_at(file, name, locale, chosen=None):
    """A row for each question of a file, as it would come in. Nothing is written."""
    for row in formats.rows(file, name, chosen):
        yield fitted(row, locale.language_code)


@transaction.atomic
def bring_in(rows, locale: Locale, user=None):
    """Writes all rows or none, as they are read; returns what became of each, without the items."""
    Locale.objects.select_for_update().get(pk=locale.pk)  # two imports at once would not see each other's questions
    shelf, done = Shelf(user), []
    rows = iter(rows)
    while some := list(islice(rows, AT_ONCE)):
        done += _bring_in_some(some, locale, shelf)
    return done


def _bring_in_some(rows, locale, shelf):
    """One sweep over so many rows, with the same few queries for all."""
    known = _known([row.item.identifier for row in rows if row.item], locale)
    topics = _topics_of([row.item for row in rows if row.item])
    news, changed, done = [], [], []
    for row in rows:
        question = known.get(row.item.identifier) if row.item else None
        if question and _stays(question, row.item):
            row = replace(row, reasons=(*row.reasons, _("It was here already and stays as it is.")))
        elif question:
            changed.append((question, row.item))
            row = replace(row, reasons=(*row.reasons, _("It was here already and now has the words of this file.")))
        elif row.item:
            news.append(row.item)
        done.append(row)
    _renew(changed, topics, locale, shelf)
    _add(news, topics, locale, shelf)
    return [_light(row) for row in done]


def _light(row):
    """A row without the heavy parts of its item, which may be thousands of pictures."""
    if not row.item:
        return row
    bare = tuple(replace(choice, picture=None) for choice in row.item.choices)
    return replace(row, item=replace(row.item, picture=None, sounds=(), choices=bare, stem_html=""))


def _known(identifiers, locale) -> dict[str, Question]:
    """Questions of this language that are here already, by their name in the file."""
    questions = Question.objects.with_choices().filter(locale=locale).select_related("origin", "picture", "sound")
    questions = questions.prefetch_related("topics", "question_tags", "competencies")
    found = {q.identifier: q for q in questions.filter(identifier__in=identifiers)}
    keys = {key: text for text in identifiers if text not in found and (key := _key(text))}
    return {keys[q.translation_key]: q for q in questions.filter(translation_key__in=keys)} | found


def _key(text):
    try:
        return uuid.UUID(text) if len(text) == 36 else None
    except ValueError:
        return None


def _stays(question, item):
    """A question that is here already follows its file only where the file has changed since."""
    origin, mark = getattr(question, "origin", None), fingerprint(item)
    return origin.mark == mark if origin else fingerprint(_comparable(question, item)) == mark


def _renew(changed, topics, locale, shelf):
    """Published questions are published anew, together; of others a draft is kept."""
    files = {question.pk: _files(question) for question, _item in changed}
    for question, item in changed:
        before = list(question.choices.all())
        made = choices_of(question, item, shelf, [choice.translation_key for choice in before])
        for choice, old in zip(made, before, strict=False):
            choice.pk = old.pk
        fill(question, item, shelf).choices = made
    live = [question for question, _item in changed if question.live and not question.go_live_at]
    _tag([(question, item) for question, item in changed if question in live], topics)
    renewing.publish(live)
    _make_findable(live, [question for question in live if _files(question) != files[question.pk]])
    for question, item in changed:
        if question not in live:
            _renew_alone(question, item)
    Origin.objects.bulk_create(
        [_origin(question, item, locale) for question, item in changed],
        update_conflicts=True, unique_fields=["question"], update_fields=["identifier", "locale", "mark"],
    )  # fmt: skip


def _renew_alone(question, item):
    question.topics.add(*_topics(item))
    revision = question.save_revision()
    if question.live:
        revision.publish()


def _files(question):
    """What it uses of the pictures and sounds of the site."""
    pictures = [(choice.pk, choice.picture_id) for choice in question.choices.all() if choice.picture_id]
    return [question.picture_id, question.sound_id, *pictures]


def _origin(question, item, locale):
    return Origin(question=question, identifier=item.identifier, locale=locale, mark=fingerprint(item))


def _comparable(question, item):
    """The question as an item, called as the file calls it."""
    ours = item_of(question)
    pairs = zip(ours.choices, [*item.choices, *ours.choices[len(item.choices) :]], strict=False)
    return replace(ours, title=item.title, choices=tuple(replace(a, identifier=b.identifier) for a, b in pairs))


def _add(items: list[Item], topics, locale, shelf):
    elsewhere = _elsewhere([item.identifier for item in items])
    questions, choices = [], []
    for item in items:
        question, keys = _new(item, locale, shelf, elsewhere.get(item.identifier))
        questions.append(question)
        choices.append((question, item, keys))
    Question.objects.bulk_create(questions)
    Choice.objects.bulk_create(c for question, item, keys in choices for c in choices_of(question, item, shelf, keys))
    Origin.objects.bulk_create(_origin(question, item, locale) for question, item, _keys in choices)
    _tag([(question, item) for question, item, _keys in choices], topics)
    has_files = [i.picture or i.sounds or any(choice.picture for choice in i.choices) for i in items]
    _make_findable(questions, [question for question, has in zip(questions, has_files, strict=True) if has])


def _elsewhere(identifiers):
    """The same questions in other languages: a file that was translated brings their translation."""
    found = Question.objects.filter(identifier__in=identifiers).prefetch_related("choices")
    return {question.identifier: question for question in found}


def _new(item, locale, shelf, sister):
    question = fill(Question(locale=locale, identifier=item.identifier), item, shelf)
    keys = [choice.translation_key for choice in sister.choices.all()] if sister else []
    if sister and sister.interaction == item.interaction and len(keys) == len(item.choices):
        question.translation_key = sister.translation_key
        return question, keys
    return question, []


def _topics(item):
    return [name for name in dict.fromkeys([*item.tags, item.category]) if name]


def _topics_of(items) -> dict[str, Topic]:
    """Tags and category as topics, made where they are new."""
    names = {name[:100] for item in items for name in _topics(item)}
    topics = {topic.name: topic for topic in Topic.objects.filter(name__in=names)}
    for name in sorted(names - topics.keys()):
        topics[name] = Topic.objects.create(name=name, slug=f"{slugify(name)[:60]}-{uuid.uuid4().hex[:8]}")
    return topics


def _tag(pairs, topics):
    """Each question with the topics of its item, beside those that it has."""
    made, held = [], defaultdict(list)
    for tag in QuestionTag.objects.filter(content_object__in=[question for question, _item in pairs]):
        held[tag.content_object_id].append(tag)
    for question, item in pairs:
        has = {tag.tag_id for tag in held[question.pk]}
        new = {topics[name[:100]].pk: topics[name[:100]] for name in _topics(item)}
        made += [QuestionTag(tag=topic, content_object=question) for pk, topic in new.items() if pk not in has]
    QuestionTag.objects.bulk_create(made)


def _make_findable(questions, with_files):
    """What saving one by one would have done: the search index, and what uses which picture."""
    for backend in get_search_backends(with_auto_update=True):
        backend.get_index_for_model(Question).add_items(Question, questions)
    for question in with_files:
        ReferenceIndex.create_or_update_for_object(question)


def hand_in(user, locale, name, content: bytes) -> QuestionImport:
    """Keeps an uploaded file with what would become of each question; UnreadableError if it can't be read."""
    QuestionImport.objects.out_of_date().delete()
    rows = [told(row) for row in look_at(io.BytesIO(content), name, locale)]
    if not rows:
        raise UnreadableError(_("There is no question in this file."))
    return QuestionImport.objects.create(user=user, locale=locale, name=name[:200], content=content, rows=rows)


@transaction.atomic
def carry_out(handed_in: QuestionImport) -> QuestionImport:
    """Brings in what was handed in, once: whoever comes second finds it done."""
    kept = QuestionImport.objects.select_for_update().get(pk=handed_in.pk)
    if kept.brought_in_at:
        return kept
    rows = look_at(io.BytesIO(bytes(kept.content)), kept.name, kept.locale)
    kept.rows = [told(row) for row in bring_in(rows, kept.locale, kept.user)]
    kept.brought_in_at, kept.content = timezone.now(), b""
    kept.save()
    return kept


def told(row: Row) -> dict:
    """A row for people to read: the words as they will be asked, and what would count as right."""
    item = row.item
    return {
        "title": item.title if item else row.title,
        "stem": item.stem[:SEEN] if item else "",
        "right": [choice.text[:SEEN] for choice in item.choices if is_right(item, choice)] if item else [],
        "interaction": item.interaction if item else "",
        "line": row.line,
        "outcome": row.outcome,
        "reasons": list(row.reasons),
    }


def take_out(locale, tag=None):
    """The items of the bank in one language, one at a time."""
    questions = Question.objects.with_choices().filter(locale=locale).prefetch_related("topics").order_by("pk")
    if tag:
        questions = questions.filter(question_tags__tag__name=tag)
    for question in questions.iterator(chunk_size=AT_ONCE):
        yield item_of(question)
