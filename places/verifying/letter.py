"""The letter to a steward: plain text in the steward's language, with links that need no account."""

from collections.abc import Iterator

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from geo.languages import saying
from geo.models import Area
from places.models import Place, Question, Reminder
from places.verifying import due, links
from places.verifying.telling import Saying, askable, label, sayings

_LONGEST_NAME = 70
_RULE = "-" * 40


def letter(reminder: Reminder) -> EmailMessage:
    """Return the letter, ready to be sent."""
    questions = list(Question.objects.filter(reminder=reminder).with_parts().with_what_is_said())
    with override(reminder.steward.language):
        stop = links.address("stop_asking", links.stop_token(reminder.steward))
        text = "\n\n".join([*_opening(reminder), *_questions(questions), *_closing(reminder, questions, stop)])
        subject = _subject([question.place for question in questions])
    headers = {
        "Message-ID": reminder.message_id,
        "List-Unsubscribe": f"<{stop}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Auto-Submitted": "auto-generated",
        "Content-Language": reminder.steward.language,
    }
    answers_to = [area.hall_email for area in _offices(questions) if area.hall_email][:1]
    return EmailMessage(
        subject, text, settings.DEFAULT_FROM_EMAIL, [reminder.address], headers=headers, reply_to=answers_to
    )


def _subject(places: list[Place]) -> str:
    if len(places) == 1:
        return _("Stimmt das noch? %(name)s") % {"name": _one_line(places[0].name)}
    said = ngettext("Stimmt das noch? %(count)s Ort", "Stimmt das noch? %(count)s Orte", len(places))
    return said % {"count": len(places)}


def _one_line(text: str) -> str:
    """Return a name as a header can hold it: in one line, and not too long."""
    line = " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())
    return line if len(line) <= _LONGEST_NAME else f"{line[:_LONGEST_NAME]}…"


def _opening(reminder: Reminder) -> Iterator[str]:
    name = _one_line(reminder.steward.name)
    yield _("Guten Tag %(name)s,") % {"name": saying.isolated(name)} if name else _("Guten Tag,")
    yield _(
        "auf der Karte „Hilfe vor Ort“ suchen Menschen Hilfe in ihrer Nähe. Sie kennen Orte, die dort stehen. "
        "Einige Angaben hat lange niemand bestätigt. Bitte schauen Sie kurz nach, ob sie noch stimmen."
    )


def _questions(questions: list[Question]) -> Iterator[str]:
    for question in questions:
        yield _RULE
        yield "\n".join(_about(question))
        yield "\n".join(_answers(question))
    yield _RULE


def _about(question: Question) -> Iterator[str]:
    yield saying.isolated(_one_line(question.place.name))
    yield links.place_address(question.place)
    for said in sayings(question.place, question.facts):
        yield from _said(said)
    if unknown := askable(question.place, due.unknown(question.place)):
        names = saying.listed(label(fact) for fact in unknown)
        yield _("Noch nicht bekannt: %(facts)s") % {"facts": names}


def _said(said: Saying) -> Iterator[str]:
    since = _("Stand %(since)s") % {"since": said.since} if said.since else _("Stand nicht bekannt")
    first, *others = said.lines
    if not others:
        yield f"{said.label}: {first} ({since})"
        return
    yield f"{said.label} ({since}):"
    yield from (f"  {line}" for line in said.lines)


def _answers(question: Question) -> Iterator[str]:
    token = links.token(question)
    yield _("Das stimmt noch:")
    yield links.address("still_right", token)
    yield _("Das hat sich geändert:")
    yield links.address("has_changed", token)
    yield _("Den Ort gibt es nicht mehr:")
    yield links.address("has_closed", token)


def _closing(reminder: Reminder, questions: list[Question], stop: str) -> Iterator[str]:
    last_day = saying.date(timezone.localdate(links.last_moment(questions[0])))
    yield _(
        "Sie brauchen kein Passwort. Jeder Link öffnet eine Seite, auf der Sie antworten. "
        "Die Links gelten bis zum %(day)s."
    ) % {"day": last_day}
    yield _(
        "Warum fragen wir? Sie stehen bei uns als Ansprechperson. Wir schreiben Ihnen höchstens einmal im Monat. "
        "Ihr Name und Ihre Adresse stehen nicht auf der Karte."
    )
    for area in _offices(questions):
        yield "\n".join(_office(area))
    yield "\n".join((_("Sie möchten nicht mehr gefragt werden:"), stop))


def _office(area: Area) -> Iterator[str]:
    yield _("Haben Sie Fragen? Die Verwaltung hilft Ihnen: %(name)s") % {"name": saying.isolated(area.name)}
    if area.hall_phone:
        yield _("Telefon: %(number)s") % {"number": saying.isolated(area.hall_phone)}
    if area.hall_email:
        yield _("E-Mail: %(address)s") % {"address": saying.isolated(area.hall_email)}


def _offices(questions: list[Question]) -> list[Area]:
    """Return the municipalities of the places that can be reached, or their district where nothing is known of them."""
    areas = dict.fromkeys(_reachable(question.place.area) for question in questions)
    return [area for area in areas if area is not None]


def _reachable(area: Area) -> Area | None:
    return next((each for each in (area, area.parent) if each and (each.hall_email or each.hall_phone)), None)
