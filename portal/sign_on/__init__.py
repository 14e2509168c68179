"""Single sign-on of staff through their institution's OpenID provider (OpenID Connect Core 1.0)."""
