"""What a change would do, in sentences, and the places where what was typed and its source differ."""

import json
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from web.language.numbers import whole
from web.language.pages import counted, say
from web.pages.frame import language
from web.service.entering.choosing import Difference
from web.service.entering.effect import Effect


@dataclass(frozen=True, slots=True, kw_only=True)
class EffectLine:
    """One sentence; a bad one takes something away from somebody."""

    sentence: str
    is_bad: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DifferenceLine:
    """One column: what was typed here, and what the source says now."""

    name: str
    typed: str
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownDifference:
    """One choice somebody has to make."""

    name: str
    row: str
    lines: tuple[DifferenceLine, ...]
    actor: str
    at: datetime
    form_key: str


def effect_lines(effect: Effect, side: str) -> list[EffectLine]:
    """Say what a change would do; `side` is what is counted: ``vacancies`` or ``people``."""
    spoken, gone = language(), len(effect.gone)
    altered = len(effect.touched) - gone
    lines = []
    if gone:
        lines.append(EffectLine(sentence=counted("form.gone", gone, spoken), is_bad=True))
    if altered:
        lines.append(EffectLine(sentence=counted("form.altered", altered, spoken)))
    if not effect.touched:
        lines.append(EffectLine(sentence=say("form.nothing_today", spoken)))
    lines.append(_counted(effect, side, spoken))
    return lines


def shown_differences(
    found: Sequence[Difference], name: Callable[[Difference], str], words: Callable[[str, str, str], tuple[str, str]]
) -> list[ShownDifference]:
    """Give each choice with its columns in words.

    Parameters
    ----------
    words
        (sheet, column, cell) → the name of the column and the cell in words.
    """
    return [
        ShownDifference(
            name=name(one),
            row=json.dumps([one.sheet, *one.key]),
            lines=tuple(
                DifferenceLine(
                    name=words(one.sheet, column, typed)[0],
                    typed=words(one.sheet, column, typed)[1],
                    says=words(one.sheet, column, says)[1],
                )
                for column, typed, says in one.columns
            ),
            actor=one.actor,
            at=one.at,
            form_key=secrets.token_hex(16),
        )
        for one in found
    ]


def _counted(effect: Effect, side: str, spoken: str) -> EffectLine:
    if effect.before is None or effect.after is None:
        return EffectLine(sentence=say("form.not_counted", spoken))
    code = f"form.{side}_{'same' if effect.before == effect.after else 'change'}"
    facts = {"before": whole(effect.before, spoken), "after": whole(effect.after, spoken)}
    return EffectLine(sentence=say(code, spoken, **facts), is_bad=effect.after < effect.before)
