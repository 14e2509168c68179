"""Staff sign in through their university: what opens the desk, and what does not."""

from __future__ import annotations

import sqlalchemy as sa

from portal.accounts.models import DeviceSession, SessionStrength
from portal.accounts.roles import Role
from portal.audit.models import AuditEntry
from portal.sign_on.models import SignOnBinding
from tests.support.desk import Desk
from tests.support.factors import add_app, choose_password, invited, second_step, set_up
from tests.support.portal import Portal
from tests.support.problems import done, problem
from tests.support.sign_on import University, leave, sign_on, told
from tests.support.web import Browser

GRACE = "coordinator.miami@example.org"


def bindings(portal: Portal) -> list[SignOnBinding]:
    with portal.database.session(reads_only=True) as session:
        return list(session.scalars(sa.select(SignOnBinding)))


def signed_in(browser: Browser) -> str | None:
    account = done(browser.get("/api/session"))["account"]
    return account["email"] if account else None


def test_one_press_there_and_back_opens_the_desk(portal: Portal, university: University) -> None:
    university.vouches(GRACE)
    browser = portal.browser()
    answer = sign_on(browser, university)
    assert told(answer) == ""
    assert signed_in(browser) == GRACE
    done(browser.get("/api/staff/participants"))
    [device] = done(browser.get("/api/account/devices"))["devices"]
    assert device["current"]


def test_the_session_page_names_the_sign_on_only_where_it_is_set(
    portal: Portal, small_portal: Portal
) -> None:
    assert done(portal.browser().get("/api/session"))["sign_on"] == "Miami University sign-on"
    assert done(small_portal.browser().get("/api/session"))["sign_on"] is None
    for path in ("/api/sign-in/oidc", "/api/sign-in/oidc/callback"):
        problem(small_portal.browser().get(path), 404, "not_found")


def test_the_first_time_binds_her_tells_her_and_stands_in_the_history(
    portal: Portal, university: University
) -> None:
    university.vouches(GRACE, subject="g-1")
    assert told(sign_on(portal.browser(), university)) == ""
    [mail] = portal.mailer.mails
    assert mail.to == GRACE
    assert "institution's sign-on opens your account" in mail.text
    [bound] = bindings(portal)
    assert (bound.issuer, bound.subject) == (university.address, "g-1")
    with portal.database.session(reads_only=True) as session:
        [entry] = session.scalars(sa.select(AuditEntry).where(AuditEntry.kind == "sign_on_binding"))
    assert (entry.action, entry.account_id) == ("added", bound.account_id)
    assert "g-1" not in str(entry.after)
    assert told(sign_on(portal.browser(), university)) == ""
    assert len(portal.mailer.mails) == 1


def test_once_bound_only_the_subject_finds_her(portal: Portal, university: University) -> None:
    university.vouches(GRACE, subject="g-1")
    sign_on(portal.browser(), university)
    university.vouches(GRACE, subject="somebody who has her old address")
    stranger = portal.browser()
    assert told(sign_on(stranger, university)) == "unknown"
    assert signed_in(stranger) is None
    university.vouches("grace.married@example.org", subject="g-1")
    herself = portal.browser()
    assert told(sign_on(herself, university)) == ""
    assert signed_in(herself) == GRACE


def test_nobody_outside_the_staff_comes_in_and_all_hear_the_same(
    portal: Portal, university: University
) -> None:
    portal.help("helper@example.org", portal.enrol())
    for address in ("nobody@example.org", "eleanor@example.org", "helper@example.org"):
        university.vouches(address)
        browser = portal.browser()
        assert told(sign_on(browser, university)) == "unknown"
        assert signed_in(browser) is None
    assert bindings(portal) == []


def test_an_address_that_the_university_does_not_vouch_for_finds_nobody(
    portal: Portal, university: University
) -> None:
    for verified in (False, "true", None):
        university.vouches(GRACE, claims={"email_verified": verified})
        assert told(sign_on(portal.browser(), university)) == "email"
    assert bindings(portal) == []


def test_who_left_the_team_is_refused_and_forgotten(portal: Portal, university: University) -> None:
    university.vouches(GRACE)
    browser = portal.browser()
    sign_on(browser, university)
    admin = portal.at_desk(Role.ADMIN)
    leave_team(portal, admin, GRACE)
    assert bindings(portal) == []
    assert signed_in(browser) is None
    assert told(sign_on(portal.browser(), university)) == "unknown"


def leave_team(portal: Portal, admin: Desk, email: str) -> None:
    """Every role of that person at the home site ends."""
    team = done(admin.browser.get("/api/staff/team"))["people"]
    [person] = [one for one in team if one["email"] == email]
    for role in person["roles"]:
        asked = done(admin.browser.post("/api/step-up", {"purpose": "manage_team"}), 202)["id"]
        done(admin.browser.post(f"/api/step-up/{asked}", {"code": portal.mailer.last_code()}))
        path = f"/api/staff/team/{person['id']}/roles/{role['id']}/end"
        done(admin.browser.post(path, {"reason": "Left", "step_up": asked}))


def test_one_factor_there_needs_a_code_of_her_app_here(
    portal: Portal, university: University
) -> None:
    _, app, _ = set_up(portal, GRACE)
    university.vouches(GRACE, claims={"amr": ["pwd"]})
    browser = portal.browser()
    assert told(sign_on(browser, university)) == "second"
    assert signed_in(browser) is None, "half of it opens nothing"
    ticket = done(browser.post("/api/sign-in/oidc/second"))["ticket"]
    problem(browser.post("/api/sign-in/oidc/second"), 422, "second_expired")
    problem(second_step(browser, ticket, "000000"), 422, "wrong_second")
    done(second_step(browser, ticket, app.next_code()))
    done(browser.get("/api/staff/participants"))


def test_the_ticket_for_the_second_step_is_only_for_the_browser_that_came_back(
    portal: Portal, university: University
) -> None:
    set_up(portal, GRACE)
    university.vouches(GRACE, claims={"amr": ["pwd"]})
    browser = portal.browser()
    sign_on(browser, university)
    problem(portal.browser().post("/api/sign-in/oidc/second"), 422, "second_expired")
    portal.clock.turn(minutes=10)
    problem(browser.post("/api/sign-in/oidc/second"), 422, "second_expired")


def test_one_factor_there_and_none_here_opens_nothing(
    portal: Portal, university: University
) -> None:
    university.vouches(GRACE, claims={"amr": ["pwd"]})
    browser = portal.browser()
    assert told(sign_on(browser, university)) == "no_second"
    assert signed_in(browser) is None


def test_a_value_of_acr_counts_where_the_settings_trust_it(
    start_portal: object, university: University
) -> None:
    profile = "https://refeds.org/profile/mfa"
    found: Portal = start_portal(oidc_trusts_second_factor=profile, **university.settings)  # type: ignore[operator]
    university.now = found.clock.now.timestamp()
    university.vouches(GRACE, claims={"amr": ["mfa"], "acr": "urn:password"})
    assert told(sign_on(found.browser(), university)) == "no_second"
    university.vouches(GRACE, claims={"amr": [], "acr": profile})
    browser = found.browser()
    assert "acr_values=https%3A%2F%2Frefeds.org%2Fprofile%2Fmfa" in leave(browser)
    assert told(sign_on(browser, university)) == ""


def test_none_trusts_no_second_factor_of_the_university(
    start_portal: object, university: University
) -> None:
    found: Portal = start_portal(oidc_trusts_second_factor="none", **university.settings)  # type: ignore[operator]
    university.now = found.clock.now.timestamp()
    university.vouches(GRACE, claims={"amr": ["none", "mfa"]})
    assert told(sign_on(found.browser(), university)) == "no_second"


def test_it_opens_a_session_of_two_factors_under_a_new_token(
    portal: Portal, university: University
) -> None:
    university.vouches(GRACE)
    browser = portal.browser(GRACE)
    before = browser.client.get_cookie("portal")
    assert before is not None
    answer = sign_on(browser, university)
    set_cookies = answer.headers.getlist("Set-Cookie")
    [cookie] = [one for one in set_cookies if one.startswith("portal=")]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert before.value not in cookie
    with portal.database.session(reads_only=True) as session:
        rows = session.scalars(sa.select(DeviceSession).order_by(DeviceSession.made_at)).all()
    assert [
        row.ended_at is None for row in rows if row.account_id == bindings(portal)[0].account_id
    ] == [False, True]
    assert rows[-1].strength is SessionStrength.TWO_FACTOR


def test_after_a_reset_only_the_new_invitation_brings_her_in(
    portal: Portal, university: University
) -> None:
    university.vouches(GRACE)
    sign_on(portal.browser(), university)
    admin = portal.at_desk(Role.ADMIN)
    team = done(admin.browser.get("/api/staff/team"))["people"]
    [person] = [one for one in team if one["email"] == GRACE]
    asked = done(admin.browser.post("/api/step-up", {"purpose": "manage_team"}), 202)["id"]
    done(admin.browser.post(f"/api/step-up/{asked}", {"code": portal.mailer.last_code()}))
    body = {"id": "8c1d4d0e-1111-4c4f-9a52-7d0f7a1b2c3d", "reason": "Lost", "step_up": asked}
    done(admin.browser.post(f"/api/staff/team/{person['id']}/reset", body), 201)
    assert bindings(portal) == []
    assert told(sign_on(portal.browser(), university)) == "unknown"


def test_her_account_shows_it_and_she_removes_it_where_another_way_in_remains(
    portal: Portal, university: University
) -> None:
    university.vouches(GRACE)
    browser = portal.browser()
    sign_on(browser, university)
    shown = done(browser.get("/api/account/factors"))
    assert shown["sign_on"]["made_at"]
    assert (shown["complete"], shown["step_up"]) == (False, True)
    step_up = by_mail(portal, browser)
    problem(browser.post("/api/account/sign-on/removal", {"step_up": step_up}), 422, "last_factor")
    done(choose_password(browser, step_up=by_mail(portal, browser)))
    app, _ = add_app(portal, browser, step_up=by_password(browser))
    shown = done(browser.post("/api/account/sign-on/removal", {"step_up": by_password(browser)}))
    assert shown["sign_on"] is None
    assert "no longer opens your account" in portal.mailer.mails[-1].text
    problem(
        browser.post("/api/account/sign-on/removal", {"step_up": by_password(browser)}),
        404,
        "not_found",
    )
    assert app is not None


def by_mail(portal: Portal, browser: Browser) -> str:
    asked = done(browser.post("/api/step-up", {"purpose": "change_sign_in"}), 202)["id"]
    done(browser.post(f"/api/step-up/{asked}", {"code": portal.mailer.last_code()}))
    return str(asked)


def by_password(browser: Browser) -> str:
    asked = done(browser.post("/api/step-up", {"purpose": "change_sign_in"}), 202)["id"]
    done(browser.post(f"/api/step-up/{asked}", {"password": "four purple herons at noon"}))
    return str(asked)


def test_a_session_in_which_she_sets_up_needs_no_more_for_being_bound(
    portal: Portal, university: University
) -> None:
    university.vouches(GRACE)
    sign_on(portal.browser(), university)
    done(choose_password(invited(portal, GRACE)))
