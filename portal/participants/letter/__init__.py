"""The letter that brings an invitation: one page, in the participant's language."""
