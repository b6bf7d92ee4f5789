"""Days and times as people say them, in the time zone of what they are about and not of the server."""

import datetime

from django import template

from geo.languages import saying

register = template.Library()
register.filter("clock", saying.time)
register.filter(saying.weekday)
register.filter(saying.near_date)
register.filter(saying.day)
register.filter("long_date", saying.date)


@register.filter
def is_on(moment: datetime.datetime, day: datetime.date) -> bool:
    """Return whether `moment` lies on `day`."""
    return moment.date() == day
