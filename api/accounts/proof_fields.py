"""Fields for what people prove themselves with."""

from __future__ import annotations

from typing import Any

from marshmallow import fields, validate

MOST_ENTRIES = 12


class Code(fields.String):
    """A code as it was typed or pasted, with what stands around it."""

    def __init__(self, **more: Any) -> None:
        super().__init__(validate=[validate.Length(min=1), validate.Length(max=40)], **more)


class Secret(fields.String):
    """A password as it was typed: nothing is cut. Long ones are refused by the rules, very long
    ones here, before they cost anything."""

    def __init__(self, **more: Any) -> None:
        super().__init__(
            validate=[validate.Length(min=1), validate.Length(max=1000)],
            metadata={"format": "password"},
            **more,
        )


class Credential(fields.Dict):
    """What the browser made of a passkey (PublicKeyCredential.toJSON); checked where it is used."""

    def __init__(self, **more: Any) -> None:
        super().__init__(
            validate=[validate.Length(min=1), validate.Length(max=MOST_ENTRIES)], **more
        )
