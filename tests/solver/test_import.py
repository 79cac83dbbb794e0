"""A page that only shows a plan pays for no compiler and no engine."""

import subprocess
import sys


def test_importing_the_solver_loads_no_compiler_and_no_engine() -> None:
    told = "import sys, solver; print([name for name in ('numba', 'ortools', 'pandas') if name in sys.modules])"
    answer = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "[]"
