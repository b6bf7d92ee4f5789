"""Who may decide about what: administrators, editors of areas, stewards of places. A visitor may suggest.

Every door asks here: pages, admin, interface, import.
"""

from collections.abc import Collection
from uuid import UUID

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser

from geo.models import Area
from geo.querysets import AreaQuerySet
from places.models import Editorship, Import, Place, Steward, Suggestion
from places.querysets import ImportQuerySet, PlaceQuerySet, SuggestionQuerySet

Someone = AbstractBaseUser | AnonymousUser


class NotYours(Exception):
    """The account decides about other areas or places. Ask an administrator, or suggest the change."""


def is_administrator(user: Someone) -> bool:
    return user.is_active and bool(getattr(user, "is_superuser", False))


def is_editor(user: Someone) -> bool:
    """Whether `user` decides about some area; asked once of each object, as Django asks for permissions."""
    if is_administrator(user):
        return True
    if not user.is_active or user.pk is None:
        return False
    known: dict[str, bool] = user.__dict__
    if "_is_editor" not in known:
        known["_is_editor"] = Editorship.objects.filter(user_id=user.pk).exists()
    return known["_is_editor"]


def is_steward(user: Someone) -> bool:
    return user.is_active and Steward.objects.filter(user_id=user.pk).exists()


def has_a_role(user: Someone) -> bool:
    return is_editor(user) or (user.pk is not None and is_steward(user))


def needs_second_factor(user: Someone) -> bool:
    """Whether a password alone is too little for `user`, who could change what others rely on."""
    return bool(getattr(user, "is_staff", False)) or is_editor(user)


def editable_areas(user: Someone) -> AreaQuerySet:
    """Return the municipalities that `user` decides about; a district stands for all of its own."""
    municipalities: AreaQuerySet = Area.objects.municipalities()
    if is_administrator(user):
        return municipalities
    if not user.is_active or user.pk is None:
        return municipalities.none()
    own = Editorship.objects.filter(user_id=user.pk).values("area")
    return municipalities.inside(own)


def editable_districts(user: Someone) -> AreaQuerySet:
    """Return the districts of which `user` decides about every municipality."""
    districts: AreaQuerySet = Area.objects.districts()
    if is_administrator(user):
        return districts
    if not user.is_active or user.pk is None:
        return districts.none()
    return districts.filter(pk__in=Editorship.objects.filter(user_id=user.pk).values("area"))


def editable_places(user: Someone) -> PlaceQuerySet:
    """Return the places that `user` may change: those of the areas of an editor, and those of a steward."""
    places: PlaceQuerySet = Place.objects.all()
    if is_administrator(user):
        return places
    if not user.is_active or user.pk is None:
        return places.none()
    return places.kept_by(user.pk)


def decidable(user: Someone) -> SuggestionQuerySet:
    """Return the suggestions that `user` may decide about."""
    suggestions: SuggestionQuerySet = Suggestion.objects.all()
    if is_administrator(user):
        return suggestions
    if not user.is_active or user.pk is None:
        return suggestions.none()
    return suggestions.decided_by_account(user.pk)


def imports_of(user: Someone) -> ImportQuerySet:
    """Return the imports that `user` may see and go on with."""
    imports: ImportQuerySet = Import.objects.all()
    return imports if is_administrator(user) else imports.begun_by(user.pk)


def may_edit(user: Someone, place: Place) -> bool:
    return editable_places(user).filter(pk=place.pk).exists()


def may_add(user: Someone, area: Area) -> bool:
    """Whether `user` may make a place in `area`."""
    return editable_areas(user).filter(pk=area.pk).exists()


def may_decide(user: Someone, suggestion: Suggestion) -> bool:
    return decidable(user).filter(pk=suggestion.pk).exists()


def refuse_unless(allowed: bool) -> None:
    """Raise NotYours unless `allowed`."""
    if not allowed:
        raise NotYours("This account does not decide about that place.")


def refuse_foreign(user: Someone, places: Collection[UUID], areas: Collection[int]) -> None:
    """Raise NotYours unless `user` may change all of the `places`, and decides about all of the `areas`."""
    if is_administrator(user):
        return
    own_areas = set(editable_areas(user).values_list("pk", flat=True))
    foreign = Place.objects.filter(pk__in=places).exclude(pk__in=editable_places(user).values("pk"))
    refuse_unless(own_areas.issuperset(areas) and not foreign.exists())
