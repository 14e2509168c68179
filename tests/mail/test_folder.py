"""The demo's mails: kept in a folder, the newest first, and never sent."""

from __future__ import annotations

from pathlib import Path

from portal.mail import FolderMailer, Mail
from tests.support.together import at_once


def test_mails_are_kept_newest_first(tmp_path: Path) -> None:
    mailer = FolderMailer(tmp_path / "mail")
    assert mailer.kept() == []
    for number in range(3):
        mailer.send(Mail("rosa@example.org", f"Código {number}", "¡Hola!"))
    kept = mailer.kept()
    assert [mail.subject for mail in kept] == ["Código 2", "Código 1", "Código 0"]
    assert {mail.text for mail in kept} == {"¡Hola!"}
    assert len({mail.id for mail in kept}) == 3
    assert kept[0].sent_at > kept[2].sent_at
    assert [mail.id for mail in FolderMailer(tmp_path / "mail").kept()] == [m.id for m in kept]


def test_only_the_latest_are_kept(tmp_path: Path) -> None:
    mailer = FolderMailer(tmp_path)
    for number in range(FolderMailer.KEEP + 5):
        mailer.send(Mail("rosa@example.org", str(number), ""))
    subjects = [mail.subject for mail in mailer.kept()]
    assert subjects == [str(number) for number in reversed(range(5, FolderMailer.KEEP + 5))]


def test_many_at_once_are_all_kept(tmp_path: Path) -> None:
    mailer = FolderMailer(tmp_path)
    at_once([lambda n=n: mailer.send(Mail("r@example.org", str(n), "")) for n in range(20)])  # type: ignore[misc]
    assert {mail.subject for mail in mailer.kept()} == {str(number) for number in range(20)}
