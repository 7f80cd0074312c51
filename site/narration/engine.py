"""A speech program of the operator's, run sentence by sentence, so that the moment of each sentence is known."""

import shlex
import subprocess
import tempfile
import wave
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

# A breath between two sentences.
PAUSE_S = 0.35
TIMEOUT_S = 120


class EngineFails(Exception):
    """The program could not be run, or made no sound; the sentence says which."""


@dataclass(frozen=True)
class Engine:
    """`speak` is a command with {voice}, {wav} and perhaps {text} (a file; else the words come on standard input).

    `encode`, where there is one, is a command with {wav} and {out}; `suffix` is the kind of file it makes.
    """

    speak: str
    encode: str = ""
    suffix: str = ".wav"

    def make(self, sentences: Sequence[str], voice: str) -> tuple[bytes, list[float]]:
        """A sound file of all sentences, and the second at which each begins."""
        with tempfile.TemporaryDirectory(prefix="sound-") as folder:
            pieces = [self._say(sentence, voice, Path(folder) / f"{i}.wav") for i, sentence in enumerate(sentences)]
            joined = Path(folder) / "joined.wav"
            begins = join(pieces, joined)
            return self._encoded(joined).read_bytes(), begins

    def _say(self, sentence, voice, wav):
        text = wav.with_suffix(".txt")
        text.write_text(sentence)
        run(self.speak, sentence, voice=voice, wav=wav, text=text)
        if not wav.exists() or wav.stat().st_size == 0:
            raise EngineFails(f"{shlex.split(self.speak)[0]} made no sound for: {sentence}")
        return wav

    def _encoded(self, wav):
        if not self.encode:
            return wav
        out = wav.with_suffix(self.suffix) if self.suffix != ".wav" else wav.with_name("encoded.wav")
        run(self.encode, "", wav=wav, out=out)
        return out


def run(command: str, words: str, **places) -> None:
    """Never through a shell: what a lesson says can't become a command."""
    arguments = [argument.format(**places) for argument in shlex.split(command)]
    try:
        subprocess.run(arguments, input=words.encode(), check=True, capture_output=True, timeout=TIMEOUT_S)  # noqa: S603
    except (OSError, subprocess.SubprocessError) as error:
        said = (getattr(error, "stderr", None) or b"").decode(errors="replace").strip()
        raise EngineFails(f"{arguments[0]}: {said or error}") from error


def join(pieces: Sequence[Path], out: Path) -> list[float]:
    """One file of them all, a breath between; answers the second at which each begins."""
    begins, frames = [], 0
    try:
        with wave.open(str(out), "wb") as joined:
            for number, piece in enumerate(pieces):
                with wave.open(str(piece), "rb") as source:
                    if number == 0:
                        joined.setparams(source.getparams())
                    begins.append(round(frames / source.getframerate(), 2))
                    sound = source.readframes(source.getnframes())
                    silence = bytes(
                        int(PAUSE_S * source.getframerate()) * source.getsampwidth() * source.getnchannels()
                    )
                joined.writeframes(sound + silence)
                frames += len(sound + silence) // (joined.getsampwidth() * joined.getnchannels())
    except (wave.Error, EOFError) as error:
        raise EngineFails(f"The speech program made no WAV file: {error}") from error
    return begins
