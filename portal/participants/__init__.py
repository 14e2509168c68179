"""Enrolment: status, anchor dates, flags."""
