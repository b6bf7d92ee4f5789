"""The page in other languages: where it is, and what is to be said about this one."""

from collections.abc import Iterator
from dataclasses import dataclass

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.template import Context

from geo.languages import BY_CODE, LANGUAGES, Language, current_language
from geo.languages.addressing import address_in, preferred

register = template.Library()


@dataclass(frozen=True)
class Spoken:
    """The language of a page, the same page in every language, and the one that the visitor's browser asks for."""

    request: HttpRequest
    query: str

    @property
    def here(self) -> Language:
        return BY_CODE[current_language()]

    @property
    def pages(self) -> Iterator[tuple[Language, str]]:
        """Each language with the address of this page in it: the same search, or the same place."""
        return ((language, self._address(language)) for language in LANGUAGES)

    @property
    def alternates(self) -> Iterator[tuple[str, str]]:
        """For search engines, each language and where its page is: whole addresses, and German for all others."""
        addresses = [(language.code, self.request.build_absolute_uri(address)) for language, address in self.pages]
        return iter([*addresses, ("x-default", addresses[0][1])])

    @property
    def offered(self) -> tuple[Language, str] | None:
        """The language that the browser asks for where this page is in none that it accepts, with its address."""
        code = preferred(self.request.headers.get("Accept-Language", ""), spoken=self.here.code)
        return (BY_CODE[code], self._address(BY_CODE[code])) if code else None

    @property
    def subject(self) -> str:
        """What a mail with a correction is about, for those who read it: they speak German."""
        return f"Übersetzung ({self.here.code}): {self.request.path}"

    def _address(self, language: Language) -> str:
        return address_in(language.code, self.request.path_info) + (self.query and f"?{self.query}")


@register.simple_tag(takes_context=True)
def spoken(context: Context) -> Spoken:
    """Return the languages of the page. One that was asked for by POST says in `shareable` what of it may be told."""
    request: HttpRequest = context["request"]
    return Spoken(request, str(context.get("shareable", request.GET.urlencode())))


@register.simple_tag(takes_context=True)
def contact(context: Context) -> str:
    """Return the address of mail for corrections: the operator's, else the district's; "" where none is known."""
    region = context.get("region")
    return settings.CONTACT_EMAIL or (region.email if region else "")
