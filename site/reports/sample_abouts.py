"""What sample people say of themselves and how they learnt, drawn by lot; nobody has to say anything, so many don't."""

from learners.about import NOTHING, About
from learners.models import AgeBand, Ethnicity, Sex
from records.channels import Channel

from .sample_names import GIVEN, TAY_FAMILIES

AGES = {AgeBand.YOUNGEST: 4, AgeBand.YOUNG: 31, AgeBand.MIDDLE: 43, AgeBand.OLD: 22}
# Hamlets of the demo's own commune: their names say that they are made up.
HAMLETS = [f"Thôn Mẫu {number}" for number in range(1, 7)]
# How crowded each is beside the others.
CROWDS = [8, 5, 4, 3, 2, 1]
# How many of those who say where they live say their age, sex, people and hamlet too.
SAID = (0.75, 0.8, 0.4, 0.85)


def about(lot, own_name: str, hamlets: list) -> About:
    """`hamlets` are the keys of those of the person's commune, if any."""
    age = lot.choices(list(AGES), AGES.values())[0]
    hamlet = lot.choices(hamlets, CROWDS[: len(hamlets)])[0] if hamlets else None
    said = [age, sex_of(own_name), people_of(own_name), hamlet]
    pairs = zip(said, SAID, NOTHING, strict=True)
    return About(*(value if lot.random() < share else nothing for value, share, nothing in pairs))


def channel(lot, is_introduced: bool) -> Channel:
    """Whoever was noted down by a trainer came to a class or was helped; of the others nearly all learnt alone."""
    weights = (20, 35, 45) if is_introduced else (88, 10, 2)
    return lot.choices([Channel.SELF, Channel.ASSISTED, Channel.CLASS], weights)[0]


def sex_of(own_name: str) -> Sex:
    is_woman = own_name.startswith("H'") or own_name.split()[-1] in GIVEN["f"]
    return Sex.FEMALE if is_woman else Sex.MALE


def people_of(own_name: str) -> Ethnicity:
    is_other = own_name.startswith(("H'", "Y ")) or own_name.split()[0] in TAY_FAMILIES
    return Ethnicity.OTHER if is_other else Ethnicity.KINH
