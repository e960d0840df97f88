from __future__ import annotations

import base64
import hashlib

import pytest

from guidekit import policy

START = '<head>\n<meta charset="utf-8">\n<title>T</title></head>'


def sha(script: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


def test_policy_stands_right_behind_the_charset() -> None:
    page = policy.secure(START)
    assert page.startswith('<head>\n<meta charset="utf-8">\n<meta http-equiv="Content-Security')
    assert "script-src 'self';" in page


def test_each_inline_script_is_hashed_once_byte_for_byte() -> None:
    page = f"{START}<script> a('é') </script><script>b()</script><script> a('é') </script>"
    assert policy.hashes(page) == (sha(" a('é') "), sha("b()"))
    assert sha("b()") in policy.secure(page)


@pytest.mark.parametrize(
    "script",
    ['<script src="x.js"></script>', '<script type="application/ld+json">{"a":1}</script>'],
)
def test_files_and_data_need_no_hash(script: str) -> None:
    assert policy.hashes(script) == ()


def test_nothing_unsafe_is_ever_allowed() -> None:
    text = policy.header([sha("a")])
    assert "unsafe" not in text
    assert "*" not in text
    assert text.startswith("default-src 'none'; ")
    assert text.endswith("; frame-ancestors 'none'")


def test_frame_rule_is_left_out_of_pages_where_browsers_only_complain_about_it() -> None:
    assert "frame-ancestors" not in policy.secure(START)


def test_header_allows_what_any_page_allows() -> None:
    pages = [policy.secure(f"{START}<script>{name}</script>") for name in "bab"]
    assert policy.allowed_by(pages) == sorted({sha("a"), sha("b")})


def test_page_without_charset_is_refused() -> None:
    with pytest.raises(ValueError, match="charset"):
        policy.secure("<head></head>")


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ('<p style="color:red">', ["a style attribute"]),
        ('<p class="a" STYLE = "x">', ["a style attribute"]),
        ("<svg><path onclick='x()'/></svg>", ["a onclick attribute"]),
        ("<style>p{}</style>", ["a style tag"]),
        ('<p class="style">style="x" onclick="y"</p>', []),
        ('<script>el.innerHTML = "<p style=1>"</script>', []),
    ],
)
def test_what_the_policy_would_stop_is_named(html: str, found: list[str]) -> None:
    assert policy.blocked(html) == found
