"""Travel money: claims, their receipts and review, and the payments that end them."""

# A claim and its payments name each other: whoever loads one has both.
from portal.claims import payment_models as payment_models
