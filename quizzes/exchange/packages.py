"""Zip files from strangers, looked over whole before anything in them is read. Pure."""

import posixpath
import stat
import zipfile
import zlib

from django.utils.translation import gettext as _

from .items import UnreadableError

MOST_ENTRIES = 8_000
MOST_BYTES = 300_000_000
LARGEST_ENTRY = 60_000_000
HIGHEST_RATIO = 200
SMALL = 1_000_000


class Package:
    """A zip that is safe to read."""

    def __init__(self, file):
        try:
            self.zip = zipfile.ZipFile(file)
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
            raise UnreadableError(_("This zip file is broken or cut off, so nothing was taken from it.")) from None
        self.entries = {entry.filename: entry for entry in self.zip.infolist() if not entry.is_dir()}
        for entry in self.zip.infolist():
            if reason := danger(entry):
                raise UnreadableError(reason)
        if len(self.zip.infolist()) > MOST_ENTRIES or sum(e.file_size for e in self.zip.infolist()) > MOST_BYTES:
            raise UnreadableError(_("This zip file holds too much. Split it and bring in the parts."))
        if len(self.entries) < sum(not entry.is_dir() for entry in self.zip.infolist()):
            raise UnreadableError(_("This zip file has two files of one name."))

    def __contains__(self, name):
        return name in self.entries

    def read(self, name) -> bytes:
        try:
            return self.zip.read(self.entries[name])
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError):
            raise UnreadableError(_("This zip file is broken or cut off, so nothing was taken from it.")) from None

    def beside(self, name, reference) -> bytes | None:
        """A file that another one of the package refers to."""
        path = posixpath.normpath(posixpath.join(posixpath.dirname(name), reference))
        return self.read(path) if path in self.entries else None


def danger(entry) -> str:
    """Why an entry of a zip may do harm, as a sentence; empty if it may not."""
    name = entry.filename.replace("\\", "/")
    if name.startswith("/") or ".." in name.split("/") or ":" in name.split("/")[0] or "\x00" in name:
        return _("This zip file wants to write outside its folder. It was not read.")
    if stat.S_ISLNK(entry.external_attr >> 16):
        return _("This zip file contains a link to somewhere else. It was not read.")
    if entry.flag_bits & 0x1:
        return _("This zip file is locked with a password.")
    if entry.file_size > LARGEST_ENTRY or entry.file_size > max(SMALL, entry.compress_size * HIGHEST_RATIO):
        return _("This zip file holds too much. Split it and bring in the parts.")
    return ""
