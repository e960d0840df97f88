"""The forms that texts keep, and the base of all shapes.

The docstring of a class and the description of a field are what `guide schema`
shows in an editor's text editor.
"""

import re
from dataclasses import dataclass
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import PydanticCustomError, core_schema


def broken(message: str, fix: str) -> PydanticCustomError:
    """Return the error of a rule that a shape breaks, with what to write instead."""
    return PydanticCustomError("rule", "{message}", {"message": message, "fix": fix})


@dataclass(frozen=True)
class Form:
    """The form of a text: a pattern for programs, and how to keep it in plain words."""

    pattern: str
    fix: str
    message: str = ""
    """What is wrong with a text of another form; without it, that its form is."""

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        """Check a text once it is known to be one."""
        return core_schema.no_info_after_validator_function(self._fits, handler(source))

    def __get_pydantic_json_schema__(
        self, core: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Tell text editors the pattern."""
        return {**handler(core), "pattern": self.pattern}

    def _fits(self, text: str) -> str:
        if re.search(self.pattern, text):
            return text
        if self.message:
            raise broken(self.message, self.fix)
        raise PydanticCustomError("form", "{fix}", {"fix": self.fix})


Key = Annotated[
    str,
    Field(max_length=60),
    Form(r"^[a-z0-9][a-z0-9_-]*$", "use small letters, digits, - and _ (60 characters at most)"),
]

Keys = Annotated[tuple[Key, ...], Field(min_length=1)]
"""Keys of which there must be one."""
Count = Annotated[int, Field(ge=0)]
Text = Annotated[str, Field(min_length=1, max_length=2_000)]

PagePath = Annotated[
    str,
    Form(r"^[a-z0-9][a-z0-9/_-]*\.md$", "write a page of docs/, such as help/warning-signs.md"),
]

_ADDRESS = r"https?://[^\s<>\"'`\\]+"

_WEB = (
    "write it out in full: https://...",
    "an address starts with https:// or http:// and holds no spaces or quotes",
)

WebAddress = Annotated[str, Form(rf"^{_ADDRESS}$", *_WEB)]

SiteAddress = Annotated[str, Form(rf"^({_ADDRESS})?$", *_WEB)]
"""A web address, or nothing for a site that has none."""

PageAddress = Annotated[
    str,
    Form(
        r"^[a-z0-9][a-z0-9/_-]*\.md(#[a-z0-9_-]+)?$",
        "write a page of docs/, such as help/warning-signs.md, with #part if need be",
    ),
]
"""A page under docs/, with an anchor if need be."""

OldAddress = Annotated[
    str,
    Field(max_length=200),
    Form(
        r"^([a-z0-9][a-z0-9_-]*/)*[a-z0-9][a-z0-9_-]*(/|\.html)$",
        "write the old address below the site's root, ending in / or .html, such as help/signs/",
    ),
]


class Shape(BaseModel):
    """Base of all shapes: nothing unknown, nothing changed after reading."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        str_strip_whitespace=True,
    )
