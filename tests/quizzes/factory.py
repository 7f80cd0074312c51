"""Questions and quizzes for tests, in Vietnamese and English with the same keys. The Vietnamese row is returned."""

import uuid

from wagtail.models import Locale

from quizzes.models import Choice, Interaction, Question, Quiz, QuizQuestion
from quizzes.scoring import match_key

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


KINDS = {
    Interaction.CHOICE: ("Ai được biết mã OTP của bạn?", [("Không ai", True), ("Người gọi tới", False)]),
    Interaction.TRUE_FALSE: ("Công an gọi điện để xin mã OTP.", [("Đúng", False), ("Sai", True)]),
    Interaction.SEQUENCING: ("Đăng ký khai sinh từ nhà", ["Mở Cổng dịch vụ công", "Điền tờ khai", "Gửi hồ sơ"]),
    Interaction.MATCHING: (
        "Giấy nào để làm gì?",
        [{"text": "Giấy chứng sinh", "match": "Khai sinh"}, {"text": "Thẻ bảo hiểm y tế", "match": "Khám bệnh"},
         {"text": "", "match": "Mua đất"}],
    ),
    Interaction.FILL_IN: ("Ứng dụng định danh tên là gì?", [("VNeID", True), ("VssID", False)]),
    Interaction.NUMERIC: ("Mã OTP có mấy số?", [("6", True)]),
    Interaction.HOT_SPOT: (
        "Nút nào để gửi?",
        [{"text": "Nút trên", "area": {"x": 10, "y": 10, "width": 80, "height": 25}},
         {"text": "Nút dưới", "is_right": True, "area": {"x": 10, "y": 60, "width": 80, "height": 25}}],
    ),
    Interaction.LONG_FILL_IN: ("Bạn sẽ nói gì với người xin mã OTP?", []),
}  # fmt: skip


def of_kind(kind, languages=LANGUAGES, **fields):
    """One question of each kind there is; what people read in another language has "(en)" behind it."""
    stem, choices = KINDS[kind]
    if kind == Interaction.HOT_SPOT:
        fields["picture"] = picture()
    keys = [uuid.uuid4() for _row in [None, *choices]]
    rows = []
    for code in languages:
        row = Question(
            stem=worded(stem, code), interaction=kind, locale=locale(code), translation_key=keys[0], **fields
        )
        row.choices = [
            _choice(choice, code, key, n) for n, (choice, key) in enumerate(zip(choices, keys[1:], strict=True))
        ]
        row.save()
        rows.append(row)
    return rows[0]


def _choice(choice, code, key, number):
    if isinstance(choice, str):
        choice = {"text": choice}
    elif isinstance(choice, tuple):
        choice = {"text": choice[0], "is_right": choice[1], "feedback": f"{choice[0]}: vì sao"}
    said = [name for name in ("text", "match") if choice.get(name) and not choice[name].isdigit()]
    words = {name: worded(choice[name], code) for name in said}
    return Choice(locale=locale(code), translation_key=key, sort_order=number, **(choice | words))


def picture(title="Màn hình"):
    from wagtail.images.models import Image
    from wagtail.images.tests.utils import get_test_image_file

    found = Image.objects.filter(title=title).first()
    return found or Image.objects.create(title=title, file=get_test_image_file(size=(360, 480)))


def right_answer(question):
    """What a person sends who knows it."""
    choices = list(question.choices.all())
    if question.interaction == Interaction.SEQUENCING:
        return [str(choice.key) for choice in choices]
    if question.interaction == Interaction.MATCHING:
        sheet = {"key": str(question.key)}
        return [f"{choice.key}={match_key(sheet, choice.match)}" for choice in choices if choice.text]
    if question.interaction in (Interaction.FILL_IN, Interaction.NUMERIC):
        return [next(choice.text for choice in choices if choice.is_right)]
    if question.interaction == Interaction.LONG_FILL_IN:
        return ["Tôi không đọc mã cho ai."]
    return [str(choice.key) for choice in choices if choice.is_right]


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
