"""The content policy, the same on every page and host: nothing from elsewhere, nothing inline."""

_RULES = (
    "default-src 'none'; script-src 'self'{inline}; style-src 'self'{inline}; "
    "img-src 'self'{data}; connect-src 'self'; base-uri 'none'; form-action 'none'"
)
POLICY = _RULES.format(inline="", data="")
THEME_POLICY = _RULES.format(inline=" 'unsafe-inline'", data=" data:")
"""For pages in the full look of the theme, whose scripts, styles and icons stand inline: still
nothing from elsewhere."""


def tag(policy: str) -> str:
    """Return a policy as a tag, to follow the charset: it stands before anything it rules."""
    return f'<meta http-equiv="Content-Security-Policy" content="{policy}">'


def headers(policy: str) -> dict[str, str]:
    """Return what a host sends with every file."""
    # Browsers heed the rule on frames in a header alone.
    return {"Content-Security-Policy": f"{policy}; frame-ancestors 'none'", **_ALWAYS}


TAG, THEME_TAG = tag(POLICY), tag(THEME_POLICY)

_ALWAYS = {
    "Strict-Transport-Security": "max-age=31536000",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Resource-Policy": "same-origin",
}
