"""The dependency rule of ARCHITECTURE.md as code: sources in, broken rules out.

A tree is a mapping of module name to source text, so that the rules can be tried on a made-up tree as well as on ours.
Each rule gives one sentence per breach: the module, the line and what to do.
"""

import ast
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

SHIPPED = ("matcher", "solver", "web")
BESIDE = ("fixtures", "benchmarks", "tests")

# A module may import its own number and lower; the longest name that fits decides.
LAYERS = {
    "matcher.errors": 0,
    "matcher.domain": 1,
    "matcher.rules": 2,
    "matcher.catalogue": 2,
    "matcher.policy": 2,
    "matcher": 3,
    "solver": 4,
    "web.config": 5,
    "web.demo": 5,
    "web.logs": 5,
    "web.language": 5,
    "web.store": 6,
    "web.service": 7,
    "web.pages": 8,
    "web.api": 8,
    "web.app": 9,
    "web.commands": 9,
    "web.cli": 9,
}

# Who may import what is not ours. A package of the dev extra is for tests and benchmarks only.
VENDORS: dict[str, tuple[str, ...]] = {
    "ortools": ("solver.engines",),
    "sqlalchemy": ("web.store",),
    "authlib": ("web.service.door",),
    "joserfc": ("web.service.door",),
    "requests": ("web.service.door",),
    "argon2": ("web.service.door",),
    "oidc_provider_mock": (),
    "alembic": ("web.store",),
    "flask": ("web.pages", "web.api", "web.app"),
    "flask_wtf": ("web.pages", "web.api", "web.app"),
    "wtforms": ("web.pages", "web.api", "web.app"),
    "gunicorn": ("web.commands.serving",),
    "prometheus_client": ("web.pages.machines",),
    "structlog": ("web.logs",),
    "numba": (
        "matcher.kernel",
        "solver.greedy",
        "solver.prices",
        "solver.thinning",
        "solver.certificate",
        "solver.knapsacks",
    ),
    "dask": ("web.service.tasks.cluster",),
    "distributed": ("web.service.tasks.cluster",),
    "axe_playwright_python": (),
    "bs4": (),
    "highspy": (),
    "hypothesis": (),
    "playwright": (),
    "pytest": (),
    "xlsxwriter": (),
}

CORE = ("matcher", "solver")
RANDOM_MODULES = ("random", "secrets", "uuid", "numpy.random")
CLOCKS = {
    "time": {"time", "time_ns", "monotonic", "monotonic_ns", "perf_counter", "perf_counter_ns", "localtime", "gmtime"},
    "date": {"today"},
    "datetime": {"today", "now", "utcnow"},
}
FIXTURES_MAY_IMPORT = ("fixtures", "matcher.domain", "matcher.catalogue", "matcher.errors")


@dataclass(frozen=True, slots=True, kw_only=True)
class Import:
    """One imported name: the module that imports, the line, and the full dotted name."""

    module: str
    line: int
    target: str


Tree = Mapping[str, str]
Rule = Callable[[Tree], Iterator[str]]


def read_tree(root: Path) -> dict[str, str]:
    """Give module name → source of every Python file in the packages under `root`."""
    tree = {}
    for package in (*SHIPPED, *BESIDE):
        for path in sorted((root / package).rglob("*.py")):
            parts = path.relative_to(root).with_suffix("").parts
            tree[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path.read_text("utf-8")
    return tree


@cache
def parsed(source: str) -> ast.Module:
    return ast.parse(source)


def is_in(module: str, *packages: str) -> bool:
    """Tell whether the module is one of the packages or lies inside one."""
    return any(module == package or module.startswith(package + ".") for package in packages)


def imports(module: str, tree: Tree) -> Iterator[Import]:
    """Give every import of the module, wherever it stands in the file; relative ones resolved."""
    for node in ast.walk(parsed(tree[module])):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield Import(module=module, line=node.lineno, target=alias.name)
        elif isinstance(node, ast.ImportFrom):
            base = absolute(module, node, tree)
            for alias in node.names:
                yield Import(module=module, line=node.lineno, target=f"{base}.{alias.name}")


def absolute(module: str, node: ast.ImportFrom, tree: Tree) -> str:
    if not node.level:
        return node.module or ""
    is_package = any(other.startswith(module + ".") for other in tree)
    parts = module.split(".")
    kept = parts[: len(parts) - node.level + (1 if is_package else 0)]
    return ".".join([*kept, *([node.module] if node.module else [])])


def resolved(target: str, tree: Tree) -> str:
    """Give the module of ours a dotted name lies in: `matcher.errors` for `matcher.errors.WaagError`."""
    while target not in tree and "." in target:
        target = target.rpartition(".")[0]
    return target


def all_imports(tree: Tree, *packages: str) -> Iterator[Import]:
    for module in sorted(tree):
        if is_in(module, *packages):
            yield from imports(module, tree)


def layer(module: str) -> int | None:
    name = module
    while name not in LAYERS:
        if "." not in name:
            return None
        name = name.rpartition(".")[0]
    return LAYERS[name]


def every_room_has_a_layer(tree: Tree) -> Iterator[str]:
    for module in sorted(tree):
        if is_in(module, *SHIPPED) and module != "web" and layer(module) is None:
            yield f"{module}: no layer is known for it; give it one in tests/architecture.py and in ARCHITECTURE.md."


def imports_point_down(tree: Tree) -> Iterator[str]:
    for found in all_imports(tree, *SHIPPED):
        target = resolved(found.target, tree)
        own, other = layer(found.module), layer(target)
        if is_in(target, *BESIDE):
            yield f"{found.module}:{found.line} imports {target}, which is not shipped."
        elif own is not None and other is not None and other > own:
            yield f"{found.module}:{found.line} imports {target}, which stands above it."


def pages_never_see_the_store(tree: Tree) -> Iterator[str]:
    for found in all_imports(tree, "web.pages", "web.api"):
        if is_in(found.target, "web.store"):
            yield f"{found.module}:{found.line} imports {found.target}; ask a service instead."


def vendors_stay_at_their_border(tree: Tree) -> Iterator[str]:
    for found in all_imports(tree, *SHIPPED):
        allowed = VENDORS.get(found.target.partition(".")[0])
        if allowed is not None and not is_in(found.module, *allowed):
            where = " or ".join(allowed) or "tests and benchmarks"
            yield f"{found.module}:{found.line} imports {found.target}, which belongs in {where}."


def only_config_reads_the_environment(tree: Tree) -> Iterator[str]:
    names = {"environ", "environb", "getenv", "getenvb", "putenv"}
    for module in sorted(tree):
        if not is_in(module, *SHIPPED) or module == "web.config":
            continue
        for node in ast.walk(parsed(tree[module])):
            if isinstance(node, ast.Attribute) and node.attr in names and name_of(node.value) == "os":
                yield f"{module}:{node.lineno} reads os.{node.attr}; settings come from web.config."
        for found in imports(module, tree):
            if found.target in {f"os.{name}" for name in names}:
                yield f"{module}:{found.line} imports {found.target}; settings come from web.config."


def the_core_has_no_clock(tree: Tree) -> Iterator[str]:
    for module, node in nodes(tree, *CORE, "fixtures"):
        if isinstance(node, ast.Attribute) and node.attr in CLOCKS.get(name_of(node.value), set()):
            yield f"{module}:{node.lineno} asks the clock ({name_of(node.value)}.{node.attr}); time is an argument."
    for found in all_imports(tree, *CORE, "fixtures"):
        package, _, name = found.target.rpartition(".")
        if package == "time" and name in CLOCKS["time"]:
            yield f"{found.module}:{found.line} imports {found.target}; time is an argument."


def the_core_draws_no_lots(tree: Tree) -> Iterator[str]:
    for found in all_imports(tree, *CORE):
        if is_in(found.target, *RANDOM_MODULES):
            yield f"{found.module}:{found.line} imports {found.target}; the core draws no lots."
    for module, node in nodes(tree, *CORE):
        if isinstance(node, ast.Attribute) and node.attr == "random" and name_of(node.value) in {"np", "numpy"}:
            yield f"{module}:{node.lineno} uses numpy.random; the core draws no lots."
        if isinstance(node, ast.Call) and name_of(node.func) == "hash":
            yield f"{module}:{node.lineno} calls hash(), whose answer differs per process; use hashlib."


def fixtures_enter_by_the_front_door(tree: Tree) -> Iterator[str]:
    for found in all_imports(tree, "fixtures"):
        target = resolved(found.target, tree)
        if is_in(target, *SHIPPED, *BESIDE) and not is_in(target, *FIXTURES_MAY_IMPORT):
            yield f"{found.module}:{found.line} imports {target}; fixtures make files, they do not run the product."


def the_definition_does_not_know_the_kernel(tree: Tree) -> Iterator[str]:
    for start in ("matcher.fit", "matcher.support"):
        for reached in sorted(reachable(start, tree)):
            if is_in(reached, "matcher.encode", "matcher.kernel"):
                yield f"{start} reaches {reached}; the definition stands on its own."


def verify_shares_only_the_problem(tree: Tree) -> Iterator[str]:
    for found in all_imports(tree, "solver.verify"):
        target = resolved(found.target, tree)
        own = is_in(target, "solver.verify", "solver.problem", "solver.result")
        if is_in(target, "solver") and not own:
            yield f"{found.module}:{found.line} imports {target}; verify shares only problem and result."
    for reached in sorted(reachable("solver.verify", tree)):
        if is_in(reached, "solver.engines", "solver.solve"):
            yield f"solver.verify reaches {reached}; it may not check an engine with that engine."


def nodes(tree: Tree, *packages: str) -> Iterator[tuple[str, ast.AST]]:
    for module in sorted(tree):
        if is_in(module, *packages):
            for node in ast.walk(parsed(tree[module])):
                yield module, node


def name_of(node: ast.AST) -> str:
    """Give the last name of an expression: `datetime` for both `datetime` and `datetime.datetime`."""
    if isinstance(node, ast.Name):
        return node.id
    return node.attr if isinstance(node, ast.Attribute) else ""


def reachable(start: str, tree: Tree) -> set[str]:
    """Give every module of ours that the start (a module or a package) imports, directly or through others."""
    waiting = [module for module in tree if is_in(module, start)]
    seen: set[str] = set()
    while waiting:
        module = waiting.pop()
        if module in seen:
            continue
        seen.add(module)
        targets = {resolved(found.target, tree) for found in imports(module, tree)}
        waiting.extend(target for target in targets if target in tree and is_in(target, *SHIPPED))
    return seen


RULES: tuple[Rule, ...] = (
    every_room_has_a_layer,
    imports_point_down,
    pages_never_see_the_store,
    vendors_stay_at_their_border,
    only_config_reads_the_environment,
    the_core_has_no_clock,
    the_core_draws_no_lots,
    fixtures_enter_by_the_front_door,
    the_definition_does_not_know_the_kernel,
    verify_shares_only_the_problem,
)
