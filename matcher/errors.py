"""The errors of Waag: one root and its families.

A message says what is wrong, where, why it matters and what to do. A bad row of input is no exception but data
(a rejected row), and a problem without a solution is a status.
"""

__all__ = ["CatalogueError", "PolicyError", "ProblemError", "ReadError", "RuleError", "WaagError"]


class WaagError(Exception):
    """Waag cannot answer; every error it raises on purpose is one of these."""


class ReadError(WaagError):
    """A delivery or a value in it cannot be read, or says something that cannot be true."""


class RuleError(WaagError):
    """The law is asked about a date, a value or a case that its rulebook does not know."""


class PolicyError(WaagError):
    """A chosen weight, threshold or limit lies outside its bounds or contradicts another."""


class ProblemError(WaagError):
    """An assignment problem or an answer to it breaks its own definition."""


class CatalogueError(WaagError):
    """The catalogue of items, competences, instruments or occupations contradicts itself."""
