"""Places in one sentence each: `commune("Xã Hòa Thịnh", province("Tỉnh Đắk Lắk"))`. Codes are made up unless given."""

from itertools import count

from communes import naming
from communes.models import Kind, Succession, Unit
from communes.register import LAST_DAY, REFORM

codes = count(90000)


def province(name="Tỉnh Đắk Lắk", code=None, former=False):
    return unit(Kind.PROVINCE, name, None, code or str(next(codes)), former)


def district(name, above):
    return unit(Kind.DISTRICT, name, above, str(next(codes)), former=True)


def commune(name="Xã Hòa Thịnh", above=None, code=None, former=False):
    return unit(Kind.COMMUNE, name, above or province(former=former), code or str(next(codes)), former)


def unit(kind, name, above, code, former):
    around = [above, *above.above] if above else []
    return Unit.objects.create(
        kind=kind,
        code=code,
        name=name,
        type=naming.type_of(name),
        parent=above,
        valid_from=None if former else REFORM,
        valid_to=LAST_DAY if former else None,
        search_name=naming.search_name(name),
        search_context=naming.search_context(name, *(unit.name for unit in around)),
    )


def became(former, present, share=Succession.Share.WHOLE, effective_on=REFORM):
    return Succession.objects.create(predecessor=former, successor=present, share=share, effective_on=effective_on)
