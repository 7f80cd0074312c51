"""Static files whose names change with what they hold, also where one script of ours names another.

Without this a phone could meet a new script that leans on an old one it kept.
"""

from django.contrib.staticfiles.storage import HashedFilesMixin, ManifestStaticFilesStorage
from whitenoise.storage import CompressedManifestStaticFilesStorage

# Django's own rule wants semicolons and touches every script of every part; this one is for ours alone.
IMPORT = r"""(?P<matched>(?P<how>\bfrom\s*|\bimport\s*\(?\s*)["'](?P<url>\./[^"']+\.js)["'])"""


class HashedImportsMixin:
    """Follows `import … from "./other.js"` in the scripts of the site."""

    patterns = (*HashedFilesMixin.patterns, ("js/*.js", ((IMPORT, '%(how)s"%(url)s"'),)))


class SiteStaticFilesStorage(HashedImportsMixin, CompressedManifestStaticFilesStorage):
    """Named after its contents, and compressed."""


class PlainSiteStaticFilesStorage(HashedImportsMixin, ManifestStaticFilesStorage):
    """The same without compression, which takes longer than all tests."""
