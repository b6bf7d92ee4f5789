"""Who knows places and is asked about them, and what became of the letters: kept by the editors of these places."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from places import roles
from places.admin.scope import OfOnesPlaces
from places.models import Place, Question, Reminder, Steward
from places.verifying.answering import has_a_new_address


class StewardForm(forms.ModelForm):  # type: ignore[type-arg]
    may_be_of_nothing = False

    def clean_places(self) -> list[Place]:
        """Refuse a steward of nothing, whom nobody but an administrator would find again."""
        places = list(self.cleaned_data["places"])
        if not places and not self.may_be_of_nothing:
            raise forms.ValidationError(_("Wählen Sie mindestens einen Ort."))
        return places


@admin.register(Steward)
class StewardAdmin(OfOnesPlaces):
    """Who also knows places of other areas is changed by administrators: a new address would answer for those, too."""

    form = StewardForm
    to_place = ("places",)
    list_display = ("email", "name", "language", "is_reached")
    list_filter = ("language",)
    search_fields = ("email", "name", "places__name")
    fields = ("email", "name", "language", "places", "user", "bounced_at", "opted_out_at")
    autocomplete_fields = ("places",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).distinct()

    @admin.display(description=_("erreichbar"), boolean=True)
    def is_reached(self, steward: Steward) -> bool:
        return steward.is_reachable

    def get_readonly_fields(self, request: HttpRequest, obj: Steward | None = None) -> tuple[str, ...]:
        """Let nobody but the steward decide about letters, and nobody but administrators about accounts."""
        own = ("bounced_at", "opted_out_at")
        return own if roles.is_administrator(request.user) else (*own, "user")

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form: Any = super().get_form(request, obj, change, **kwargs)
        form.may_be_of_nothing = roles.is_administrator(request.user)
        return form

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        kwargs["queryset"] = roles.editable_places(request.user)
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def has_change_permission(self, request: HttpRequest, obj: Steward | None = None) -> bool:
        return super().has_change_permission(request, obj) and (obj is None or _are_ones_own(request, obj.places.all()))

    def has_delete_permission(self, request: HttpRequest, obj: Steward | None = None) -> bool:
        return super().has_delete_permission(request, obj) and (obj is None or _are_ones_own(request, obj.places.all()))

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Let the letters go with whom they were written to, though none is deleted by itself."""
        named, counts, forbidden, protected = super().get_deleted_objects(objs, request)
        return named, counts, set(forbidden) - {Reminder._meta.verbose_name}, protected

    def save_model(self, request: HttpRequest, obj: Steward, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        if change and "email" in form.changed_data:
            has_a_new_address(obj)


def _are_ones_own(request: HttpRequest, places: QuerySet[Place]) -> bool:
    """Whether the account decides about all of the `places`."""
    return not places.difference(roles.editable_places(request.user)).exists()


class QuestionInline(admin.TabularInline):  # type: ignore[type-arg]
    model = Question
    extra = 0
    can_delete = False
    fields = readonly_fields = ("place", "facts", "turn", "outcome", "answered_at", "suggestion")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Question]:
        own = roles.editable_places(request.user).values("pk")
        return Question.objects.with_parts().filter(place__in=own)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Reminder)
class ReminderAdmin(OfOnesPlaces):
    """Nobody writes here. A letter of which nobody knows whether it left can be deleted: then it is sent again."""

    to_place = ("questions__place",)
    list_display = ("asked_at", "steward", "address", "state", "answers")
    list_filter = ("state",)
    list_select_related = ("steward",)
    date_hierarchy = "asked_at"
    fields = readonly_fields = ("steward", "address", "asked_at", "state")
    inlines = (QuestionInline,)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).distinct().prefetch_related("questions")

    @admin.display(description=_("beantwortet"))
    def answers(self, reminder: Reminder) -> str:
        questions = reminder.questions.all()
        return f"{sum(each.is_answered for each in questions)} / {len(questions)}"

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Reminder | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Reminder | None = None) -> bool:
        """Leave a letter about other areas, too, to who decides about all of them: its questions there go with it."""
        is_unclear = obj is not None and obj.state == Reminder.State.SENDING
        return (
            is_unclear
            and super().has_delete_permission(request, obj)
            and _are_ones_own(request, Place.objects.filter(questions__reminder=obj))
        )
