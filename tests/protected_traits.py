"""The twelve traits that never count, and a search for any place where the scoring packages could hold one.

Looked at are names in the code (variables, arguments, fields, attributes, modules), texts that are one word or a
snake_case key (a column, a row key) and the keys of TOML files. A word is a whole part of a name: `wage` is not `age`.
"""

import ast
import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

# Each trait with the words that give it away, Dutch and English. Two words stand for a run inside one name.
TRAITS: Mapping[str, tuple[str, ...]] = {
    "age": ("age", "ages", "leeftijd", "geboortedatum", "geboortejaar", "birth", "birthday", "birthdate"),
    "sex": ("sex", "sexe", "gender", "geslacht", "man_vrouw"),
    "origin": ("herkomst", "afkomst", "ethnicity", "ethnic", "etniciteit", "migratieachtergrond", "geboorteland"),
    "nationality": ("nationality", "nationaliteit", "verblijfsstatus"),
    "name": ("voornaam", "achternaam", "surname", "client_name", "person_name", "first_name", "last_name"),
    "postcode": ("postcode", "postcodes", "postal", "zipcode"),
    "family state": (
        "gezin",
        "gezinssituatie",
        "gezinsvorm",
        "marital",
        "family",
        "household",
        "huishouden",
        "kinderen",
    ),
    "pregnancy": ("pregnancy", "pregnant", "zwanger", "zwangerschap"),
    "religion": ("religion", "religious", "religie", "geloof", "godsdienst", "levensovertuiging"),
    "sexual orientation": ("sexual", "seksuele", "geaardheid"),
    "benefit duration": ("uitkeringsduur", "duur_uitkering", "benefit_duration", "benefit_months", "benefit_since"),
    "adviser or team": ("adviser", "advisor", "adviseur", "team", "caseworker_id", "caseworker_key"),
}

# The role that gave a value is its source and may be named; which adviser or team it was may not.
SOURCES = ("district_team",)
# A person's name is a trait, an instrument's is not: `name` alone is looked for where persons are held.
HOLDS_PERSONS = re.compile(r"client|person|caseload")
WORD = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:[_-][A-Za-z0-9]+)*")
# The statutory minimum wage of the young is law: its bands are keyed by age there, and nowhere else.
YOUTH_WAGE = "rules"


def parts(name: str) -> tuple[str, ...]:
    """Cut a name into its lower-case words: `hoursNow_path` gives `hours`, `now`, `path`."""
    snake = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name)
    return tuple(word for word in re.split(r"[^a-z]+", snake.lower()) if word)


def trait_in(name: str) -> str | None:
    """Give the trait that a name speaks of, or None."""
    words = f"_{'_'.join(parts(name))}_"
    for source in SOURCES:
        words = words.replace(f"_{source}_", "_")
    for trait, tells in TRAITS.items():
        if any(f"_{tell}_" in words for tell in tells):
            return trait
    return None


def names_in_python(source: str) -> Iterator[tuple[int, str]]:
    for node in ast.walk(ast.parse(source)):
        line = getattr(node, "lineno", 0)
        match node:
            case ast.Name(id=name) | ast.Attribute(attr=name) | ast.arg(arg=name) | ast.keyword(arg=str(name)):
                yield line, name
            case ast.ClassDef(name=name) | ast.FunctionDef(name=name) | ast.alias(name=name):
                yield line, name
            case ast.ImportFrom(module=str(name)):
                yield line, name
            case ast.Constant(value=str(name)) if WORD.fullmatch(name):
                yield line, name


def personal_names(source: str) -> Iterator[int]:
    """Give the lines of fields for a name or a BSN in classes that hold persons."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.ClassDef) or not HOLDS_PERSONS.search(node.name.lower()):
            continue
        for field in node.body:
            match field:
                case ast.AnnAssign(target=ast.Name(id="name" | "naam" | "names" | "bsn")):
                    yield field.lineno


def toml_keys(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield str(key)
            yield from toml_keys(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from toml_keys(inner)


def traits_in_python(where: str, source: str) -> Iterator[str]:
    """Give one sentence for each name in the source that could hold a protected trait."""
    may_hold_age = YOUTH_WAGE in Path(where).parts
    for line, name in names_in_python(source):
        trait = trait_in(name)
        if trait and not (trait == "age" and may_hold_age):
            yield f"{where}:{line} `{name}` speaks of {trait}, which never counts in a match."
    for line in personal_names(source):
        yield f"{where}:{line} a class of persons has a name or a BSN; a client is a pseudonymous reference."


def traits_in_toml(where: str, text: str) -> Iterator[str]:
    may_hold_age = YOUTH_WAGE in Path(where).parts
    for key in toml_keys(tomllib.loads(text)):
        trait = trait_in(key)
        if trait and not (trait == "age" and may_hold_age):
            yield f"{where} key `{key}` speaks of {trait}, which never counts in a match."


def traits_in_tree(root: Path) -> Iterator[str]:
    """Search the scoring packages under `root`; file and folder names count as names too."""
    for package in ("matcher", "solver"):
        for path in sorted((root / package).rglob("*")):
            where = path.relative_to(root).as_posix()
            if "__pycache__" in where or path.suffix not in {".py", ".toml"}:
                continue
            if trait := trait_in(path.stem):
                yield f"{where} is named after {trait}, which never counts in a match."
            text = path.read_text("utf-8")
            yield from traits_in_python(where, text) if path.suffix == ".py" else traits_in_toml(where, text)
