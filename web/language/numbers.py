"""Figures and days the way people write them in Dutch and in English."""

from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime
from babel.numbers import format_currency, format_decimal, format_percent

LOCALES = {"nl": "nl_NL", "en": "en_GB"}
ZONE = ZoneInfo("Europe/Amsterdam")


@lru_cache(4096)
def whole(value: int, language: str = "nl") -> str:
    """Give a whole number with its thousands apart: ``1.234`` or ``1,234``."""
    return format_decimal(value, locale=LOCALES[language])


@lru_cache(4096)
def hours(minutes: int, language: str = "nl") -> str:
    """Give minutes as hours with one decimal: ``18,0``; a quarter of an hour keeps two: ``0,75``."""
    pattern = "#,##0.0#"
    return format_decimal(Decimal(minutes) / 60, format=pattern, locale=LOCALES[language])


@lru_cache(4096)
def money(cents: int, language: str = "nl") -> str:
    """Give cents as euros: ``€ 1.652,23`` or ``€1,652.23``."""
    return format_currency(Decimal(cents) / 100, "EUR", locale=LOCALES[language])


@lru_cache(4096)
def share(part: int, whole_: int, language: str = "nl") -> str:
    """Give a part as a percentage without decimals; empty where there is no whole."""
    if not whole_:
        return ""
    return format_percent(Decimal(part) / whole_, locale=LOCALES[language])


def millionths(value: int, language: str = "nl") -> str:
    """Give a gap in millionths as a percentage with four decimals at most: ``0,0125%``."""
    return format_percent(Decimal(value) / 1_000_000, format="#,##0.####%", locale=LOCALES[language])


def seconds(milliseconds: int, language: str = "nl") -> str:
    """Give milliseconds as seconds with one decimal."""
    return format_decimal(Decimal(milliseconds) / 1000, format="#,##0.0", locale=LOCALES[language])


def megabytes(kibibytes: int, language: str = "nl") -> str:
    """Give kibibytes as whole megabytes."""
    return format_decimal(round(Decimal(kibibytes) * 1024 / 1_000_000), locale=LOCALES[language])


@lru_cache(1024)
def day(value: date, language: str = "nl") -> str:
    """Give a day in full: ``2 november 2026``."""
    return format_date(value, format="d MMMM yyyy", locale=LOCALES[language])


def moment(value: datetime, language: str = "nl") -> str:
    """Give a moment in Dutch time: ``2 november 2026, 04.12 uur`` or ``2 November 2026, 04:12``."""
    pattern = "d MMMM yyyy, HH.mm 'uur'" if language == "nl" else "d MMMM yyyy, HH:mm"
    return format_datetime(value.astimezone(ZONE), format=pattern, locale=LOCALES[language])
