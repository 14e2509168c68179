"""Consent: the text and its versions, reading, questions, signatures, documents, withdrawal."""
