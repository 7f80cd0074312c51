"""How much a phone fetches, and what makes it so much."""

from collections.abc import Iterator

from django.conf import settings
from django.utils.translation import gettext as _

from .findings import Finding, Kind, Offer, inform, refuse
from .material import Asset, Material, Weight

LIGHTEN = "gate-lighten"


def check(material: Material) -> Iterator[Finding]:
    weight = material.weight
    if weight is None:
        return
    yield inform(Kind.WEIGHT, told(weight))
    if weight.bytes > settings.LESSON_BUDGET_BYTES:
        yield too_heavy(weight)


def told(weight: Weight) -> str:
    words = {"size": kilobytes(weight.bytes), "price": dong(weight.bytes), "sound": kilobytes(weight.played)}
    if weight.played:
        return (
            _("A phone fetches %(size)s KB for it, about %(price)s đồng of data; to listen, %(sound)s KB more.") % words
        )
    return _("A phone fetches %(size)s KB for it, about %(price)s đồng of data.") % words


def too_heavy(weight: Weight) -> Finding:
    """Names what weighs most, and offers the lighter version of that which becomes lighter by most."""
    most = weight.heaviest
    words = {
        "size": kilobytes(weight.bytes),
        "budget": kilobytes(settings.LESSON_BUDGET_BYTES),
        "name": most.name if most else "",
        "heaviest": kilobytes(most.bytes) if most else "",
    }
    best = max(filter(saved, weight.assets), key=saved, default=None)
    if best:
        sentence = _(
            "It has %(size)s KB, and %(budget)s KB are allowed. “%(name)s” weighs most: %(heaviest)s KB. "
            "Take its lighter version, or leave a picture out."
        )
        return refuse(Kind.WEIGHT, sentence % words, place=best.place, offer=offer(best, weight))
    sentence = _(
        "It has %(size)s KB, and %(budget)s KB are allowed. “%(name)s” weighs most: %(heaviest)s KB. "
        "Leave it out, choose a simpler picture, or make two lessons of it."
    )
    return refuse(Kind.WEIGHT, sentence % words, place=most.place if most else "")


def offer(asset: Asset, weight: Weight) -> Offer:
    words = {"name": asset.name, "now": kilobytes(asset.lighter), "all": kilobytes(weight.bytes - saved(asset))}
    label = _("Take the lighter “%(name)s”: %(now)s KB, then %(all)s KB in all") % words
    return Offer(label, LIGHTEN, str(asset.picture))


def saved(asset: Asset) -> int:
    return asset.bytes - asset.lighter if asset.lighter is not None and asset.lighter < asset.bytes else 0


def kilobytes(count: int) -> int:
    return -(-count // 1000)


def dong(count: int) -> int:
    """At least one: nothing is free."""
    return max(1, round(count * settings.DATA_PRICE_PER_MB / 1_000_000))
