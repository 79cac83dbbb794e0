"""Small mistakes made in a source file on purpose, one at a time: a bound moved, a word turned round, a step left out.

What cannot change what a module does is left alone: annotations, decorators, docstrings, texts, and the `strict` of a
`zip`, which only guards against a slip.
"""

import ast
from collections.abc import Iterator, Mapping
from copy import copy, deepcopy
from dataclasses import dataclass
from random import Random
from types import CodeType

SWAPPED: Mapping[type[ast.AST], tuple[type[ast.AST], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
    ast.Add: (ast.Sub,),
    ast.Sub: (ast.Add,),
    ast.Mult: (ast.FloorDiv,),
    ast.FloorDiv: (ast.Mult,),
    ast.Div: (ast.Mult,),
    ast.Mod: (ast.FloorDiv,),
    ast.BitAnd: (ast.BitOr,),
    ast.BitOr: (ast.BitAnd,),
    ast.And: (ast.Or,),
    ast.Or: (ast.And,),
}
SWAPPED_CALLS: Mapping[str, str] = {"min": "max", "max": "min", "any": "all", "all": "any"}
NOT_LOOKED_AT = ("annotation", "returns", "decorator_list")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutant:
    """One changed place of a source file.

    Attributes
    ----------
    place
        Where the changed node stands in a walk over the tree.
    within
        Name of the function or class around it; empty on the outside.
    before, after
        The code as it was and as it is changed.
    """

    place: int
    change: int
    line: int
    within: str
    before: str
    after: str


def mutants_of(source: str) -> tuple[Mutant, ...]:
    """Give every mutant of a source text, in the order of the text."""
    tree = ast.parse(source)
    members = _members(tree)
    found = []
    for place, (node, within) in enumerate(_walk(tree)):
        for change, changed in enumerate(_changes(node, members)):
            before, after = ast.unparse(node), ast.unparse(changed)
            line: int = getattr(node.iter if isinstance(node, ast.comprehension) else node, "lineno", 0)
            if before != after:
                found.append(Mutant(place=place, change=change, line=line, within=within, before=before, after=after))
    return tuple(found)


def sample(mutants: tuple[Mutant, ...], count: int, seed: str) -> tuple[Mutant, ...]:
    """Give as many mutants as asked, the same for the same seed, in the order of the text."""
    if len(mutants) <= count:
        return mutants
    chosen = Random(seed).sample(range(len(mutants)), count)
    return tuple(mutants[place] for place in sorted(chosen))


def mutated(source: str, mutant: Mutant, path: str) -> CodeType:
    """Compile a source text with one mutant in it."""
    tree = ast.parse(source)
    nodes = [node for node, _ in _walk(tree)]
    target = nodes[mutant.place]
    changed = list(_changes(target, _members(tree)))[mutant.change]
    _put(tree, target, ast.copy_location(changed, target))
    return compile(ast.fix_missing_locations(tree), path, "exec")


def _walk(node: ast.AST, within: str = "") -> Iterator[tuple[ast.AST, str]]:
    """Go through all code that a module runs, from top to bottom."""
    yield node, within
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        within = f"{within}.{node.name}".lstrip(".")
    for name, value in ast.iter_fields(node):
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST) and name not in NOT_LOOKED_AT and not _is_left_alone(child):
                yield from _walk(child, within)


def _is_left_alone(node: ast.AST) -> bool:
    is_text = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    return is_text or (isinstance(node, ast.keyword) and node.arg == "strict")


def _put(tree: ast.AST, old: ast.AST, new: ast.AST) -> None:
    for parent in ast.walk(tree):
        for name, value in ast.iter_fields(parent):
            if value is old:
                setattr(parent, name, new)
            elif isinstance(value, list) and any(child is old for child in value):
                setattr(parent, name, [new if child is old else child for child in value])


def _members(tree: ast.AST) -> dict[str, list[str]]:
    """Give the members of each enum that a module names, so that one can stand for another."""
    found: dict[str, set[str]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.attr.isupper():
            found.setdefault(node.value.id, set()).add(node.attr)
    return {name: sorted(members) for name, members in found.items()}


def _changes(node: ast.AST, members: Mapping[str, list[str]]) -> Iterator[ast.AST]:
    """Give what can stand in the place of a node."""
    match node:
        case ast.Compare():
            for place, operator in enumerate(node.ops):
                for other in SWAPPED[type(operator)]:
                    yield _with(node, ops=[*node.ops[:place], other(), *node.ops[place + 1 :]])
        case ast.BinOp() if type(node.op) in SWAPPED:
            yield from (_with(node, op=other()) for other in SWAPPED[type(node.op)])
        case ast.BoolOp():
            yield from (_with(node, op=other()) for other in SWAPPED[type(node.op)])
            for place in range(len(node.values)):
                rest = [*node.values[:place], *node.values[place + 1 :]]
                yield _with(node, values=rest) if len(rest) > 1 else rest[0]
        case ast.UnaryOp(op=ast.Not() | ast.USub()):
            yield deepcopy(node.operand)
        case ast.Constant(value=bool()):
            yield ast.Constant(value=not node.value)
        case ast.Constant(value=int() as number):
            yield from (ast.Constant(value=number + step) for step in (1, -1))
        case ast.If() | ast.IfExp() | ast.While():
            yield _with(node, test=ast.UnaryOp(op=ast.Not(), operand=node.test))
        case ast.comprehension() if node.ifs:
            yield _with(node, ifs=[])
        case ast.Return() if node.value is not None and not _is_none(node.value):
            yield ast.Return(value=ast.Constant(value=None))
        case ast.Expr() | ast.AugAssign() | ast.Raise() | ast.Continue() | ast.Break():
            yield ast.Pass()
        case ast.Call():
            yield from _other_calls(node)
        case ast.Attribute(value=ast.Name(id=name), attr=attr) if attr in members.get(name, ()) and attr.isupper():
            others = members[name]
            yield _with(node, attr=others[(others.index(attr) + 1) % len(others)])


def _other_calls(node: ast.Call) -> Iterator[ast.AST]:
    """Give the least for the most; and of `replace` leave out each value that it sets."""
    if not isinstance(node.func, ast.Name):
        return
    if node.func.id in SWAPPED_CALLS:
        yield _with(node, func=ast.Name(id=SWAPPED_CALLS[node.func.id], ctx=ast.Load()))
    if node.func.id == "replace":
        for place in range(len(node.keywords)):
            yield _with(node, keywords=[*node.keywords[:place], *node.keywords[place + 1 :]])


def _is_none(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def _with(node: ast.AST, **fields: object) -> ast.AST:
    """Give a node with other fields; what is below it is shared."""
    changed = copy(node)
    for name, value in fields.items():
        setattr(changed, name, value)
    return changed
