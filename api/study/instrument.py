"""`portal study instrument`: a licensed instrument from REDCap, as an entry of the study file."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from portal.study.check_ins.redcap import DictionaryFaults, read_dictionaries, to_entry
from portal.study.definition import Text

PAIR = 'written as LANGUAGE=VALUE, for example "es=instrument-es.csv"'


def _pairs(
    _context: click.Context, option: click.Parameter, given: tuple[str, ...]
) -> dict[str, str]:
    """`en=a`, `es=b` as a mapping; the first is the main language."""
    pairs: dict[str, str] = {}
    for one in given:
        language, separator, value = one.partition("=")
        if not separator or not language or not value:
            raise click.BadParameter(f"{one!r} is not {PAIR}.", param=option)
        pairs[language] = value
    return pairs


@click.command("instrument")
@click.argument("dictionaries", nargs=-1, required=True, callback=_pairs, metavar="LANGUAGE=CSV...")
@click.option("--key", required=True, help="Key of the check-in.")
@click.option("--version", required=True, help="Version of the instrument.")
@click.option("--name", multiple=True, required=True, callback=_pairs, help="LANGUAGE=NAME, each.")
@click.option(
    "--recall", multiple=True, required=True, callback=_pairs, help="LANGUAGE=WORDS, each."
)
@click.option("--credit", multiple=True, callback=_pairs, help="What the owner wants shown.")
@click.option("--form", help="The form to take, where the dictionary has several.")
def instrument(
    dictionaries: dict[str, str],
    key: str,
    version: str,
    name: dict[str, str],
    recall: dict[str, str],
    credit: dict[str, str],
    form: str | None,
) -> None:
    """Turn data dictionaries of REDCap, one for each language, into an entry of `check_ins`.

    Prints the entry. Add when it is due, its rules and time limits, and put it into the study file.
    The texts belong to their owner: keep them out of public repositories.
    """
    try:
        found = read_dictionaries(
            {language: _bytes(path) for language, path in dictionaries.items()},
            names=dictionaries,
            form=form,
            key=key,
            version=version,
            name=Text(name),
            recall=Text(recall),
            credit=Text(credit) if credit else None,
        )
    except DictionaryFaults as error:
        for fault in error.faults:
            click.echo(str(fault), err=True)
        click.echo(f"{len(error.faults)} to mend. Nothing was made.", err=True)
        sys.exit(1)
    click.echo(to_entry(found), nl=False)


def _bytes(path: str) -> bytes:
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise click.UsageError(f"{path}: {error.strerror}.") from None
