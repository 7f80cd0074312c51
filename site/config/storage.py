"""Static files whose names change with what they hold, also where one script of ours names another.

Without this a phone could meet a new script that leans on an old one it kept.
"""

import hashlib
from fnmatch import fnmatch

from django.conf import settings
from django.contrib.staticfiles.storage import HashedFilesMixin, ManifestStaticFilesStorage
from whitenoise.storage import CompressedManifestStaticFilesStorage

from pages.downloads import static_file, with_imports

OURS = "js/*.js"
# Django's own rule wants semicolons and touches every script of every part; this one is for ours alone.
IMPORT = r"""(?P<matched>(?P<how>\bfrom\s*|\bimport\s*\(?\s*)["'](?P<url>\./[^"']+\.js)["'])"""


class HashedImportsMixin:
    """Follows `import … from "./other.js"` in the scripts of the site, also where two import each other."""

    patterns = (*HashedFilesMixin.patterns, (OURS, ((IMPORT, '%(how)s"%(url)s"'),)))

    def file_hash(self, name, content=None):
        """Of the script with all it imports: in a circle of imports no script's own words could hold its hash."""
        if not name or not fnmatch(name, OURS):
            return super().file_hash(name, content)
        urls = sorted(with_imports([settings.STATIC_URL + name]))
        words = b"\0".join(static_file(url).read_bytes() for url in urls)
        return hashlib.sha256(words).hexdigest()[:12]


class SiteStaticFilesStorage(HashedImportsMixin, CompressedManifestStaticFilesStorage):
    """Named after its contents, and compressed."""


class PlainSiteStaticFilesStorage(HashedImportsMixin, ManifestStaticFilesStorage):
    """The same without compression, which takes longer than all tests."""
