"""Find Chromium for the browser tests, or install it: Debian's package, else Playwright's own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome")


def installed() -> str | None:
    """Return the path of a Chromium that is on this machine, or None."""
    return next(filter(None, map(shutil.which, NAMES)), None)


def playwrights_own() -> bool:
    """Return whether Playwright has brought its own browser."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as engine:
        return Path(engine.chromium.executable_path).exists()


def from_debian() -> bool:
    """Install Debian's package, where apt is there and allowed."""
    if not shutil.which("apt-get"):
        return False
    sudo = [] if os.geteuid() == 0 else ["sudo", "-n"]
    print("Installing Chromium with apt-get (a minute or two)", flush=True)
    commands = (["update", "-q"], ["install", "-q", "-y", "--no-install-recommends", "chromium"])
    try:
        for command in commands:
            subprocess.run([*sudo, "apt-get", *command], check=True, stdout=subprocess.DEVNULL)
    except (OSError, subprocess.CalledProcessError):
        return False
    return installed() is not None


def from_playwright() -> bool:
    """Let Playwright fetch the browser it brings."""
    print("Installing Chromium with Playwright", flush=True)
    command = [sys.executable, "-m", "playwright", "install", "chromium"]
    return subprocess.run(command, check=False).returncode == 0


def main() -> None:
    """Get a browser, or say how to get one."""
    if installed() or playwrights_own() or from_debian() or from_playwright():
        return
    sys.exit(
        "No Chromium could be installed. Install it yourself and run this again: "
        "on Debian or Ubuntu 'sudo apt install chromium', elsewhere from chromium.org"
    )


if __name__ == "__main__":
    main()
