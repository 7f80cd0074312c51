from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from communes.models import Kind

# A learner's user has an address where no letter arrives.
LEARNERS_HOST = "@learner.invalid"


class UserManager(BaseUserManager):
    """People sign in by e-mail; there are no user names."""

    def create_user(self, email, password=None, **fields):
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email, password=None, **fields):
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, email):
        return self.get(email__iexact=email)


class User(AbstractUser):
    """A way to sign in. A person who learns is a `learners.Learner`."""

    username = None
    email = models.EmailField(_("e-mail address"), unique=True)

    objects = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = []

    def __str__(self):
        return self.get_full_name() or self.email


class Role(models.TextChoices):
    TRAINER = "trainer", _("trainer")
    COMMUNE_OFFICIAL = "commune_official", _("commune official")
    PROVINCE_OFFICIAL = "province_official", _("province official")


class MembershipQuerySet(models.QuerySet):
    def officials(self):
        return self.filter(role__in=[Role.COMMUNE_OFFICIAL, Role.PROVINCE_OFFICIAL])

    def trainers(self):
        return self.filter(role=Role.TRAINER)


class Membership(models.Model):
    """A role that a user holds in a unit."""

    user = models.ForeignKey(User, models.CASCADE, related_name="memberships", verbose_name=_("user"))
    role = models.CharField(_("role"), max_length=20, choices=Role)
    unit = models.ForeignKey("communes.Unit", models.PROTECT, related_name="memberships", verbose_name=_("unit"))

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [models.UniqueConstraint("user", "role", "unit", name="one_membership_per_user_role_and_unit")]

    def __str__(self):
        return f"{self.user}: {self.get_role_display()}, {self.unit}"

    def clean(self):
        wanted = {Role.COMMUNE_OFFICIAL: Kind.COMMUNE, Role.PROVINCE_OFFICIAL: Kind.PROVINCE}.get(self.role)
        if wanted and self.unit_id and self.unit.kind != wanted:
            raise ValidationError(
                {"unit": _("This role belongs to a unit of another kind. Choose a %(kind)s.") % {"kind": wanted.label}}
            )


class Address(models.Model):
    """A phone number or e-mail address that a learner proved to be theirs: a keyed hash, and a few signs."""

    user = models.ForeignKey(User, models.CASCADE, related_name="addresses")
    kind = models.CharField(max_length=10)
    digest = models.CharField(max_length=64, unique=True)
    masked = models.CharField(max_length=254)
    verified_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("address of a learner")
        verbose_name_plural = _("addresses of learners")

    def __str__(self):
        return self.masked
