"""All gates, one after the other."""

from collections.abc import Iterable

from . import alternative, safety, trust, weight, wording
from .findings import Finding
from .material import Material
from .reading import material_of

CHECKS = [weight.check, alternative.check, safety.check, wording.check, trust.check]


def check(material: Material) -> list[Finding]:
    """What refuses comes first; each finding once."""
    found = dict.fromkeys(finding for one in CHECKS for finding in one(material))
    return sorted(found, key=lambda finding: -finding.severity)


def findings_of(thing) -> list[Finding]:
    return check(material_of(thing))


def refusals_of(thing) -> list[Finding]:
    return refusals(check(material_of(thing, for_author=False)))


def refusals(findings: Iterable[Finding]) -> list[Finding]:
    return [finding for finding in findings if finding.refuses]
