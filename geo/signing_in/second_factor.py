"""Who has to show a second factor, and who has."""

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.module_loading import import_string
from django_otp.plugins.otp_totp.models import TOTPDevice

if TYPE_CHECKING:
    Devices = QuerySet[Any]


def is_needed(user: User) -> bool:
    """Tell whether the password of `user` alone does not do. The admin asks for more of whoever may enter it."""
    return user.is_staff or bool(import_string(settings.SECOND_FACTOR_FOR)(user))


def devices(user: User) -> "Devices":
    """Return the devices whose codes count for `user`."""
    found: Devices = TOTPDevice.objects.filter(user=user, confirmed=True).order_by("pk")
    return found


def is_signed_in(request: HttpRequest) -> bool:
    """Tell whether the user has shown all that is asked of them."""
    user: Any = request.user
    if not user.is_authenticated:
        return False
    return bool(user.is_verified()) or not (is_needed(user) or devices(user).exists())
