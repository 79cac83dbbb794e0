"""From the dated tables to the typed law of one day: which file feeds which value."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from matcher.errors import RuleError
from matcher.rules.legal import LawNumber, LawTable
from matcher.rules.refusal import Refusal, RefusalCode
from matcher.rules.rights import RightTable, rights_on
from matcher.rules.values import (
    DEFAULT_GEMEENTE,
    AdditionalWorkRules,
    BenefitRules,
    JobcoachRegime,
    JobcoachRules,
    LkvKind,
    LkvRules,
    LocalRules,
    LoonwaardeRules,
    MinimumWage,
    NoRiskRules,
    ProefplaatsingRules,
    Rules,
    ShelteredWorkRules,
    SubsidyRules,
    SubsidyTerms,
    WageGroup,
    WorkFloor,
)

_YEARS = ("jaar_1", "jaar_2", "jaar_3")


class DayReader:
    """Reads single numbers from law tables on one day, and refuses by name what is not there."""

    def __init__(self, tables: Mapping[str, LawTable], day: date) -> None:
        self._tables = tables
        self._day = day

    def exists(self, name: str) -> bool:
        """Say whether a value holds on the day; False where it ended before."""
        value = self._table(name).on(self._day)
        return value is not None and not value.ended

    def number(self, name: str, key: str = "") -> LawNumber:
        """Give one number; refused where it has ended, or where the law sets no limit."""
        number = self.limit(name, key)
        if number is None:
            raise RuleError(f"{name}.{key} in {self._table(name).file} sets no limit where an amount is needed")
        return number

    def limit(self, name: str, key: str) -> LawNumber | None:
        """Give one number, or None where the law sets no limit."""
        table = self._table(name)
        value = table.on(self._day)
        if value is None:
            raise Refusal(
                RefusalCode.BEFORE_THE_LAW, day=self._day, known_from=table.known_from, value=name, file=table.file
            )
        if value.ended:
            raise Refusal(RefusalCode.VALUE_ENDED, day=self._day, value=name, file=table.file)
        numbers = dict(value.numbers)
        if key not in numbers:
            raise RuleError(f"{table.file} has no key '{key}', which the rules need: add it to every date")
        return numbers[key]

    def keys(self, name: str) -> frozenset[str]:
        """Give the keys a value has on the day."""
        value = self._table(name).on(self._day)
        return frozenset() if value is None else frozenset(key for key, _ in value.numbers)

    def everything(self) -> tuple[LawNumber, ...]:
        """Give all numbers that hold on the day, in order of name."""
        values = (table.on(self._day) for table in self._tables.values())
        numbers = (number for value in values if value for _, number in value.numbers if number)
        return tuple(sorted(numbers, key=lambda number: number.name))

    def _table(self, name: str) -> LawTable:
        if name not in self._tables:
            raise RuleError(f"the law file {name}.toml is missing, and the rules need it")
        return self._tables[name]


def assemble(
    tables: Mapping[str, LawTable],
    rights: Mapping[str, RightTable],
    local: Mapping[str, Mapping[str, LawTable]],
    day: date,
) -> Rules:
    """Give the law of a day, and what each gemeente chose, from tables that all know that day."""
    read = DayReader(tables, day)
    choices = {gemeente: assemble_local(local[gemeente], gemeente, day) for gemeente in sorted(local)}
    return Rules(
        day=day,
        minimum_wage=_minimum_wage(read),
        holiday_allowance=read.number("vakantiebijslag"),
        subsidy=_subsidy(read, choices[DEFAULT_GEMEENTE].fulltime_hours),
        subsidy_terms=SubsidyTerms(
            request_months=read.number("loonkostensubsidie_termijnen", "aanvraag_maanden"),
            group_request_months=read.number("loonkostensubsidie_termijnen", "doelgroep_aanvraag_maanden"),
            decision_weeks=read.number("loonkostensubsidie_termijnen", "besluit_weken"),
        ),
        loonwaarde=LoonwaardeRules(
            most_tasks=read.number("hoofdtaken", "hoogstens"),
            least_share=read.number("hoofdtaken", "minstens_aandeel"),
            least_minutes_per_day=read.number("hoofdtaken", "minstens_minuten_per_dag"),
            least_overlap=read.number("normfunctie_overlap"),
        ),
        proefplaatsing=ProefplaatsingRules(
            months=read.number("proefplaatsing", "maanden"),
            extension_months=read.number("proefplaatsing", "verlenging_maanden"),
        ),
        additional_work=_additional_work(read),
        sheltered_work=ShelteredWorkRules(
            advice_weeks=read.number("beschut_werk", "advies_weken"),
            own_request_months=read.number("beschut_werk", "eigen_aanvraag_maanden"),
        ),
        no_risk=_no_risk(read),
        lkv=_lkv(read),
        work_floor=WorkFloor(
            minutes_uninterrupted=read.number("arbeidsmogelijkheden", "aaneen"),
            minutes_per_day=read.number("arbeidsmogelijkheden", "per_dag"),
            minutes_per_day_at_minimum_wage=read.number("arbeidsmogelijkheden", "per_dag_bij_minimumloon"),
        ),
        benefit=BenefitRules(
            alone=read.number("bijstandsnorm", "alleenstaande"), couple=read.number("bijstandsnorm", "gehuwden")
        ),
        carved_share=read.number("functiecreatie"),
        travel_duty=read.number("reistijdplicht"),
        may_have=rights_on(rights, day),
        choices=MappingProxyType(choices),
        numbers=read.everything(),
    )


def assemble_local(tables: Mapping[str, LawTable], gemeente: str, day: date) -> LocalRules:
    """Give the choices of one gemeente on a day."""
    read = DayReader(tables, day)
    return LocalRules(
        gemeente=gemeente,
        jobcoach=_jobcoach(read),
        jobcoach_tariff=read.number("jobcoach_tarief"),
        proefplaatsing_months=read.number("proefplaatsing_maanden"),
        proefplaatsing_extension_months=read.number("proefplaatsing_verlenging_maanden"),
        fulltime_hours=read.number("voltijdweek_sector"),
        numbers=read.everything(),
    )


def _additional_work(read: DayReader) -> AdditionalWorkRules:
    return AdditionalWorkRules(
        months=read.number("participatieplaats", "maanden"),
        review_months=read.number("participatieplaats", "beoordeling_maanden"),
        training_after_months=read.number("participatieplaats", "scholing_na_maanden"),
        extension_months=read.number("participatieplaats", "verlenging_maanden"),
    )


def _no_risk(read: DayReader) -> NoRiskRules:
    return NoRiskRules(
        first_year=read.number("no_risk", "jaar_1"),
        second_year=read.number("no_risk", "jaar_2"),
        months_with_wia=read.number("no_risk_duur", "maanden"),
        least_loonwaarde=read.number("no_risk_loonkostensubsidie", "ondergrens"),
        forfait_loonwaarde=read.number("no_risk_loonkostensubsidie", "forfait"),
    )


def _minimum_wage(read: DayReader) -> MinimumWage:
    younger = (group for group in WageGroup if group is not WageGroup.ADULT)
    return MinimumWage(
        month=read.number("minimumloon_maand"),
        hour=read.number("minimumloon_uur"),
        hours_per_month=read.number("minimumloon_uren_per_maand"),
        share_by_group=MappingProxyType({group: read.number("minimumjeugdloon", group) for group in younger}),
    )


def _subsidy(read: DayReader, fulltime_hours: LawNumber) -> SubsidyRules:
    return SubsidyRules(
        cap=read.number("loonkostensubsidie_plafond"),
        forfait_share=read.number("loonkostensubsidie_forfait", "aandeel"),
        forfait_months=read.number("loonkostensubsidie_forfait", "maanden"),
        employer_charges=read.number("werkgeverslasten"),
        reference_hours=read.number("loonkostensubsidie_referentieweek"),
        sector_fulltime_hours=fulltime_hours,
    )


def _jobcoach(read: DayReader) -> JobcoachRules:
    shares = {}
    for regime in JobcoachRegime:
        name = f"jobcoach_{regime}"
        shares[regime] = tuple(read.number(name, year) for year in _YEARS if year in read.keys(name))
    return JobcoachRules(
        share_by_year=MappingProxyType(shares),
        least_hours_per_week=read.number("jobcoach_voorwaarden", "uren_per_week"),
        least_contract_months=read.number("jobcoach_voorwaarden", "contract_maanden"),
        least_wage_share=read.number("jobcoach_voorwaarden", "aandeel_minimumloon"),
        longest_months=read.number("jobcoach_voorwaarden", "hoogstens_maanden"),
    )


def _lkv(read: DayReader) -> Mapping[LkvKind, LkvRules]:
    held = (kind for kind in LkvKind if read.exists(f"lkv_{kind}"))
    return MappingProxyType(
        {
            kind: LkvRules(
                per_hour=read.number(f"lkv_{kind}", "per_uur"),
                highest_per_year=read.number(f"lkv_{kind}", "hoogstens_per_jaar"),
                months=read.limit(f"lkv_{kind}", "maanden"),
                declaration_months=read.limit(f"lkv_{kind}", "doelgroepverklaring_maanden"),
                not_employed_months=read.limit(f"lkv_{kind}", "niet_in_dienst_maanden"),
            )
            for kind in held
        }
    )
