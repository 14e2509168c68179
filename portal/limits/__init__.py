"""How often secrets may be tried: passwords, codes, answers. Counted in the database, so that it
holds over all processes and through a restart.

Whoever takes a secret makes three calls, in one transaction::

    attempt = limits.check(session, Kind.PASSWORD, who=email, client=client, now=now, secret=key)
    if not right:
        failed = limits.failed(session, attempt, now=now)     # counts; hand it to the route
    else:
        limits.succeeded(session, attempt)

`check` comes before the secret is looked at. It raises TooOften where this client has to wait, and
puts tries of one client at one account in line: the next begins when the last has committed. `who`
is the address as it was typed, whether or not it belongs to somebody: the same statements are made
and the same answers given. It is "" where what is tried names nobody (an invitation code).

A failed try must stay counted although its request fails. So a service returns
:class:`Refused`, never raises it, and the route hands it to :func:`api.trying.refuse`, which
commits, sends the notice that `failed` may have found due, and then raises.

Three counters, each with a wait that grows (:mod:`portal.limits.rules`): of one client at one
account; of one client over all accounts, against lists of stolen passwords; of one account over
all clients, against many machines. The last two do not concern a device on which the person has
signed in before (:mod:`portal.limits.devices`), and an account's own counter never stops a code
by mail: no stranger can keep her out.
"""

from portal.limits.client import Client
from portal.limits.models import Kind
from portal.limits.service import Attempt, Failed, Notice, Refused, check, failed, succeeded

__all__ = [
    "Attempt",
    "Client",
    "Failed",
    "Kind",
    "Notice",
    "Refused",
    "check",
    "failed",
    "succeeded",
]
