"""The question list: what is not known, whom to ask, what an answer would open and which doubts it would take away."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from matcher import kernel
from matcher.domain.candidate import GATES, Gate
from matcher.domain.caseload import I32, I64, U64, Caseload
from matcher.domain.client import Client
from matcher.domain.question import Addressee, Question, QuestionKind
from matcher.nextstep.unknown import Unknown, addressee_of, answered, can_open
from matcher.scales import Scales
from matcher.variants import Board

MOST = 3
"""Questions named for one person, most useful first."""
_ITEM_KINDS = (QuestionKind.ITEM, QuestionKind.STALE_ITEM)
_KINDS_BY_GATE: Mapping[Gate, tuple[QuestionKind, ...]] = {
    Gate.AVAILABLE: (QuestionKind.AVAILABLE,),
    Gate.HOURS: (QuestionKind.HOURS, QuestionKind.ITEM, QuestionKind.STALE_ITEM),
    Gate.TIMES: (QuestionKind.TIMES,),
    Gate.TRAVEL: (QuestionKind.TRAVEL_LIMIT, QuestionKind.MODES, QuestionKind.PLACE),
    Gate.CERTIFICATE: (QuestionKind.CERTIFICATE,),
}
HOUR_ITEMS = ("VI-2", "VI-3")
KINDS: tuple[QuestionKind, ...] = tuple(QuestionKind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Opens:
    """Answers that together open vacancies for one person: one answer, or two where no single one does."""

    unknowns: tuple[Unknown, ...]
    vacancies: tuple[str, ...]


def openings_of(
    clients: Sequence[Client], unknowns: Mapping[str, Sequence[Unknown]], board: Board, threads: int = 2
) -> dict[str, tuple[Opens, ...]]:
    """Give by key the answers that open something, exactly: each one alone, else each pair of them.

    What opens nothing when all is answered at once is not tried one by one.

    Parameters
    ----------
    unknowns
        What is not known of a person, by his key.
    """
    found: dict[str, tuple[Opens, ...]] = {str(client.key): () for client in clients}
    left = _worth_trying(clients, unknowns, board, threads)
    single = {key: [(one,) for one in own] for key, own in left.items()}
    found |= _opening([one for one in clients if str(one.key) in left], single, board, threads)
    pairs = {key: list(combinations(own, 2)) for key, own in left.items() if not found[key]}
    return found | _opening([one for one in clients if str(one.key) in pairs], pairs, board, threads)


def _worth_trying(
    clients: Sequence[Client], unknowns: Mapping[str, Sequence[Unknown]], board: Board, threads: int
) -> dict[str, list[Unknown]]:
    """Give the answers that may open something: none where all at once do not, and items only where they add to it."""
    tried = {str(one.key): [unknown for unknown in unknowns[str(one.key)] if can_open(unknown)] for one in clients}
    outer = {key: [unknown for unknown in own if unknown.kind not in _ITEM_KINDS] for key, own in tried.items()}
    asked = [client for client in clients if tried[str(client.key)]]
    answers = (
        (one, [answered(one, these, board.scales) for these in (tried[str(one.key)], outer[str(one.key)])])
        for one in asked
    )
    left = {}
    for client, (everything, around) in zip(asked, board.open_each(answers, threads), strict=True):
        key = str(client.key)
        if everything:
            left[key] = outer[key] if around == everything else tried[key]
    return left


def _opening(
    clients: Sequence[Client], sets: Mapping[str, Sequence[tuple[Unknown, ...]]], board: Board, threads: int
) -> dict[str, tuple[Opens, ...]]:
    answers = ((one, [answered(one, these, board.scales) for these in sets[str(one.key)]]) for one in clients)
    return {
        str(client.key): _most_first(sets[str(client.key)], opened)
        for client, opened in zip(clients, board.open_each(answers, threads), strict=True)
    }


def _most_first(sets: Sequence[tuple[Unknown, ...]], opened: Sequence[tuple[str, ...]]) -> tuple[Opens, ...]:
    found = [Opens(unknowns=these, vacancies=keys) for these, keys in zip(sets, opened, strict=True) if keys]
    return tuple(sorted(found, key=lambda one: (-len(one.vacancies), one.unknowns)))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Doubts:
    """Which question is the last one of a pair that could be proposed, counted over the candidates of a night.

    Attributes
    ----------
    items, gates
        Pairs of a person that wait for one item, [n_clients, 64], or for one gate, [n_clients, 8].
    texts
        The same for a limit with a text nobody read, [n_clients, 64].
    demands
        Pairs of a vacancy in which only the employer can answer, [n_vacancies].
    """

    items: I64
    texts: I64
    gates: I64
    demands: I64


def doubts_of(caseload: Caseload, client: I32, vacancy: I32, threads: int = 2) -> Doubts:
    """Count the last questions of pairs given by rows."""
    n, m = len(caseload.client_keys), len(caseload.vacancy_keys)
    judged = kernel.judge_each(caseload, client, vacancy, threads=threads)
    asked = judged.masks[:, kernel.QUESTION]
    gates = judged.out[:, kernel.GATE : kernel.GATE + kernel.N_GATES] == 2
    known, text = caseload.clients.known[client], caseload.clients.text[client]
    alone = (gates.sum(axis=1) == 0) & (asked != 0)
    single = alone & ((asked & (asked - np.uint64(1))) == 0)
    items, texts = np.zeros((n, 64), np.int64), np.zeros((n, 64), np.int64)
    bit = _bit_index(asked[single])
    is_unknown = (asked[single] & ~known[single]) != 0
    is_text = ~is_unknown & ((asked[single] & text[single]) != 0)
    np.add.at(items, (client[single][is_unknown], bit[is_unknown]), 1)
    np.add.at(texts, (client[single][is_text], bit[is_text]), 1)
    by_gate = np.zeros((n, len(GATES)), np.int64)
    only_gate = (asked == 0) & (gates.sum(axis=1) == 1)
    np.add.at(by_gate, (client[only_gate], gates[only_gate].argmax(axis=1)), 1)
    of_work = alone & ((asked & (~known | text)) == 0)
    return Doubts(items=items, texts=texts, gates=by_gate, demands=np.bincount(vacancy[of_work], minlength=m))


def _bit_index(masks: U64) -> I64:
    values, place = np.unique(masks, return_inverse=True)
    index = np.array([int(value).bit_length() - 1 for value in values], np.int64)
    return index[place] if len(values) else np.zeros(0, np.int64)


def questions_of(
    client: Client, row: int, unknowns: Sequence[Unknown], openings: Sequence[Opens], doubts: Doubts, scales: Scales
) -> tuple[Question, ...]:
    """Give what to ask about one person: what opens most first, then what takes away most doubts.

    Parameters
    ----------
    row
        His row in the caseload.
    """
    found = [_opening_question(client, one, scales) for one in openings[:MOST]]
    named = {(question.kind, question.code) for question in found}
    last = _last_of_gates(unknowns, row, doubts)
    for unknown in unknowns:
        settles = last.get(unknown, 0)
        if unknown.kind in _ITEM_KINDS:
            settles += int(doubts.items[row, scales.catalogue.by_code(unknown.code).index])
        if settles and (unknown.kind, unknown.code) not in named:
            found.append(_question(client, unknown, scales, settles=settles))
    for index in np.flatnonzero(doubts.texts[row]).tolist():
        found.append(
            Question(
                client=str(client.key),
                kind=QuestionKind.TEXT,
                code=scales.catalogue.items[index].code,
                addressee=Addressee.CASEWORKER,
                settles=int(doubts.texts[row, index]),
            )
        )
    ordered = sorted(found, key=lambda one: (-one.opens, -one.settles, KINDS.index(one.kind), one.code))
    return tuple(ordered[:MOST])


def _last_of_gates(unknowns: Sequence[Unknown], row: int, doubts: Doubts) -> Counter[Unknown]:
    """Give the pairs that wait for a gate alone, by what is not known, where that is all the gate waits for."""
    found: Counter[Unknown] = Counter()
    for place, gate in enumerate(GATES):
        kinds, pairs = _KINDS_BY_GATE.get(gate, ()), int(doubts.gates[row, place])
        if not pairs:
            continue
        here = [one for one in unknowns if one.kind in kinds and (gate is not Gate.HOURS or _is_of_hours(one))]
        if len(here) == 1:
            found[here[0]] += pairs
    return found


def _is_of_hours(unknown: Unknown) -> bool:
    return unknown.kind is QuestionKind.HOURS or unknown.code in HOUR_ITEMS


def _opening_question(client: Client, one: Opens, scales: Scales) -> Question:
    first = one.unknowns[0]
    second = one.unknowns[1] if len(one.unknowns) > 1 else None
    return Question(
        client=str(client.key),
        kind=first.kind,
        code=first.code,
        addressee=addressee_of(first, scales),
        opens=len(one.vacancies),
        together_with=second.kind if second else None,
        together_code=second.code if second else "",
    )


def _question(client: Client, unknown: Unknown, scales: Scales, *, settles: int) -> Question:
    return Question(
        client=str(client.key),
        kind=unknown.kind,
        code=unknown.code,
        addressee=addressee_of(unknown, scales),
        settles=settles,
    )


def vacancy_questions(caseload: Caseload, doubts: Doubts, scales: Scales) -> tuple[Question, ...]:
    """Give one question per vacancy of which nobody said what it asks on some item, in the order of the vacancies.

    What a vacancy asks and nobody knows shuts nobody out, so an answer opens nothing: it takes doubts away.
    """
    found = []
    for row, key in enumerate(caseload.vacancy_keys):
        silent = int(caseload.vacancies.silent[row])
        if silent:
            found.append(
                Question(
                    vacancy=key,
                    kind=QuestionKind.DEMANDS,
                    codes=tuple(item.code for item in scales.catalogue.items if silent >> item.index & 1),
                    addressee=Addressee.EMPLOYER,
                    settles=int(doubts.demands[row]),
                )
            )
    return tuple(found)
