"""What a clerk's script asks while hours are typed: the string, the fields, the coming days, or what is wrong."""

from typing import Any

from django import forms
from django.contrib.auth.models import AnonymousUser, User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_POST

from geo.models import Area
from places.admin.hours import Entered, HoursField, is_special, preview
from places.calendars import state_of
from places.opening import Hours, validate_hours, validate_timezone
from places.timetable import rows

_WRITERS = [f"places.{verb}_{what}" for what in ("place", "offer") for verb in ("add", "change")]


class PreviewForm(forms.Form):
    """Hours with the time zone and the area in which they hold; where no area is known, the country's holidays do."""

    hours = HoursField(required=False, max_length=rows.LONGEST, validators=[validate_hours])
    timezone = forms.CharField(max_length=40, validators=[validate_timezone])
    area = forms.ModelChoiceField(Area.objects.without_outlines(), required=False)


def may_write_hours(user: User | AnonymousUser) -> bool:
    return any(user.has_perm(permission) for permission in _WRITERS)


@require_POST
def preview_hours(request: HttpRequest) -> JsonResponse:
    """Answer with "errors" by row where the hours are not yet what they shall be; 400 to what is no form of ours."""
    if not may_write_hours(request.user):
        raise PermissionDenied
    form = PreviewForm(request.POST)
    if form.is_valid():
        return JsonResponse(_answer(form.cleaned_data))
    return JsonResponse({"errors": _errors(form)}, status=200 if set(form.errors) == {"hours"} else 400)


def _answer(asked: dict[str, Any]) -> dict[str, Any]:
    text, area = asked["hours"], asked["area"]
    state = state_of(area.key) if area else ""
    answer = {"text": text, "is_special": is_special(text), "preview": preview(Hours(text, asked["timezone"], state))}
    return answer if answer["is_special"] else answer | {"cells": Entered.stored(text).cells}


def _errors(form: PreviewForm) -> dict[str, str]:
    entered = form["hours"].value()
    if isinstance(entered, Entered) and entered.mistakes:
        return entered.mistakes
    return {"": " ".join(str(message) for messages in form.errors.values() for message in messages)}
