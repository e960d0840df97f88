"""The guide as plain Markdown, data and templates that an engine without hooks can build."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

import yaml

from guidekit.composing import layout, theme
from guidekit.guide import DATA
from guidekit.publishing import scripts, styles
from guidekit.reading.problems import ContentError, Problem
from guidekit.reading.settings import NAME as SETTINGS
from guidekit.tree import check_page

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from guidekit.engines.composed import Composed, Project

MARKER = ".guide-export.json"
"""Says that a folder is an export: the files written, each with its hash."""

_OTHERWISE = ("hooks", "watch", "plugins", "exclude_docs", "strict")
"""Settings that concern the hooks, whose work is done in an export."""

_NOT_COPIED = ("generated/", "material/")
"""Templates that an export does without: their work is done, or they need the theme."""

_Dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


def files(project: Project) -> dict[str, bytes]:
    """Return every file of the export, by its path there."""
    found = {**dict(_copies(project)), **_beside_check(project)}
    made_from = project.made_from()
    for page in project.composed():
        found[f"docs/{page.uri}"] = _page(page, project, made_from).encode()
    found[SETTINGS] = _settings(project).encode()
    return found


def write(found: Mapping[str, bytes], to: Path) -> None:
    """Write the files of an export to a folder: a new one, an empty one, or an earlier export.

    Raises:
        ContentError: The folder holds something that is not an export's, or was changed by hand;
            nothing has been written or removed then.
    """
    before = _earlier(to)
    if problems := [*_foreign(found, before, to), *_edited(before, to)]:
        raise ContentError(problems)
    for name in before.keys() - found.keys():
        (to / name).unlink(missing_ok=True)
    for name, content in found.items():
        if before.get(name) != _hash(content) or not (to / name).exists():
            (to / name).parent.mkdir(parents=True, exist_ok=True)
            (to / name).write_bytes(content)
    marker = {name: _hash(content) for name, content in sorted(found.items())}
    (to / MARKER).write_text(f"{json.dumps(marker, indent=1)}\n", encoding="utf-8")


def _page(page: Composed, project: Project, made_from: Mapping[str, str]) -> str:
    address = project.settings.get("edit_uri")
    source = made_from.get(page.uri, page.uri)
    edit = {"edit_url": f"{address.rstrip('/')}/{source}"} if address else {}
    told = {**page.facts, **project.disclaimer(page.uri), **edit}
    return f"---\n{_yaml({**page.source.document.data, 'guide': told})}---\n{page.markdown}"


def _settings(project: Project) -> str:
    """Return the settings without the hooks, and with what the hooks would have added."""
    kept = {k: v for k, v in project.settings.items() if k not in _OTHERWISE}
    extra = {
        **kept.get("extra", {}),
        **layout.for_templates(project.data, project.found.pages),
    }
    # Without a name no theme stands behind our templates, so none of its files is published.
    look = {**kept.get("theme", {}), "name": None, "custom_dir": "overrides"}
    # An engine that marks code up for colours is told not to: no style of ours would use it.
    plain_code = {"pymdownx.highlight": {"use_pygments": False}}
    extensions = [*kept.get("markdown_extensions", []), plain_code]
    own = {"theme": look, "plugins": [], "extra": extra, "markdown_extensions": extensions}
    return _yaml({**kept, **own})


def _yaml(data: object) -> str:
    return str(yaml.dump(data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10_000))


def _copies(project: Project) -> Iterator[tuple[str, bytes]]:
    """Yield templates and files that no page is made of, and the stylesheet."""
    parts: dict[str, str] = {}
    for file in visible(project.docs):
        uri = file.relative_to(project.docs).as_posix()
        if styles.is_part(uri):
            parts[uri] = file.read_text("utf-8")
        elif scripts.is_own(uri):
            yield f"docs/{uri}", scripts.lighter(file.read_text("utf-8")).encode()
        elif not uri.endswith(".md") and not uri.startswith(f"{DATA}/"):
            yield f"docs/{uri}", file.read_bytes()
    folders = project.found.folders.templates
    yield from ((f"docs/{u}", text.encode()) for u, text in styles.sheets(parts, folders).items())
    for file in visible(project.overrides):
        uri = file.relative_to(project.overrides).as_posix()
        if not uri.startswith(_NOT_COPIED):
            yield f"overrides/{uri}", theme.inline(file.read_text("utf-8"), folders).encode()


def _beside_check(project: Project) -> dict[str, bytes]:
    """Return the files that go with the check, its script with its words filled in."""
    found = check_page.files(project.data, project.pages, site=project.site.address)
    script = project.docs / check_page.SCRIPT
    if script.exists():
        text = check_page.script(script.read_text("utf-8"), project.data)
        found[check_page.SCRIPT] = scripts.lighter(text)
    return {f"docs/{uri}": text.encode() for uri, text in found.items()}


def visible(folder: Path) -> Iterable[Path]:
    """Return the files of a folder, those left out whose path holds a name with a dot in front."""
    found = (file for file in folder.rglob("*") if file.is_file())
    return sorted(
        file
        for file in found
        if not any(part.startswith(".") for part in file.relative_to(folder).parts)
    )


def _earlier(to: Path) -> dict[str, str]:
    """Return the files of the export that stands in a folder, with their hashes."""
    try:
        read: Any = json.loads((to / MARKER).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return read if isinstance(read, dict) else {}


def _foreign(found: Iterable[str], before: Mapping[str, str], to: Path) -> Iterator[Problem]:
    fix = "name a new folder, or an empty one, or one that was exported to before"
    if to.exists() and not to.is_dir():
        yield Problem(str(to), 1, "this is a file, not a folder", fix)
    elif not before and to.exists() and any(to.iterdir()):
        yield Problem(str(to), 1, "the folder is not empty and holds no earlier export", fix)
    elif before:
        for name in sorted({*found} - before.keys()):
            if (to / name).exists():
                message = f"'{name}' stands in the way, and the export did not write it"
                yield Problem(str(to), 1, message, "move it elsewhere, or export to a new folder")


def _edited(before: Mapping[str, str], to: Path) -> Iterator[Problem]:
    for name, was in before.items():
        file = to / name
        if file.exists() and _hash(file.read_bytes()) != was:
            message = f"'{name}' was changed by hand after the export"
            fix = "make the change in the guide itself, then move this file elsewhere"
            yield Problem(str(to), 1, message, fix)


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
