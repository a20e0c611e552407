"""People: who they are, in which roles, and which single objects were opened to them."""

import secrets
from datetime import date, datetime
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import F, Q

from mkus_portal.accounts.roles import holder_name, role_label
from mkus_portal.act import Act, Scope, ScopeKind


class UserManager(BaseUserManager["User"]):
    """Makes people; the e-mail address is the sign-in name."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Return a saved person; without a password they sign in after a reset."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Return the operator of the installation."""
        return self.create_user(email, password, is_operator=True, **fields)

    def get_by_natural_key(self, username: str | None) -> "User":
        """Return the person by e-mail, whatever the case of letters."""
        return self.get(email__iexact=username)


class User(AbstractBaseUser, PermissionsMixin):
    """A person. No personal data that the law does not ask for."""

    belongs_to = "portal"
    email = models.EmailField("adres e-mail", unique=True)
    full_name = models.CharField("imię i nazwisko", max_length=150)
    is_active = models.BooleanField("konto czynne", default=True)
    is_operator = models.BooleanField("operator instalacji", default=False)
    date_joined = models.DateTimeField("założono", auto_now_add=True)

    objects = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["full_name"]

    class Meta:
        verbose_name = "osoba"
        verbose_name_plural = "osoby"

    def __str__(self) -> str:
        return self.full_name or self.email

    def get_full_name(self) -> str:
        """Return the name as letters and logs show it."""
        return str(self)


class MembershipQuerySet(models.QuerySet["Membership"]):
    """Who held which role when."""

    def valid_on(self, day: date) -> "MembershipQuerySet":
        """Return the memberships in force on the day (both ends included); none taken back."""
        return self.filter(
            Q(valid_to__isnull=True) | Q(valid_to__gte=day), valid_from__lte=day, is_revoked=False
        )

    def of(self, scope: Scope) -> "MembershipQuerySet":
        """Return the memberships with one holder."""
        return self.filter(scope_kind=scope.kind, scope_id=scope.id)

    def with_role(self, *roles: str) -> "MembershipQuerySet":
        """Return the memberships in one of the roles."""
        return self.filter(role__in=roles)


class Membership(models.Model):
    """A person holds a role for an office, an organisation or a programme, from a day to a day."""

    belongs_to = "portal"
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField("rola", max_length=40)
    scope_kind = models.CharField(max_length=20)
    scope_id = models.PositiveBigIntegerField(null=True)
    valid_from = models.DateField("od")
    valid_to = models.DateField("do", null=True, blank=True)
    is_revoked = models.BooleanField("odebrana w dniu nadania", default=False)
    granted_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    ended_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = "członkostwo"
        indexes = (models.Index(fields=["scope_kind", "scope_id", "role"]),)
        constraints = (
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="membership_ends_after_it_starts",
                violation_error_message="Koniec członkostwa nie może być przed jego początkiem.",
            ),
            models.UniqueConstraint(
                fields=["user", "role", "scope_kind", "scope_id"],
                condition=Q(valid_to__isnull=True),
                name="membership_open_once",
                violation_error_message="Ta osoba ma już tę rolę.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.user}: {self.role_label}, {self.holder}"

    def is_valid_on(self, day: date) -> bool:
        """Whether the role is in force on the day (both ends included)."""
        ended = self.valid_to is not None and self.valid_to < day
        return self.valid_from <= day and not ended and not self.is_revoked

    @property
    def scope(self) -> Scope:
        """For whom the person acts in this role."""
        kind: ScopeKind = self.scope_kind  # type: ignore[assignment]  # checked by the register
        return Scope(kind, self.scope_id)

    @property
    def role_label(self) -> str:
        """The Polish name of the role."""
        return role_label(self.role)

    @property
    def holder(self) -> str:
        """The name of the office, organisation or programme."""
        return holder_name(self.scope.kind, self.scope_id)


def new_token() -> str:
    """Return an unguessable token of 32 bytes, URL-safe."""
    return secrets.token_urlsafe(32)


class Invitation(models.Model):
    """A letter that lets its reader take a role; the token works once, until it expires."""

    belongs_to = "portal"
    email = models.EmailField("adres e-mail")
    role = models.CharField("rola", max_length=40)
    scope_kind = models.CharField(max_length=20)
    scope_id = models.PositiveBigIntegerField(null=True)
    token = models.CharField(max_length=64, unique=True, default=new_token)
    invited_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "zaproszenie"
        indexes = (models.Index(fields=["scope_kind", "scope_id"]),)

    def __str__(self) -> str:
        return f"{self.email}: {self.role_label}"

    @property
    def scope(self) -> Scope:
        """For whom the invited person will act."""
        kind: ScopeKind = self.scope_kind  # type: ignore[assignment]  # checked by the register
        return Scope(kind, self.scope_id)

    @property
    def role_label(self) -> str:
        """The Polish name of the role."""
        return role_label(self.role)

    @property
    def holder(self) -> str:
        """The name of the office, organisation or programme."""
        return holder_name(self.scope.kind, self.scope_id)

    def is_open(self, at: datetime) -> bool:
        """Whether the invitation can still be taken."""
        return self.accepted_at is None and self.withdrawn_at is None and at < self.expires_at


class KeyQuerySet(models.QuerySet["Key"]):
    """Which single objects are open to whom."""

    def held_by(self, act: Act, model: type[models.Model], *rights: str) -> "KeyQuerySet":
        """Return the person's keys to objects of a model, valid at the instant of the act."""
        return self.filter(
            Q(valid_to__isnull=True) | Q(valid_to__gt=act.at),
            user__pk=act.user or 0,
            content_type=ContentType.objects.get_for_model(model),
            right__in=rights or [right for right, _ in Key.Right.choices],
            valid_from__lte=act.at,
        )

    def opening(self, obj: models.Model, at: datetime, *rights: str) -> "KeyQuerySet":
        """Return the keys that open an object at an instant, to whomever; active people only."""
        return self.filter(
            Q(valid_to__isnull=True) | Q(valid_to__gt=at),
            content_type=ContentType.objects.get_for_model(obj),
            object_id=obj.pk,
            right__in=rights or [right for right, _ in Key.Right.choices],
            valid_from__lte=at,
            user__is_active=True,
        )

    def objects_open_to(
        self, act: Act, model: type[models.Model], *rights: str
    ) -> "models.QuerySet[Key, Any]":
        """Return the ids of the model's objects that are open to the person, as a subquery."""
        return self.held_by(act, model, *rights).values("object_id")


class Key(models.Model):
    """Opens one object to a person who is not its owner, for a time and with a reason."""

    belongs_to = "portal"

    class Right(models.TextChoices):
        """What the key allows."""

        READ = "read", "czytanie"
        COMMENT = "comment", "uwagi"
        WRITE = "write", "pisanie"

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="keys")
    content_type = models.ForeignKey(ContentType, on_delete=models.PROTECT)
    object_id = models.PositiveBigIntegerField()
    obj = GenericForeignKey("content_type", "object_id")
    right = models.CharField(max_length=10, choices=Right)
    valid_from = models.DateTimeField()
    valid_to = models.DateTimeField(null=True)
    why = models.CharField("powód", max_length=300)

    objects = KeyQuerySet.as_manager()

    class Meta:
        verbose_name = "klucz"
        indexes = (models.Index(fields=["user", "content_type", "object_id"]),)

    def __str__(self) -> str:
        return f"{self.user}: {self.get_right_display()}"
