"""Questions and quizzes for tests, in Vietnamese and English with the same keys. The Vietnamese row is returned."""

import uuid

from wagtail.models import Locale

from quizzes.models import Choice, Interaction, Question, Quiz, QuizQuestion

LANGUAGES = ("vi", "en")


def locale(code):
    return Locale.objects.get_or_create(language_code=code)[0]


def question(stem="Mã OTP là gì?", right=("Bí mật",), wrong=("Công khai",), languages=LANGUAGES, **fields):
    """A question with its choices, the right ones first; English rows carry the same words and "(en)"."""
    keys = [uuid.uuid4() for _choice in [None, *right, *wrong]]
    rows = [_question(code, keys, stem, right, wrong, fields) for code in languages]
    return rows[0]


def true_or_false(stem="Có thể đọc mã OTP cho người khác.", is_true=False, **fields):
    texts = {True: "Đúng", False: "Sai"}
    return question(stem, [texts[is_true]], [texts[not is_true]], interaction=Interaction.TRUE_FALSE, **fields)


def quiz(title="Bài kiểm tra", questions=4, pass_mark=75, languages=LANGUAGES):
    """A quiz of so many questions, or of those given."""
    if isinstance(questions, int):
        questions = [question(f"Câu hỏi {number}?", languages=languages) for number in range(1, questions + 1)]
    key, place_keys = uuid.uuid4(), [uuid.uuid4() for _question in questions]
    rows = [_quiz(code, key, place_keys, title, pass_mark, questions) for code in languages]
    return rows[0]


def in_language(row, code):
    """The same question, choice, quiz or page in another language."""
    return type(row).objects.get(translation_key=row.translation_key, locale=locale(code))


def right_answers(quiz, but=0):
    """What a person sends who is right everywhere, or but for the first few: {question key: [choice key, …]}."""
    return {
        str(question.key): [str(c.key) for c in question.choices.all() if c.is_right == (number > but)]
        for number, question in enumerate(quiz.questions(), 1)
    }


def worded(text, code):
    return text if code == "vi" else f"{text} ({code})"


def _question(code, keys, stem, right, wrong, fields):
    row = Question(stem=worded(stem, code), locale=locale(code), translation_key=keys[0], **fields)
    row.is_multiple = len(right) > 1
    row.choices = [
        Choice(
            text=worded(text, code),
            is_right=text in right,
            feedback=worded(f"{text}: vì sao", code),
            locale=row.locale,
            translation_key=key,
            sort_order=number,
        )
        for number, (text, key) in enumerate(zip([*right, *wrong], keys[1:], strict=True))
    ]
    row.save()
    return row


def _quiz(code, key, place_keys, title, pass_mark, questions):
    row = Quiz(title=worded(title, code), pass_mark=pass_mark, locale=locale(code), translation_key=key)
    row.places = [
        QuizQuestion(
            question=in_language(question, code), locale=row.locale, translation_key=place_key, sort_order=number
        )
        for number, (question, place_key) in enumerate(zip(questions, place_keys, strict=True))
    ]
    row.save()
    return row
