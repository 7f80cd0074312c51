"""Who signs in during the journeys, and in what place."""

PASSWORD = "only for journeys"
ADMINISTRATOR = "admin@example.org"
# Who reads the editor in English.
ENGLISH_TRAINER, ENGLISH_ADMINISTRATOR = "trainer.en@example.org", "admin.en@example.org"
TRAINER, COMMUNE, PROVINCE = "trainer@example.org", "commune@example.org", "province@example.org"
# An official of a commune where nobody learns.
QUIET = "quiet@example.org"
STAFF = {
    TRAINER: ("trainer", "commune", "22276"),
    ENGLISH_TRAINER: ("trainer", "commune", "22276"),
    COMMUNE: ("commune_official", "commune", "22276"),
    PROVINCE: ("province_official", "province", "66"),
    QUIET: ("commune_official", "commune", "00004"),
}
