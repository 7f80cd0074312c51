"""The operator's speech program: run without a shell, a sentence at a time."""

import io
import shutil
import sys
import wave

import pytest

from narration.engine import PAUSE_S, Engine, EngineFails

# Speaks a tenth of a second for each letter.
FAKE = (
    "import sys, wave; out = wave.open(sys.argv[1], 'wb'); out.setparams((1, 2, 8000, 0, 'NONE', '')); "
    "out.writeframes(bytes(1600 * len(open(sys.argv[2]).read())))"
)
SPEAK = f'{sys.executable} -c "{FAKE}" {{wav}} {{text}}'


def seconds(content):
    with wave.open(io.BytesIO(content)) as sound:
        return sound.getnframes() / sound.getframerate()


def test_each_sentence_begins_where_the_one_before_has_ended():
    content, begins = Engine(SPEAK).make(["Năm.", "Một câu.", "Hết"], "vi")
    assert begins == [0, 0.4 + PAUSE_S, round(1.2 + 2 * PAUSE_S, 2)]
    assert seconds(content) == pytest.approx(1.5 + 3 * PAUSE_S)


def test_an_encoder_has_the_last_word():
    encode = f"{sys.executable} -c \"import sys; open(sys.argv[2], 'wb').write(b'ID3')\" {{wav}} {{out}}"
    assert Engine(SPEAK, encode, ".mp3").make(["Xã"], "vi")[0] == b"ID3"


def test_words_never_become_a_command(tmp_path):
    words = f'$(touch {tmp_path}/a); `touch {tmp_path}/b` {{wav}} "'
    assert Engine(SPEAK).make([words], "vi")[1] == [0]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("speak", "sentence"),
    [
        ("no-such-program {wav}", "no-such-program"),
        (f"{sys.executable} -c \"import sys; sys.exit('no such voice')\"", "no such voice"),
        ("true", "made no sound"),
        ("cp /etc/hostname {wav}", "no WAV file"),
    ],
)
def test_a_program_that_fails_says_why(speak, sentence):
    with pytest.raises(EngineFails, match=sentence):
        Engine(speak).make(["Xã"], "vi")


@pytest.mark.skipif(not shutil.which("espeak-ng"), reason="needs espeak-ng: apt-get install espeak-ng")
@pytest.mark.parametrize("voice", ["vi", "en"])
def test_a_real_program_speaks(voice):
    content, begins = Engine("espeak-ng -v {voice} -s 140 -w {wav} -f {text}").make(["Bà con ra xã.", "Hết."], voice)
    assert 0.5 < begins[1] < seconds(content) < 10
