from __future__ import annotations

from guidekit.publishing import hosts

HEADERS = {"X-One": "a 'b'", "X-Two": 'say "hi"'}


def test_headers_stand_under_their_pattern() -> None:
    assert hosts.headers_file(HEADERS, "/x/") == (
        "/x/*\n  X-One: a 'b'\n  X-Two: say \"hi\"\n"
        "/x/assets/*\n  Cache-Control: public, max-age=3600\n"
    )


def test_nginx_sends_headers_with_errors_too_and_keeps_quotes() -> None:
    assert hosts.nginx_headers(HEADERS) == (
        'add_header X-One "a \'b\'" always;\nadd_header X-Two "say \\"hi\\"" always;\n'
    )


def test_robots_may_read_everything() -> None:
    assert hosts.robots("https://x.example/") == (
        "User-agent: *\nAllow: /\n\nSitemap: https://x.example/sitemap.xml\n"
    )
