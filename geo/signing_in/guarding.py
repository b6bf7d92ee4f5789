"""Pages that only open to who is signed in; others sign in first, and come back."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.cache import add_never_cache_headers

from geo.signing_in.returning import ENDED, LONGEST
from geo.signing_in.second_factor import is_signed_in

View = Callable[..., HttpResponseBase]


def second_factor_required(view: View) -> View:
    """Let `view` answer who has signed in, with the second factor where they need one; nobody keeps its answers."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs) if is_signed_in(request) else _to_sign_in(request, view)
        add_never_cache_headers(response)
        return response

    return guarded


class SignedIn:
    """The same for views that are classes: `class ReviewQueue(SignedIn, View)`."""

    @classmethod
    def as_view(cls, **initkwargs: Any) -> View:
        return second_factor_required(super().as_view(**initkwargs))  # type: ignore[misc]


def _to_sign_in(request: HttpRequest, view: View) -> HttpResponseBase:
    """Send the visitor to sign in, and then back to where a link can lead to; and say where a session has ended."""
    here = request.get_full_path() if request.method in ("GET", "HEAD") or _shows_a_page(view) else ""
    door = reverse("signing_in:in")
    if request.method == "POST" and settings.SESSION_COOKIE_NAME in request.COOKIES:
        door = f"{door}?{ENDED}=1"  # a message would need a session
    return redirect_to_login(here if len(here) <= LONGEST else "", door)


def _shows_a_page(view: View) -> bool:
    return hasattr(getattr(view, "view_class", None), "get")
