"""What runs the house elsewhere: units, image and manifests, held to what they promise without starting any of them."""

import configparser
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[1]
DEPLOY = ROOT / "deploy"
UNITS = sorted((DEPLOY / "systemd").glob("waag*.service"))
HARDENED = {
    "NoNewPrivileges": "yes", "ProtectSystem": "strict", "ProtectHome": "yes", "PrivateTmp": "yes",
    "PrivateDevices": "yes", "CapabilityBoundingSet": "", "UMask": "0077", "User": "waag", "StateDirectoryMode": "0700",
    "SystemCallFilter": "@system-service", "RestrictNamespaces": "yes",
}  # fmt: skip


def unit(path: Path) -> configparser.ConfigParser:
    found = configparser.ConfigParser(strict=False, interpolation=None)
    found.optionxform = str  # type: ignore[assignment, method-assign]
    found.read(path, encoding="utf-8")
    return found


def documents() -> Iterator[dict[str, Any]]:
    for path in sorted((DEPLOY / "kubernetes").glob("*.yaml")):
        yield from yaml.safe_load_all(path.read_text("utf-8"))


def pods() -> list[tuple[str, dict[str, Any]]]:
    found = []
    for one in documents():
        if one["kind"] == "Deployment":
            found.append((one["metadata"]["name"], one["spec"]["template"]["spec"]))
        elif one["kind"] == "CronJob":
            found.append((one["metadata"]["name"], one["spec"]["jobTemplate"]["spec"]["template"]["spec"]))
    return found


@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.name)
def test_a_unit_runs_as_nobody_else_and_writes_in_its_own_folder_only(path: Path) -> None:
    service = unit(path)["Service"]
    assert {name: service.get(name) for name in HARDENED} == HARDENED
    assert "MemoryMax" in service
    assert not re.search(r"(?i)password|secret|token", path.read_text("utf-8"))


def test_f12_the_timer_stays_out_of_the_hour_that_is_missing_or_comes_twice_and_makes_up_for_a_missed_night() -> None:
    timer = unit(DEPLOY / "systemd" / "waag-nightly.timer")["Timer"]
    assert timer["Persistent"] == "true"
    hour = re.search(r" (\d\d):\d\d:\d\d Europe/Amsterdam$", timer["OnCalendar"])
    assert hour is not None
    assert int(hour[1]) >= 3
    assert timer["Unit"] == "waag-nightly.service"


def test_units_are_as_systemd_wants_them(tmp_path: Path) -> None:
    command = shutil.which("systemd-analyze")
    for path in (DEPLOY / "systemd").glob("waag*.*"):
        text = path.read_text("utf-8").replace("/opt/waag/.venv/bin/waag", "/bin/true")
        (tmp_path / path.name).write_text(text, encoding="utf-8")
    if command is None:
        # Without systemd here, at least every line is a section, a setting, a remark or empty.
        lines = [line for path in tmp_path.iterdir() for line in path.read_text("utf-8").splitlines()]
        assert all(re.fullmatch(r"\[\w+\]|\w+=.*|#.*|", line) for line in lines)
        return
    units = [str(tmp_path / name) for name in ("waag.service", "waag-nightly.service", "waag-nightly.timer")]
    done = subprocess.run([command, "verify", "--man=no", *units], capture_output=True, text=True, check=False)
    assert not [line for line in done.stderr.splitlines() if "waag" in line and "Unknown" in line]


def test_every_pod_runs_as_nobody_on_a_read_only_tree_within_limits() -> None:
    assert [name for name, _ in pods()] == ["waag-night", "waag-web"]
    for name, pod in pods():
        assert pod["securityContext"]["runAsNonRoot"] is True, name
        assert pod["securityContext"]["seccompProfile"]["type"] == "RuntimeDefault"
        assert pod["automountServiceAccountToken"] is False
        for box in pod["containers"]:
            assert box["securityContext"] == {
                "allowPrivilegeEscalation": False,
                "readOnlyRootFilesystem": True,
                "capabilities": {"drop": ["ALL"]},
            }
            assert set(box["resources"]) == {"requests", "limits"}
            assert not box["image"].endswith(":latest")
            assert "env" not in box, "settings with secrets come from a Secret"
            mounted = {one["name"] for one in box["volumeMounts"]}
            assert mounted == {one["name"] for one in pod["volumes"]}


def test_the_pages_are_watched_by_what_they_answer() -> None:
    (box,) = dict(pods())["waag-web"]["containers"]
    probes = {name: box[name]["httpGet"]["path"] for name in ("startupProbe", "livenessProbe", "readinessProbe")}
    assert probes == {"startupProbe": "/healthz", "livenessProbe": "/healthz", "readinessProbe": "/readyz"}


def test_f05_f12_the_night_of_a_cluster_never_runs_beside_itself_nor_in_the_odd_hour() -> None:
    (job,) = [one for one in documents() if one["kind"] == "CronJob"]
    spec = job["spec"]
    assert (spec["concurrencyPolicy"], spec["timeZone"]) == ("Forbid", "Europe/Amsterdam")
    minute, hour, *days = spec["schedule"].split()
    assert int(hour) >= 3
    assert days == ["*", "*", "*"]
    # A night that starts late still starts on its own day.
    assert int(hour) * 3600 + int(minute) * 60 + spec["startingDeadlineSeconds"] < 24 * 3600
    assert job["spec"]["jobTemplate"]["spec"]["template"]["spec"]["restartPolicy"] == "Never"


def test_every_selector_finds_its_pods() -> None:
    labels = [one["spec"]["template"]["metadata"]["labels"] for one in documents() if one["kind"] == "Deployment"]
    labels += [
        one["spec"]["jobTemplate"]["spec"]["template"]["metadata"]["labels"]
        for one in documents()
        if one["kind"] == "CronJob"
    ]
    for one in documents():
        if one["kind"] in ("Service", "PodDisruptionBudget", "NetworkPolicy"):
            wanted = one["spec"].get("selector") or one["spec"]["podSelector"]
            wanted = wanted.get("matchLabels", wanted)
            assert any(wanted.items() <= found.items() for found in labels), one["metadata"]["name"]


def test_the_image_installs_by_hash_compiles_its_kernels_and_runs_as_nobody() -> None:
    text = (DEPLOY / "Containerfile").read_text("utf-8")
    final = text.rpartition("\nFROM ")[2]
    assert "USER 10001:10001" in final
    assert "pip install" not in final
    installs = re.findall(r"pip install (?:[^\n&]*)", text)
    assert installs
    assert all("--require-hashes" in one or "--no-index" in one for one in installs)
    assert "demo --no-serve" in text
    copied = re.findall(r"^COPY (?!--from)(?:--\S+ )*(\S.*) \S+$", text, re.MULTILINE)
    assert all((ROOT / source).exists() for line in copied for source in line.split())
    ignored = (ROOT / ".containerignore").read_text("utf-8").splitlines()
    kept = {line.removeprefix("!") for line in ignored if line.startswith("!")}
    assert {source for line in copied for source in line.split()} <= kept


def test_the_start_of_a_container_is_a_script_the_shell_understands() -> None:
    script = DEPLOY / "container-start.sh"
    assert script.stat().st_mode & 0o111
    assert subprocess.run(["sh", "-n", str(script)], check=False).returncode == 0


@pytest.mark.parametrize("line", re.findall(r"(?<=bin/waag )[a-z].*", "\n".join(p.read_text("utf-8") for p in UNITS)))
def test_every_command_a_unit_starts_has_the_options_it_uses(line: str) -> None:
    from web.cli import cli

    name, *words = line.split()
    command = cli.get_command(None, name)  # type: ignore[arg-type]
    assert command is not None
    known = {option for parameter in command.params for option in parameter.opts}
    assert {word for word in words if word.startswith("--")} <= known


def named_in_operations() -> list[str]:
    text = (ROOT / "docs" / "operations.md").read_text("utf-8")
    found = re.findall(r"`(?:\S+/)?waag ([a-z][^`\n]*)`|^\S.*/waag ([a-z].*)$", text, re.MULTILINE)
    return sorted({one or other for one, other in found})


@pytest.mark.parametrize("line", named_in_operations())
def test_every_command_that_is_told_to_who_is_on_call_exists(line: str) -> None:
    import click

    from web.cli import cli

    words = line.split()
    command = cli.get_command(click.Context(cli), words.pop(0))
    if isinstance(command, click.Group):
        command = command.get_command(click.Context(command), words.pop(0))
    assert command is not None
    known = {option for parameter in command.params for option in parameter.opts}
    assert {word for word in words if word.startswith("--")} <= known


def test_every_setting_who_is_on_call_is_told_of_is_read() -> None:
    text = (ROOT / "docs" / "operations.md").read_text("utf-8")
    told = set(re.findall(r"`((?:WAAG_|NUMBA_)[A-Z_]+)`", text))
    source = (ROOT / "web" / "config.py").read_text("utf-8")
    assert len(told) > 10
    # Those of the provider are read by what comes after their common beginning.
    assert {name for name in told if f'"{name.removeprefix("WAAG_OIDC_")}"' not in source} == set()


def test_every_figure_an_alarm_asks_for_is_given() -> None:
    text = (ROOT / "docs" / "operations.md").read_text("utf-8")
    source = (ROOT / "web" / "pages" / "machines" / "figures.py").read_text("utf-8")
    asked = set(re.findall(r"waag_[a-z_]+", text.replace("waag_web", "").replace("waag_batch", "")))
    given = set(re.findall(r'"(waag_[a-z_]+)"', source))
    assert {re.sub(r"_(total|bucket)$", "", name) for name in asked} <= given
