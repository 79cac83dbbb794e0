"""What a night gave one person and one vacancy beside its proposals, with the vacancies it names."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b

from matcher.domain.argument import FactKind
from matcher.domain.nearmiss import KeptOut, Opening
from matcher.domain.outcome import NextStep
from matcher.domain.quality import ClientQuality, VacancyQuality
from matcher.domain.question import AdQuestion, Question
from solver.planned import Opened
from web.store.listing import Spot
from web.store.results import (
    AD_QUESTIONS,
    CLIENT_QUALITY,
    INVESTMENTS,
    KEPT_OUT,
    NEXT_STEPS,
    OPENED,
    QUESTIONS,
    VACANCY_QUALITY,
)
from web.store.store import Store

WORK = "werk"


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A vacancy as a page names it: what stands in a URL, and its title with its employer."""

    id: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonResults:
    """What a night gave one person.

    Attributes
    ----------
    is_counted
        That night counted for everybody what each step opens; where it did not, nothing can be said of it.
    vacancies
        Every vacancy it speaks of, by key.
    home, spots
        Where the person's own place and those vacancies are; None and nothing where that is not known.
    places
        Delivered places of those vacancies.
    """

    next_step: NextStep | None
    opened: Opened | None
    quality: ClientQuality | None
    asked: tuple[AdQuestion, ...]
    is_counted: bool
    vacancies: Mapping[str, Named]
    home: Spot | None = None
    spots: Mapping[str, Spot] = field(default_factory=dict)
    places: Mapping[str, int] = field(default_factory=dict)

    @property
    def openings(self) -> tuple[Opening, ...]:
        """What opens work, most vacancies first: as counted for everybody, else what the next step speaks of."""
        if self.opened is not None:
            return tuple(sorted(self.opened.openings, key=lambda one: (len(one.steps), -one.opens, one.steps)))
        own = self.next_step.opening if self.next_step else None
        return (own,) if own else ()

    @property
    def names(self) -> dict[str, str]:
        """Words for those vacancies, by key."""
        return {key: named.words for key, named in self.vacancies.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkResults:
    """What a night gave one vacancy."""

    kept_out: KeptOut | None
    questions: tuple[Question, ...]
    quality: VacancyQuality | None


def person_results(store: Store, run_id: str, client: str, also: Iterable[str] = (), home: str = "") -> PersonResults:
    """Give what a run gave one person, with words and spots for the vacancies it names, and for some others."""
    own = {"client": client}
    found = store.several_results(run_id, (NEXT_STEPS, OPENED, AD_QUESTIONS, CLIENT_QUALITY), own)
    next_step: NextStep | None = next(iter(found[NEXT_STEPS.table.name]), None)
    opened: Opened | None = next(iter(found[OPENED.table.name]), None)
    asked: tuple[AdQuestion, ...] = tuple(found[AD_QUESTIONS.table.name])
    told = store.named((*also, *_of_step(next_step), *_of_opened(opened), *_of_asked(asked)), (), home=home)
    return PersonResults(
        next_step=next_step,
        opened=opened,
        quality=next(iter(found[CLIENT_QUALITY.table.name]), None),
        asked=asked,
        is_counted=store.has_results(run_id, INVESTMENTS),
        vacancies=_worded(store, told.work),
        home=told.home,
        spots=told.spots,
        places=told.places,
    )


def work_results(store: Store, run_id: str, vacancy: str) -> WorkResults:
    """Give what a run gave one vacancy."""
    found = store.several_results(run_id, (KEPT_OUT, QUESTIONS, VACANCY_QUALITY), {"vacancy": vacancy})
    return WorkResults(
        kept_out=next(iter(found[KEPT_OUT.table.name]), None),
        questions=tuple(found[QUESTIONS.table.name]),
        quality=next(iter(found[VACANCY_QUALITY.table.name]), None),
    )


def named_vacancies(store: Store, keys: Iterable[str]) -> dict[str, Named]:
    """Give the words for open vacancies, by key."""
    return _worded(store, store.named_work(keys))


def _worded(store: Store, work: Mapping[str, tuple[str, str]]) -> dict[str, Named]:
    return {
        key: Named(id=vacancy_id(store, key), words=" – ".join(part for part in work[key] if part))
        for key in sorted(work)
    }


def named_in_questions(store: Store, found: Iterable[AdQuestion]) -> dict[str, Named]:
    """Give the words for the vacancies that questions to the arbeidsdeskundige speak of, by key."""
    return named_vacancies(store, _of_asked(found))


def public_key(salt: str, sheet: str, key: str) -> str:
    """Give the id of a person or a vacancy in a URL."""
    return blake2b(f"{sheet}\x1f{key}".encode(), key=salt.encode()[:64], digest_size=10).hexdigest()


def client_id(store: Store, key: str) -> str:
    """Give the id of a person in a URL."""
    return public_key(store.public_salt, "clients", key)


def vacancy_id(store: Store, key: str) -> str:
    """Give the id of a vacancy in a URL."""
    return public_key(store.public_salt, "vacancies", key)


def _of_step(found: NextStep | None) -> Iterator[str]:
    if found is None:
        return
    yield from found.vacancies
    for opening in (found.opening, found.work_step):
        if opening is not None:
            yield from opening.vacancies
    for argument in found.arguments:
        yield from (fact.value for fact in argument.facts if fact.kind is FactKind.VACANCY)


def _of_opened(found: Opened | None) -> Iterator[str]:
    for opening in found.openings if found else ():
        yield from opening.vacancies


def _of_asked(found: Iterable[AdQuestion]) -> Iterator[str]:
    for question in found:
        yield from question.vacancies
        yield from (heard.words for heard in question.heard if heard.what == WORK)
