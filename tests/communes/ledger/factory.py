"""Plans in one sentence: `plan([a, "90001", "Xã Mới"], [b, "90001", "Xã Mới"])`."""

from datetime import date

from communes.models import Change, Reorganisation, Succession

DAY = date(2027, 1, 1)
EVE = date(2026, 12, 31)
Share = Succession.Share


def plan(*rows, day=DAY, title="Merger"):
    """Rows: commune, code, name, and share, fraction if not whole."""
    made = Reorganisation.objects.create(title=title, effective_on=day, legal_reference="01/NQ")
    for unit, code, name, *more in rows:
        share, fraction = [*more, None, None][:2]
        Change.objects.create(
            reorganisation=made,
            predecessor=unit,
            successor_code=code,
            successor_name=name,
            share=share or Share.WHOLE,
            fraction=fraction,
        )
    return made


def merger(first, second, name="Xã Hòa Mới", code="99001", **options):
    return plan([first, code, name], [second, code, name], **options)


def split(unit, **options):
    return plan([unit, "99002", "Xã Phía Đông", Share.MAIN_PART], [unit, "99003", "Xã Phía Tây", Share.PART], **options)


def transfer(giver, taker, **options):
    """A part goes over; both go on under their names and codes."""
    return plan(
        [giver, giver.code, giver.name, Share.MAIN_PART],
        [giver, taker.code, taker.name, Share.PART],
        [taker, taker.code, taker.name],
        **options,
    )
