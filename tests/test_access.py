"""Who may open which page: a row for every named address, tried by everybody with every method.

A new address needs a row in ROWS, and nothing else here. `who` is one of the tables below; `methods` are
those the page answers to; `args` leads to an object of the town of „fallbegleitung“ and „koordination“
(see places.py). The statuses of `post` are those of an empty form sent by somebody who may.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client, override_settings
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.built_once import built_once
from tests.places import (
    absence,
    account,
    application,
    brief_contact,
    bulk,
    case,
    edition,
    identity_step,
    job,
    kept_perspective,
    of_case,
    of_partner,
    offered,
    offering,
    paper,
    parked_case,
    parked_deadline,
    partner,
    placement,
    programme,
    published,
    purpose,
    put_off,
    referral,
    report_batch,
    section,
    step,
    talk,
    talk_appointment,
    task,
    town,
    vacancy,
)
from tests.reports import verapdf
from tests.world import Town, World, asked, build_world, client_of

Statuses = dict[str, int]

OUT = ("anonymous", "deactivated")
CASEWORK = ("fallbegleitung", "koordination", "fallbegleitung elsewhere", "koordination elsewhere")
INSIDE = (*CASEWORK, "auswertung", "fachadministration", "datenschutz")


def only(*actors: str, elsewhere: int = 200) -> Statuses:
    """These may; the others inside lack the right; who is not logged in has to log in first."""
    statuses = {**dict.fromkeys(INSIDE, 403), **dict.fromkeys(OUT, 302), **dict.fromkeys(actors, 200)}
    foreign = [actor for actor in actors if actor.endswith("elsewhere")]
    return statuses | dict.fromkeys(foreign, elsewhere)


EVERYBODY = dict.fromkeys((*INSIDE, *OUT), 200)
INSIDERS = only(*INSIDE)
CASEWORKERS = only(*CASEWORK)
# The object belongs to the one town; for the other there is no such page.
THIS_TOWN = only(*CASEWORK, elsewhere=404)
COORDINATORS = only("koordination", "koordination elsewhere")
COORDINATORS_OF_THIS = only("koordination", "koordination elsewhere", elsewhere=404)
# Released reports: the own ones, and all of them for the Auswertung.
READERS = only(*CASEWORK, "auswertung")
READERS_OF_THIS = only(*CASEWORK, "auswertung", elsewhere=404)
ADMINISTRATION = only("fachadministration")
PROTECTION = only("datenschutz")


def always(status: int, who: Statuses = INSIDERS) -> Statuses:
    """Instead of the page: another answer, such as a redirect, for those who may."""
    return {actor: status if usual == 200 else usual for actor, usual in who.items()}


@dataclass(frozen=True)
class Row:
    name: str
    who: Statuses
    args: Callable[[World], list[Any]] = lambda world: []
    methods: str = "GET"
    # Where it is not that of the page itself.
    post: int | None = None
    # Needs nobody logged in, though the page itself may lead elsewhere.
    public: bool = False
    # Another proof stands in for the token of the page.
    tokenless: bool = False


ENTRANCE = {**dict.fromkeys(INSIDE, 302), **dict.fromkeys(OUT, 200)}
BOTH = "GET POST"

ROWS = [
    # --- Heute and casework ---
    Row("home", CASEWORKERS | dict.fromkeys(("auswertung", "fachadministration", "datenschutz"), 302)),
    Row("participant_list", CASEWORKERS),
    Row("participant_register", CASEWORKERS, methods=BOTH),
    Row("participant_detail", THIS_TOWN, case),
    Row("participant_edit", THIS_TOWN, case, BOTH),
    Row("participant_history", THIS_TOWN, case),
    Row("consent_purposes", THIS_TOWN, case),
    Row("consent_give", THIS_TOWN, case, BOTH),
    Row("consent_take_back", THIS_TOWN, purpose, BOTH),
    Row("letter_list", THIS_TOWN, case),
    Row("letter_add", THIS_TOWN, case, BOTH),
    Row("letter_pdf", THIS_TOWN, of_case("letters")),
    Row("letter_bulk", CASEWORKERS, methods=BOTH),
    Row("letter_bulk_zip", always(404, CASEWORKERS), bulk),
    Row("letter_text_list", CASEWORKERS),
    Row("letter_text_pick", always(302, COORDINATORS)),
    Row("letter_text_edit", COORDINATORS, lambda world: ["einladung", "de"], BOTH),
    Row("address_edit", THIS_TOWN, case, BOTH),
    Row("address_erase", THIS_TOWN, case, "POST", post=302),
    Row("consent_edit", THIS_TOWN, case, BOTH),
    Row("residence_list", THIS_TOWN, case),
    Row("residence_add", THIS_TOWN, case, BOTH),
    Row("residence_edit", THIS_TOWN, paper, BOTH),
    Row("residence_withdraw", THIS_TOWN, paper, BOTH),
    Row("identity_note", THIS_TOWN, case, BOTH),
    Row("exclusion_note", THIS_TOWN, case, BOTH),
    Row("case_move", THIS_TOWN, case, BOTH),
    Row("case_undo", THIS_TOWN, step, "POST", post=302),
    Row("case_revoke", THIS_TOWN, step, BOTH),
    Row("follow_up_done", THIS_TOWN, parked_case, BOTH),
    Row("case_deadlines", THIS_TOWN, case),
    Row("case_deadline_snooze", THIS_TOWN, parked_deadline, BOTH),
    Row("case_deadline_resume", THIS_TOWN, put_off, "POST", 302),
    Row("case_application_add", THIS_TOWN, case, BOTH),
    Row("case_application_end", THIS_TOWN, application, BOTH),
    Row("perspective", THIS_TOWN, case),
    Row("perspective_pdf", THIS_TOWN, case),
    Row("perspective_keep", THIS_TOWN, case, "POST", 302),
    Row("perspective_kept_list", THIS_TOWN, case),
    Row("perspective_kept", THIS_TOWN, kept_perspective),
    Row("rulebook", INSIDERS),
    Row("rulebook_changes", INSIDERS),
    Row("deadline_list", CASEWORKERS),
    Row("deadline_steps", COORDINATORS, methods=BOTH),
    Row("plan_detail", THIS_TOWN, case),
    Row("plan_print", THIS_TOWN, case),
    Row("plan_pdf", THIS_TOWN, case),
    Row("plan_agree", THIS_TOWN, case, BOTH),
    Row("plan_agreed_pdf", THIS_TOWN, of_case("planagreements")),
    Row("plan_need_add", THIS_TOWN, case, BOTH),
    Row("plan_need", THIS_TOWN, of_case("needs"), BOTH),
    Row("plan_need_offers", THIS_TOWN, of_case("needs")),
    Row("plan_need_defer", THIS_TOWN, of_case("needs"), BOTH),
    Row("plan_need_close", THIS_TOWN, of_case("needs"), BOTH),
    Row("plan_need_resume", THIS_TOWN, of_case("needs"), "POST", post=302),
    # Without a need in the address it leads to the plan.
    Row("plan_measure_add", always(302, THIS_TOWN), case, BOTH),
    Row("plan_measure", THIS_TOWN, of_case("measures"), BOTH),
    Row("plan_measure_edit", THIS_TOWN, of_case("measures"), BOTH),
    Row("plan_measure_start", THIS_TOWN, of_case("measures"), BOTH),
    Row("plan_measure_end", THIS_TOWN, of_case("measures"), BOTH),
    Row("plan_measure_reopen", THIS_TOWN, of_case("measures"), "POST", post=302),
    Row("plan_goal_add", THIS_TOWN, case, BOTH),
    Row("plan_goal", THIS_TOWN, of_case("goals"), BOTH),
    Row("plan_goal_state", THIS_TOWN, of_case("goals"), BOTH),
    Row("plan_referral_add", THIS_TOWN, case, BOTH),
    Row("plan_referral", THIS_TOWN, referral, BOTH),
    Row("plan_referral_result", THIS_TOWN, referral, BOTH),
    Row("plan_referral_withdraw", THIS_TOWN, referral, BOTH),
    Row("placement_list", THIS_TOWN, case),
    Row("placement_profile", THIS_TOWN, case, BOTH),
    Row("placement_suggest", THIS_TOWN, case, BOTH),
    Row("placement_detail", THIS_TOWN, placement),
    Row("placement_sheet", THIS_TOWN, placement),
    Row("placement_pdf", THIS_TOWN, placement),
    Row("placement_step", THIS_TOWN, lambda world: [*placement(world), "beenden"], BOTH),
    Row("plan_transfer_add", THIS_TOWN, case, BOTH),
    Row("plan_transfer", THIS_TOWN, of_case("transfers")),
    # What was sent is not edited any more.
    Row("plan_transfer_edit", always(302, THIS_TOWN), of_case("transfers"), BOTH),
    Row("plan_transfer_send", THIS_TOWN, of_case("transfers"), "POST", post=302),
    Row("plan_transfer_state", THIS_TOWN, of_case("transfers"), BOTH),
    Row("plan_transfer_withdraw", THIS_TOWN, of_case("transfers"), BOTH),
    Row("plan_transfer_link", THIS_TOWN, of_case("transfers"), "POST"),
    Row("plan_transfer_link_revoke", THIS_TOWN, of_case("transfers"), "POST", post=302),
    Row("plan_transfer_letter", THIS_TOWN, of_case("transfers")),
    Row("plan_transfer_coded_letter", THIS_TOWN, of_case("transfers"), "POST", post=302),
    Row("work_list", THIS_TOWN, case),
    Row("work_add", THIS_TOWN, lambda world: [*case(world), "ausbildung"], BOTH),
    Row("work_edit", THIS_TOWN, job, BOTH),
    Row("work_end", THIS_TOWN, job, BOTH),
    Row("work_withdraw", THIS_TOWN, job, BOTH),
    Row("work_certificate_add", THIS_TOWN, case, BOTH),
    Row("work_certificate_withdraw", THIS_TOWN, of_case("certificategaineds"), "POST", post=302),
    Row("work_follow_up", THIS_TOWN, lambda world: [*case(world), date(2024, 2, 12), 3], BOTH),
    Row("esf_list", THIS_TOWN, case),
    Row("esf_edit", THIS_TOWN, lambda world: [*case(world), "eintritt"], BOTH),
    Row("overview", CASEWORKERS),
    # --- the daily work ---
    Row("appointment_list", THIS_TOWN, case),
    Row("appointment_add", THIS_TOWN, case, BOTH),
    Row("appointment_detail", THIS_TOWN, of_case("appointments")),
    Row("appointment_edit", THIS_TOWN, of_case("appointments"), BOTH),
    Row("appointment_file", THIS_TOWN, of_case("appointments")),
    Row("appointment_move", THIS_TOWN, of_case("appointments"), BOTH),
    Row("appointment_state", THIS_TOWN, of_case("appointments"), BOTH),
    Row("appointment_reopen", THIS_TOWN, of_case("appointments"), "POST", 302),
    Row("appointment_interpreting", THIS_TOWN, of_case("appointments"), "POST", 302),
    Row("contact_add", THIS_TOWN, case, BOTH),
    Row("contact_withdraw", THIS_TOWN, of_case("contactattempts"), "POST", 302),
    Row("calendar", CASEWORKERS),
    Row("calendar_month", CASEWORKERS),
    Row("calendar_day", CASEWORKERS),
    Row("calendar_add", CASEWORKERS, methods=BOTH),
    Row("task_list", CASEWORKERS),
    Row("task_add", CASEWORKERS, methods=BOTH),
    Row("task_edit", THIS_TOWN, task, BOTH),
    Row("task_postpone", THIS_TOWN, task, BOTH),
    Row("task_done", THIS_TOWN, task, "POST", 302),
    Row("task_reopen", THIS_TOWN, task, "POST", 302),
    Row("task_take", THIS_TOWN, task, "POST", 302),
    Row("waiting_list", CASEWORKERS),
    Row("dwelling_list", CASEWORKERS),
    Row("dwelling_targets", COORDINATORS, methods=BOTH),
    Row("absence_list", CASEWORKERS),
    Row("absence_add", CASEWORKERS, methods=BOTH),
    # That of the Fallbegleitung; the Koordination may change it too.
    Row("absence_edit", THIS_TOWN, absence, BOTH),
    Row("absence_cancel", THIS_TOWN, absence, "POST", 302),
    Row("brief_contacts", CASEWORKERS, methods=BOTH),
    Row("brief_contact_delete", THIS_TOWN, brief_contact, "POST", post=302),
    Row("hand_over", COORDINATORS, methods=BOTH),
    Row("packet_list", COORDINATORS),
    Row("packet_add", THIS_TOWN, case, BOTH),
    # Offered by a third town, so that only the Koordination of this one decides.
    Row("packet_detail", COORDINATORS_OF_THIS, offered),
    Row("packet_accept", COORDINATORS_OF_THIS, offered, BOTH, 302),
    Row("packet_refuse", COORDINATORS_OF_THIS, offered, BOTH),
    Row("packet_withdraw", THIS_TOWN, offering, "POST", 302),
    Row("erasure_list", COORDINATORS),
    Row("erasure_add", COORDINATORS_OF_THIS, case, BOTH),
    Row("bulk_detail", THIS_TOWN, bulk),
    Row("bulk_retry", THIS_TOWN, bulk, "POST", 302),
    # --- talks ---
    Row("talk_list", THIS_TOWN, case),
    Row("talk_start", THIS_TOWN, case, "POST", post=302),
    Row("talk_compare", THIS_TOWN, case),
    Row("talk_paper", THIS_TOWN, case),
    Row("talk_identity", THIS_TOWN, case, BOTH),
    Row("talk_identity_withdraw", THIS_TOWN, identity_step, "POST", post=302),
    Row("talk_topic", always(302, THIS_TOWN), lambda world: [*case(world), world.own.draft.section]),
    Row("talk_detail", THIS_TOWN, talk),
    Row("talk_end", THIS_TOWN, talk, "POST", post=302),
    Row("talk_attended", THIS_TOWN, talk_appointment, "POST", post=302),
    Row("talk_protocol", THIS_TOWN, talk),
    Row("talk_protocol_pdf", THIS_TOWN, talk),
    Row("talk_paper_pdf", THIS_TOWN, case),
    Row("talk_section", THIS_TOWN, section, BOTH),
    Row("talk_draft", THIS_TOWN, section, "POST", post=400),
    # A draft is nobody's but its author's.
    Row("talk_discard", THIS_TOWN | {"koordination": 404}, section, "POST", post=302),
    Row("draft_list", CASEWORKERS),
    Row("conversation_switch", CASEWORKERS, methods="POST", post=400),
    Row("screen_cover", CASEWORKERS, methods=BOTH, post=302),
    # --- the directory ---
    Row("network_overview", CASEWORKERS),
    Row("network_groups", CASEWORKERS),
    Row("network_figures", CASEWORKERS),
    # Of partners without an account: the code of a letter is asked for, and no token of the page.
    Row("answer", EVERYBODY, methods=BOTH, post=404, tokenless=True),
    Row("answer_thanks", EVERYBODY),
    Row("directory_print", CASEWORKERS),
    Row("directory_import", COORDINATORS, methods=BOTH),
    Row("directory_export", COORDINATORS),
    Row("directory_settings", COORDINATORS, methods=BOTH),
    Row("organisation_add", COORDINATORS, methods=BOTH),
    Row("organisation_detail", THIS_TOWN, partner),
    Row("organisation_edit", COORDINATORS_OF_THIS, partner, BOTH),
    Row("partner_contact_add", THIS_TOWN, partner, BOTH),
    Row("partner_contact_edit", THIS_TOWN, of_partner("contacts"), BOTH),
    Row("partner_contact_remove", THIS_TOWN, of_partner("contacts"), BOTH, 302),
    Row("service_add", THIS_TOWN, partner, BOTH),
    Row("service_edit", THIS_TOWN, of_partner("services"), BOTH),
    Row("service_check", THIS_TOWN, of_partner("services"), "POST", 302),
    Row("vacancy_list", CASEWORKERS),
    Row("vacancy_detail", THIS_TOWN, vacancy),
    Row("vacancy_add", THIS_TOWN, partner, BOTH),
    Row("vacancy_edit", THIS_TOWN, vacancy, BOTH),
    Row("vacancy_close", THIS_TOWN, vacancy, BOTH),
    Row("vacancy_reopen", THIS_TOWN, vacancy, "POST", 302),
    Row("vacancy_people", THIS_TOWN, vacancy),
    # --- reports ---
    Row("report_list", READERS),
    Row("report_preview", COORDINATORS),
    Row("report_statistics", COORDINATORS),
    Row("report_statistics_csv", COORDINATORS),
    Row("report_statistics_json", COORDINATORS),
    Row("report_statistics_xlsx", COORDINATORS),
    Row("report_methods", READERS),
    Row("report_save", COORDINATORS, methods="POST"),
    Row("report_submit", COORDINATORS, methods="POST"),
    Row("report_draft_pdf", COORDINATORS, methods="POST"),
    Row("report_issue", COORDINATORS, methods="POST"),
    Row("report_detail", READERS_OF_THIS, edition),
    Row("report_people", THIS_TOWN, edition),
    Row("report_preview_people", COORDINATORS),
    Row("report_pdf", READERS_OF_THIS, edition),
    Row("report_csv", READERS_OF_THIS, edition),
    Row("report_json", READERS_OF_THIS, edition),
    Row("narrative_start", always(302, COORDINATORS)),
    Row("narrative_edit", COORDINATORS, lambda world: [2024], BOTH),
    Row("narrative_pdf", COORDINATORS, lambda world: [2024]),
    Row("exchange", COORDINATORS),
    Row("exchange_csv", COORDINATORS),
    Row("exchange_json", COORDINATORS),
    Row("exchange_xlsx", COORDINATORS),
    Row("land_report", only("auswertung")),
    Row("land_report_csv", only("auswertung")),
    Row("batch_start", only("auswertung"), methods="POST", post=302),
    Row("batch_detail", only("auswertung"), report_batch),
    Row("batch_retry", only("auswertung"), report_batch, "POST", 302),
    Row("batch_zip", always(404, only("auswertung")), report_batch),
    Row("edition_list", READERS),
    Row("edition_add", COORDINATORS, methods=BOTH),
    Row("edition_detail", READERS_OF_THIS, published),
    Row("edition_pdf", READERS_OF_THIS, published),
    Row("edition_csv", READERS_OF_THIS, published),
    Row("edition_json", READERS_OF_THIS, published),
    # --- administration and log ---
    Row("settings_overview", ADMINISTRATION),
    Row("settings_kommune_add", ADMINISTRATION, methods=BOTH),
    Row("settings_kommune_edit", ADMINISTRATION, town, BOTH),
    Row("settings_estimate_add", ADMINISTRATION, town, BOTH),
    Row("settings_estimate_withdraw", ADMINISTRATION, lambda world: [world.own.estimate.pk], "POST", 302),
    Row("settings_barrier_done", ADMINISTRATION, lambda world: [world.barrier.pk], "POST", 302),
    Row("job_list", ADMINISTRATION),
    Row("job_retry", ADMINISTRATION, lambda world: [1], "POST", 302),
    Row("chore_run", ADMINISTRATION, lambda world: ["aufraeumen"], "POST", 302),
    Row("programme_list", ADMINISTRATION),
    Row("programme_add", ADMINISTRATION, methods=BOTH),
    Row("programme_edit", ADMINISTRATION, programme, BOTH),
    Row("user_list", ADMINISTRATION),
    Row("user_add", ADMINISTRATION, methods=BOTH),
    Row("user_edit", ADMINISTRATION, account, BOTH),
    Row("user_deactivate", ADMINISTRATION, account, BOTH, post=302),
    Row("user_activate", ADMINISTRATION, lambda world: [world.deactivated.pk], "POST", 302),
    Row("user_password_link", ADMINISTRATION, account, "POST"),
    Row("user_reset_factor", ADMINISTRATION, account, "POST", 302),
    Row("log_list", PROTECTION),
    # --- what belongs to a session ---
    Row("form_reopened", always(404), lambda world: ["unbekannt"]),
    Row("session_kept", always(204)),
    # --- for everybody ---
    Row("help", EVERYBODY),
    Row("accessibility", EVERYBODY),
    Row("privacy", EVERYBODY),
    Row("keyboard", EVERYBODY),
    Row("report_barrier", EVERYBODY, methods=BOTH),
    Row("health", EVERYBODY),
    # --- the own account ---
    Row("account_login", ENTRANCE, methods=BOTH),
    Row("account_logout", INSIDERS, methods=BOTH, post=302, public=True),
    Row("account_reset_password", EVERYBODY, methods=BOTH),
    Row("account_reset_password_done", EVERYBODY),
    Row("account_reset_password_from_key", EVERYBODY, lambda world: ["x", "y-z"], BOTH),
    Row("account_reset_password_from_key_done", EVERYBODY),
    Row("account_change_password", INSIDERS, methods=BOTH),
    Row("account_reauthenticate", INSIDERS, methods=BOTH),
    Row("mfa_index", INSIDERS),
    Row("mfa_authenticate", always(302, EVERYBODY), methods=BOTH, public=True),
    Row("mfa_reauthenticate", always(302), methods=BOTH),
    Row("mfa_activate_totp", always(302), methods=BOTH),
    Row("mfa_deactivate_totp", always(404), methods=BOTH),
    Row("mfa_view_recovery_codes", always(404)),
    Row("mfa_generate_recovery_codes", always(302), methods=BOTH),
    Row("mfa_download_recovery_codes", always(404)),
    Row("usersessions_list", INSIDERS, methods=BOTH, post=302),
    Row("own_calendar", CASEWORKERS, methods=BOTH),
    Row("own_calendar_revoke", CASEWORKERS, methods="POST", post=302),
    # Asks for the secret of the link instead of a log-in.
    Row("own_calendar_file", always(404, EVERYBODY), public=True),
]


def names(patterns: list[URLPattern | URLResolver]) -> Iterator[str | None]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from names(pattern.url_patterns)
        else:
            yield pattern.name


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker) -> Iterator[World]:
    """Built once; every request takes place in a savepoint that is rolled back.

    No session begins anew with a page; that alone would be a tenth of the time.
    """
    lasting = override_settings(SESSION_SAVE_EVERY_REQUEST=False)
    with lasting, built_once(django_db_blocker, build_world) as world:
        yield world


@pytest.fixture(scope="module")
def clients(world: World) -> dict[str, Client]:
    users = {"anonymous": None, **world.users()}
    return {actor: client_of(user) for actor, user in users.items()}


def test_every_address_has_a_name_and_a_row():
    assert sorted(map(str, names(get_resolver().url_patterns))) == sorted(row.name for row in ROWS)


@pytest.mark.django_db
@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_access(world: World, clients: dict[str, Client], row: Row):
    address = reverse(row.name, args=row.args(world))
    method = row.methods.split()[0]
    expected = row.who if method == "GET" else sent(row)
    assert {actor: asked(clients[actor], method, address).status_code for actor in row.who} == expected


@pytest.mark.django_db
@pytest.mark.parametrize("row", [row for row in ROWS if row.methods == BOTH], ids=lambda row: row.name)
def test_sending_the_form(world: World, clients: dict[str, Client], row: Row):
    address = reverse(row.name, args=row.args(world))
    assert {actor: asked(clients[actor], "POST", address).status_code for actor in row.who} == sent(row)


def sent(row: Row) -> Statuses:
    """Nobody's typed text is lost: 419 instead of a redirect to the log-in where a page is protected."""
    usual = {actor: row.post or status for actor, status in row.who.items() if status in (200, 302)}
    protected = row.who["anonymous"] == 302 and not row.public
    return row.who | usual | (dict.fromkeys(OUT, 419) if protected else {})


@pytest.mark.django_db
@pytest.mark.parametrize(
    "row", [row for row in ROWS if "POST" in row.methods and not row.tokenless], ids=lambda row: row.name
)
def test_no_form_without_its_token(world: World, row: Row):
    """Another site cannot send it; who has an old page gets the typed text back."""
    for user in (None, world.own.koordination, world.fachadministration):
        client = client_of(user, enforce_csrf_checks=True)
        assert asked(client, "POST", reverse(row.name, args=row.args(world))).status_code == 419


@pytest.mark.django_db
@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_wrong_method(world: World, clients: dict[str, Client], row: Row):
    address = reverse(row.name, args=row.args(world))
    allowed = set(row.methods.split())
    if "GET" in allowed:
        allowed.add("HEAD")
    who = next(actor for actor, status in row.who.items() if status != 403)
    wrong = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"} - allowed
    answers = {each: asked(clients[who], each, address).status_code for each in wrong}
    assert answers == dict.fromkeys(wrong, 405)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "row",
    [row for row in ROWS if row.args in (paper, step, identity_step, put_off, application, kept_perspective)],
    ids=lambda row: row.name,
)
def test_a_foreign_part_of_an_own_case_is_not_there(world: World, clients: dict[str, Client], row: Row):
    foreign: Town = world.other
    mixed = [row.args(world)[0], row.args(World(foreign, *([None] * 6)))[1]]
    answer = asked(clients["fallbegleitung"], row.methods.split()[-1], reverse(row.name, args=mixed))
    assert answer.status_code == 404


# What was agreed on is stored; here it is the beginning of a PDF only.
PAPERS = [row for row in ROWS if row.name.endswith("_pdf") and row.methods == "GET"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "row", [row for row in PAPERS if row.name != "plan_agreed_pdf"], ids=lambda row: row.name
)
def test_verapdf_finds_nothing(world: World, clients: dict[str, Client], row: Row, tmp_path: Path):
    answer = asked(clients["koordination"], "GET", reverse(row.name, args=row.args(world)))
    paper = tmp_path / "papier.pdf"
    paper.write_bytes(answer.content)
    profiles = ("PDFUA-1", "PDFA-3A")
    assert {each: verapdf.failures(paper, each) for each in profiles} == {each: [] for each in profiles}
