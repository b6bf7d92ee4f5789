"""What the links of a letter to a steward lead to. GET shows and POST acts: who opens all links confirms nothing.

Machines that look for harm open every link of a letter, and those of the pages behind it. So no link does anything.
"""

from contextlib import suppress
from typing import Any, TypeVar
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.csrf import csrf_exempt

from geo.languages import current_language
from places.facts import BadFact, Facts
from places.models import Question, Steward, Suggestion
from places.verifying import answering, links
from places.verifying.answering import AlreadyAnswered, NothingChosen, NotSeen
from places.verifying.telling import sayings
from places.web.correcting import desk
from places.web.regions import region
from places.web.suggesting.correction import day_of
from places.web.suggesting.replacing import neighbours, picked

Answer = TypeVar("Answer", bound=HttpResponseBase)


def unlisted(response: Answer) -> Answer:
    """Let nobody keep, find or pass on the address of `response`: it is the key."""
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Cache-Control"] = "no-store"
    return response


# No token against forgery: nobody is signed in. The signed link is what a foreign page lacks, and no cookie is needed.
@method_decorator(csrf_exempt, name="dispatch")
class _Answer(View):
    """A page for the question of a link, in the language of the page."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        now = timezone.now()
        try:
            question = links.question_of(token_of(request), now)
        except links.NotOurs:
            return _page(request, "link_gone.html", {}, 404)
        except links.Outdated as error:
            return _page(request, "link_gone.html", _about(error.question), 410)
        return unlisted(super().dispatch(request, *args, question=question, **kwargs))


class StillRight(_Answer):
    """Confirm what was asked about, each fact by itself."""

    def get(self, request: HttpRequest, question: Question) -> HttpResponse:
        return _answered(request, question) if question.is_answered else self._ask(request, question)

    def post(self, request: HttpRequest, question: Question) -> HttpResponse:
        facts, mark = request.POST.getlist("fact"), request.POST.get("mark", "")
        try:
            question = answering.still_right(question, facts, mark=mark, now=timezone.now())
        except AlreadyAnswered:
            return _answered(request, question)
        except NothingChosen:
            return self._ask(request, question, _("Bitte kreuzen Sie an, was noch stimmt."), 400)
        except NotSeen:
            error = _("Die Angaben haben sich inzwischen geändert. Bitte schauen Sie noch einmal.")
            return self._ask(request, question, error, 409)
        return _answered(request, question, is_new=True)

    def _ask(self, request: HttpRequest, question: Question, error: str = "", status: int = 200) -> HttpResponse:
        said = sayings(question.place, question.facts)
        context = {"sayings": said, "mark": answering.seen(question), "error": error}
        return _page(request, "still_right.html", _about(question) | context, status)


class HasChanged(_Answer):
    """Lead on to the form that corrects the place; what it sends is known to come from a steward."""

    def get(self, request: HttpRequest, question: Question) -> HttpResponse:
        return HttpResponseRedirect(correction_address(question))


class HasClosed(_Answer):
    """Ask once more whether the place is gone, since when, and what there is instead."""

    def get(self, request: HttpRequest, question: Question) -> HttpResponse:
        return _answered(request, question) if question.is_answered else self._ask(request, question)

    def post(self, request: HttpRequest, question: Question) -> HttpResponse:
        try:
            changes, message = _closing(request, question)
            question = answering.has_closed(
                question, changes, message=message, language=current_language(), now=timezone.now()
            )
        except AlreadyAnswered:
            return _answered(request, question)
        except ValueError:
            return self._ask(request, question, _("Das ist kein Tag. Bitte geben Sie ihn so ein: 26.11.2026."), 400)
        except BadFact as error:
            return self._ask(request, question, str(error.rule.said), 400)
        return _answered(request, question, is_new=True)

    def _ask(self, request: HttpRequest, question: Question, error: str = "", status: int = 200) -> HttpResponse:
        typed = {name: request.POST.get(name, "") for name in ("closed_on", "instead")}
        context = {"neighbours": neighbours(question.place), "error": error} | typed
        return _page(request, "has_closed.html", _about(question) | context, status)


def _closing(request: HttpRequest, question: Question) -> tuple[Facts, str]:
    """Return since when the place is closed and by which other it is replaced, or what was typed for that.

    Raises ValueError for what is no day.
    """
    day, instead = (request.POST.get(name, "").strip() for name in ("closed_on", "instead"))
    changes: Facts = {"closed_on": day_of(day).isoformat()} if day else {}
    if slug := picked(instead, question.place):
        return changes | {"replaced_by": slug}, ""
    return changes, instead


@method_decorator(csrf_exempt, name="dispatch")  # for the same reason; and programs of mail send no token (RFC 8058)
class StopAsking(View):
    """Ask a steward no more, or again."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            steward = links.steward_of(token_of(request))
        except links.NotOurs:
            return _page(request, "link_gone.html", {}, 404)
        if request.method == "POST":
            steward = _decided(steward, wants_letters="again" in request.POST)
        return _page(request, "stop_asking.html", {"has_stopped": steward.opted_out_at is not None})


def _decided(steward: Steward, *, wants_letters: bool) -> Steward:
    if wants_letters:
        answering.ask_again(steward)
    else:
        answering.ask_no_more(steward, now=timezone.now())
    steward.refresh_from_db()
    return steward


def token_of(request: HttpRequest) -> str:
    """Return the token of the link that led here; "" where none did."""
    return request.GET.get(links.PARAMETER, "")


def correction_address(question: Question) -> str:
    """Return the address of the form that corrects the place, with the link handed over; see `handed_over`."""
    query = urlencode({links.PARAMETER: links.token(question)})
    return f"{reverse('correct', args=[question.place.slug])}?{query}"


def handed_over(request: HttpRequest, suggestion: Suggestion) -> None:
    """Keep that `suggestion` comes from a steward, if a link of a letter about its place led to the form."""
    with suppress(links.NotOurs, links.Outdated):
        question = links.question_of(token_of(request), timezone.now())
        if question.place_id == suggestion.place_id:
            answering.has_changed(question, suggestion, now=timezone.now())


def _answered(request: HttpRequest, question: Question, *, is_new: bool = False) -> HttpResponse:
    question = Question.objects.with_parts().get(pk=question.pk)
    answered_on = timezone.localdate(question.answered_at)
    return _page(request, "answered.html", _about(question) | {"is_new": is_new, "answered_on": answered_on})


def _about(question: Question) -> dict[str, Any]:
    office = desk(question.place.area)
    return {"place": question.place, "question": question, "token": links.token(question), "desk": office}


def _page(request: HttpRequest, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    return unlisted(render(request, f"asking/{template}", {"region": region()} | context, status=status))
