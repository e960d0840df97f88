"""Find Chromium and faces for the browser tests, or install them: Debian's packages first."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from faces import FACES, SHELL, installed

FOLDERS = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"))


def playwrights_own() -> bool:
    """Return whether Playwright has brought its own browser."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as engine:
        return Path(engine.chromium.executable_path).exists()


def from_debian(*packages: str) -> bool:
    """Install Debian's packages, where apt is there and allowed; return whether they are in."""
    if not shutil.which("apt-get"):
        return False
    sudo = [] if os.geteuid() == 0 else ["sudo", "-n"]
    print(f"Installing {', '.join(packages)} with apt-get (a minute or two)", flush=True)
    commands = (["update", "-q"], ["install", "-q", "-y", "--no-install-recommends", *packages])
    try:
        for command in commands:
            subprocess.run([*sudo, "apt-get", *command], check=True, stdout=subprocess.DEVNULL)
    except (OSError, subprocess.CalledProcessError):
        return False
    return True


def from_playwright() -> bool:
    """Let Playwright fetch the browser it brings."""
    print("Installing Chromium with Playwright", flush=True)
    command = [sys.executable, "-m", "playwright", "install", "--only-shell", "chromium"]
    return subprocess.run(command, check=False).returncode == 0


def lacking_faces() -> list[str]:
    """Return the packages whose faces this machine lacks; none where it finds faces otherwise."""
    if sys.platform != "linux":
        return []
    there = {file.name for folder in FOLDERS for file in folder.rglob("*.ttf")}
    return [face.package for face in FACES.values() if face.file not in there]


def get_browser() -> bool:
    """Return whether there is a browser, or one could be installed: best, one without windows."""
    there = shutil.which(SHELL) or playwrights_own()
    return bool(there) or from_debian(SHELL) or bool(installed()) or from_playwright()


def main() -> None:
    """Get a browser and faces, or say how to get them."""
    if not get_browser():
        sys.exit(
            "No Chromium could be installed. Install it yourself and run this again: "
            "on Debian 'sudo apt install chromium-headless-shell', elsewhere from chromium.org"
        )
    lacking = lacking_faces()
    if lacking and not from_debian(*lacking):
        print(f"Not installed: {', '.join(lacking)}. Tests that draw with these faces are skipped.")


if __name__ == "__main__":
    main()
