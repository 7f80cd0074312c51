"""Questions of every kind, made up by hypothesis."""

import io
import struct
import zlib
from decimal import Decimal

from hypothesis import strategies as st

from quizzes.exchange.items import RIGHT, Area, File, Item, ItemChoice, fingerprint, share
from quizzes.exchange.words import tidy

LETTERS = st.sampled_from(
    [
        *"abcxyzABC ăâđêôơưĂĐếộữ 0129 .,;:!?-–'\"“”()[]{}=~#%@$*/\\<>&|_^+\t",
        "\n",
        "->",
        "::",
        "//",
        "]]>",
        "</p>",
        "&lt;",
        "$CATEGORY:",
        "ANSWER:",
        "@@PLUGINFILE@@",
        "1 < 2",
        "Cư M’gar",
        "e\u0306",
    ]
)


def words(most=25, least=1):
    """Words as the bank keeps them: tidied, and without what its own cleaning takes out."""
    from quizzes.exchange.items import _clean_words

    made = st.lists(LETTERS, min_size=least, max_size=most).map(
        lambda parts: tidy(_settled(_clean_words, "".join(parts)))
    )
    return made.filter(lambda text: bool(text) or not least)


def _settled(clean, text):
    while (cleaned := tidy(clean(text, []))) != text:
        text = cleaned
    return text


def line(most=20):
    return words(most).map(lambda text: " ".join(text.split())).filter(bool)


def different(strategy, least, most):
    return st.lists(strategy, min_size=least, max_size=most, unique_by=lambda text: " ".join(text.split()))


def png(width, height, grey):
    """A small true picture."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + bytes([grey]) * width for _ in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


PICTURES = st.builds(
    lambda name, w, h, grey: File(f"{name}.png", png(w, h, grey)),
    st.sampled_from(["map", "bản-đồ", "a.b"]), st.integers(1, 60), st.integers(1, 60), st.integers(0, 255),
)  # fmt: skip
SOUNDS = st.just((File("voice.mp3", b"ID3\x03\x00 not much of a sound"),))
WEIGHTS = st.sampled_from([Decimal(n) for n in ("-100", "-33.33333", "-25", "0", "0", "0", "12.5", "33.33333", "50")])
NUMBERS = (
    st.decimals(-10_000, 10_000, places=3)
    .map(lambda n: Decimal(f"{n:f}").normalize() + 0)
    .map(lambda n: Decimal(f"{n:f}"))
)
SIDES = st.tuples(*[st.decimals(0, 49, places=2)] * 2, *[st.decimals(1, 50, places=2)] * 2)
AREAS = SIDES.map(lambda sides: Area(*(Decimal(f"{side.normalize():f}") for side in sides)))
FEEDBACK = st.one_of(st.just(""), words(12))


def _choices(draw, least, most, texts=None):
    texts = draw(different(texts or words(12), least, most))
    return [
        ItemChoice(text, Decimal(0), draw(FEEDBACK), identifier=draw(st.sampled_from(["", "", f"id{n}"])))
        for n, text in enumerate(texts)
    ]


def _with(choice, **values):
    from dataclasses import replace

    return replace(choice, **values)


def _choice(draw):
    choices = _choices(draw, 2, 5)
    is_multiple = draw(st.booleans())
    rights = draw(st.integers(1, len(choices))) if is_multiple else 1
    right = share(rights) if is_multiple else RIGHT
    made = [_with(c, weight=right if n < rights else draw(WEIGHTS)) for n, c in enumerate(choices)]
    if draw(st.booleans()):
        made[0] = _with(made[0], picture=draw(PICTURES))
    return {"choices": draw(st.permutations(made)), "is_multiple": is_multiple}


def _true_false(draw):
    pair = draw(st.sampled_from([("True", "False"), ("Đúng", "Sai")]))
    weights = draw(st.permutations([RIGHT, Decimal(0)]))
    return {"choices": [ItemChoice(t, w, draw(FEEDBACK)) for t, w in zip(pair, weights, strict=True)]}


def _sequencing(draw):
    return {"choices": [_with(c, weight=RIGHT) for c in _choices(draw, 2, 5)]}


def _matching(draw):
    pairs = [_with(c, weight=RIGHT, match=draw(words(8))) for c in _choices(draw, 2, 4)]
    others = draw(st.lists(words(8), max_size=2))
    return {"choices": pairs + [ItemChoice("", match=text) for text in others]}


def _fill_in(draw):
    choices = _choices(draw, 1, 4)
    return {"choices": [_with(c, weight=RIGHT if n == 0 else abs(draw(WEIGHTS))) for n, c in enumerate(choices)]}


def _numeric(draw):
    values = draw(st.lists(NUMBERS, min_size=1, max_size=3, unique=True))
    return {"choices": [
        ItemChoice(f"{value:f}", RIGHT if n == 0 else Decimal(50), draw(FEEDBACK), tolerance=abs(draw(NUMBERS)))
        for n, value in enumerate(values)
    ]}  # fmt: skip


def _hot_spot(draw):
    choices = _choices(draw, 1, 4)
    is_multiple = draw(st.booleans())
    rights = draw(st.integers(1, len(choices))) if is_multiple else 1
    made = [
        _with(c, area=draw(AREAS), weight=(share(rights) if is_multiple else RIGHT) if n < rights else Decimal(0))
        for n, c in enumerate(choices)
    ]
    return {"choices": made, "is_multiple": is_multiple, "picture": draw(PICTURES)}


def _long_fill_in(draw):
    return {}


FLAGS = ("is_shuffled", "is_partial", "takes_away", "ignores_case", "ignores_accents")
POINTS = [Decimal(n) for n in ("0", "0.5", "1", "3", "10")]
MADE = {
    "choice": _choice, "true-false": _true_false, "sequencing": _sequencing, "matching": _matching, "fill-in": _fill_in,
    "numeric": _numeric, "hot-spot": _hot_spot, "long-fill-in": _long_fill_in,
}  # fmt: skip


@st.composite
def items(draw, kind=None):
    kind = kind or draw(st.sampled_from(sorted(MADE)))
    values = {
        "title": draw(line()), "stem": draw(words(40)), "points": draw(st.sampled_from(POINTS)),
        "explanation": draw(FEEDBACK), "right_feedback": draw(FEEDBACK), "wrong_feedback": draw(FEEDBACK),
        "tags": tuple(draw(different(line(8), 0, 2))), "category": draw(st.sampled_from(["", "Year 1", "Năm 1/Bài 2"])),
        "picture": draw(st.one_of(st.none(), PICTURES)), "sounds": draw(st.one_of(st.just(()), SOUNDS)),
        **{name: draw(st.booleans()) for name in FLAGS},
    }  # fmt: skip
    values |= MADE[kind](draw)
    values["choices"] = tuple(values.get("choices", ()))
    if draw(st.integers(0, 4)) == 0:
        values["stem_html"] = f"<p><b>{draw(st.sampled_from(['bold', 'đậm']))}</b></p>"
    item = Item(kind, **values)
    return _with(item, identifier=draw(st.sampled_from(["", "Q-1", "câu 7", "a/b"])) or fingerprint(item))


def lists(most=4):
    return st.lists(items(), min_size=1, max_size=most, unique_by=lambda item: item.identifier)


def in_bytes(pieces):
    return io.BytesIO("".join(pieces).encode())
