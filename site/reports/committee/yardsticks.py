"""What the figures are measured against: how many adults live there, and what was aimed at. Plain values only."""

from datetime import date

from communes.models import Unit

from ..targets.models import Target
from ..targets.pace import Standing
from ..targets.reading import Adults, Targets


def yardsticks_of(unit: Unit, day: date, counts: list[tuple[date, int]]) -> dict:
    """`counts`: (month, holders of certificates so far). `lacking`: communes of a province that nobody has counted."""
    targets = Targets([unit], day)
    adults, target = targets.adults(unit), targets.target(unit)
    standing = targets.standing(unit, counts)
    return {
        "population": _population(adults) if adults.number else None,
        "lacking": adults.lacking,
        "target": _target(target, standing) if target else None,
    }


def _population(adults: Adults) -> dict:
    return {
        "adults": adults.number,
        "age_from": adults.age_from,
        "source": adults.source,
        "counted_on": adults.counted_on.isoformat() if adults.counted_on else None,
        "confidence": str(adults.confidence),
        "communes": adults.communes,
    } | ({"former": len(adults.former.counts)} if adults.former.counts else {})


def _target(target: Target, standing: Standing) -> dict:
    """`tenths`: of a per cent, where a share is wanted; `people`: how many that is, `gap`: how many are missing."""
    return {
        "kind": str(target.kind),
        "tenths": int(target.number * 10) if target.kind == "share" else None,
        "people": standing.wanted,
        "gap": standing.gap,
        "first_day": target.first_day.isoformat(),
        "last_day": target.last_day.isoformat(),
        "age_from": target.age_from,
        "set_by_unit": target.unit.name_in_sentence,
        "status": str(standing.status),
        "why": str(standing.why) if standing.why else None,
    }
