#!/usr/bin/env python3
"""Passkeys on the real server, by an authenticator in software: registered, signed in and stepped up with, removed, and misused."""

import sys
import threading
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.path.insert(1, str(Path(__file__).resolve().parents[2] / "support"))
import people  # noqa: E402
from identity_test import People, address, rows  # noqa: E402
from people import CLIENT, code_of, internal, password_sign_in, resolve, totp  # noqa: E402
from software_authenticator import (  # noqa: E402
    BACKED_UP, ELIGIBLE, PRESENT, VERIFIED, SoftwareAuthenticator, base64url, from_base64url)

ORIGIN = "http://localhost:8787"  # of the portal in development
FORMER = 16 * 60 * 1_000_000  # microseconds: longer ago than what counts as lately


class Passkeys(People):
    def setUp(self):
        super().setUp()
        self.token = self.signed_in()
        self.caller = self.bearer(self.token)
        self.device = self.authenticator()

    def authenticator(self, origin=ORIGIN, **more):
        device = SoftwareAuthenticator(origin, **more)
        self.addCleanup(device.close)
        return device

    def start_adding(self, caller=None):
        answer = self.me(caller or self.caller, "POST", "/passkeys/start")
        self.assertEqual(answer.status, 200, answer.body)
        return answer.json["options"], answer.json["transaction"]

    def add(self, transaction, credential, name="Laptop", caller=None):
        return self.me(caller or self.caller, "POST", "/passkeys", {"transaction": transaction, "credential": credential, "name": name})

    def registered(self, device=None, caller=None, **more):
        """A passkey of the device, as the API lists it."""
        options, transaction = self.start_adding(caller)
        answer = self.add(transaction, (device or self.device).register(options, **more), caller=caller)
        self.assertEqual(answer.status, 201, answer.body)
        return answer.json

    def start(self):
        answer = internal(self.site.port, "auth/passkey/start", None)
        self.assertEqual(answer.status, 200, answer.body)
        return answer.json["options"], answer.json["transaction"]

    def complete(self, transaction, credential, client=None, **more):
        body = {"transaction": transaction, "credential": credential, "client": client or CLIENT} | more
        return internal(self.site.port, "auth/passkey/complete", body)

    def with_passkey(self, device=None, **knobs):
        """A whole sign-in."""
        options, transaction = self.start()
        return self.complete(transaction, (device or self.device).sign_in(options, **knobs))

    def start_step_up(self, token=None):
        answer = internal(self.site.port, "auth/step-up/passkey/start", {"session_token": token or self.token})
        self.assertEqual(answer.status, 200, answer.body)
        return answer.json["options"], answer.json["transaction"]

    def step_up(self, transaction, credential, token=None):
        return internal(self.site.port, "auth/step-up", {"session_token": token or self.token, "transaction": transaction,
                                                         "credential": credential, "client": CLIENT})

    def someone_else(self):
        """The bearer and session token of another person, of another organisation."""
        made = people.create_org(self.site, "other@investor.example", "INVESTOR", "Other")
        token = password_sign_in(self.site.port, "other@investor.example", made["password"]).json["session_token"]
        return self.bearer(token), token

    def disable(self):
        self.site.sql("UPDATE users SET disabled_at = 1 WHERE email = 'admin@lender.example'")

    def failures(self):
        return [row["payload"]["reason"] for row in rows(self.site, "LOGIN_FAILED")]

    def assert_refused(self, answer, reason, code="invalid_credentials"):
        """Refused as any other sign-in is, with the reason in the log and no session."""
        self.assertEqual(code_of(answer), (401, code), answer.body)
        self.assertNotIn("reason", answer.json)
        row = rows(self.site, "LOGIN_FAILED")[-1]
        self.assertEqual((row["payload"]["method"], row["payload"]["reason"], row["outcome"]), ("passkey", reason, "failure"))
        self.assertEqual(self.sessions_made_by_passkey(), 0)

    def sessions_made_by_passkey(self):
        return self.site.sql("SELECT count(*) FROM sessions WHERE methods LIKE '%passkey%'")[0][0]


class Registering(Passkeys):
    def test_options_are_for_a_discoverable_verified_key_of_this_site(self):
        options, _ = self.start_adding()
        user = resolve(self.site.port, self.token).json["user"]
        self.assertEqual(options["rp"], {"id": "localhost", "name": "RateStack"})
        self.assertEqual(from_base64url(options["user"]["id"]).decode(), user["id"])
        self.assertEqual(options["user"]["name"], user["email"])
        self.assertEqual(options["authenticatorSelection"], {"requireResidentKey": True, "residentKey": "required", "userVerification": "required"})
        self.assertEqual(len(from_base64url(options["challenge"])), 32)
        self.assertNotEqual(self.start_adding()[0]["challenge"], options["challenge"])

    def test_is_listed_recorded_and_not_offered_again(self):
        made = self.registered()
        self.assertEqual({k: made[k] for k in ("name", "last_used_at", "synced")}, {"name": "Laptop", "last_used_at": None, "synced": False})
        listed = self.me(self.caller, path="/passkeys").json
        self.assertEqual(listed, {"items": [made], "next_cursor": None})
        (row,) = rows(self.site, "MFA_PASSKEY_ADDED")
        self.assertEqual((row["outcome"], row["resource"]["type"], row["resource"]["id"]), ("success", "passkey", made["id"]))
        self.assertEqual(row["actor"]["type"], "user")
        options, _ = self.start_adding()
        self.assertEqual([entry["id"] for entry in options["excludeCredentials"]], [base64url(self.device.credentials[0].id)])

    def test_key_that_may_be_copied_is_said_to_be(self):
        self.assertTrue(self.registered(flags=PRESENT | VERIFIED | ELIGIBLE | BACKED_UP)["synced"])

    def assert_not_added(self, answer, reason):
        self.assertEqual((code_of(answer), answer.json["reason"]), ((422, "passkey_refused"), reason), answer.body)
        row = rows(self.site, "MFA_PASSKEY_ADDED")[-1]
        self.assertEqual((row["outcome"], row["payload"]), ("failure", {"reason": reason}))

    def test_whatever_a_rule_forbids_is_refused_and_recorded(self):
        off_curve = {1: 2, 3: -7, -1: 1, -2: b"\x01" * 32, -3: b"\x02" * 32}
        for reason, knobs in (("wrong_origin", {"origin": "http://localhost:8788"}), ("wrong_origin", {"origin": "https://evil.example"}),
                              ("wrong_relying_party", {"rp_id": "evil.example"}), ("user_not_verified", {"flags": PRESENT}),
                              ("user_not_present", {"flags": VERIFIED}), ("wrong_challenge", {"challenge": base64url(bytes(32))}),
                              ("wrong_type", {"kind": "webauthn.get"}), ("inconsistent_backup", {"flags": PRESENT | VERIFIED | BACKED_UP}),
                              ("unsupported_key", {"cose": off_curve}), ("unsupported_key", {"cose": off_curve | {3: -257}})):
            options, transaction = self.start_adding()
            self.assert_not_added(self.add(transaction, self.device.register(options, **knobs)), reason)
        self.assertEqual(self.me(self.caller, path="/passkeys").json["items"], [])

    def test_transaction_is_good_once_for_its_own_user_and_purpose(self):
        options, transaction = self.start_adding()
        self.assertEqual(self.add(transaction, self.device.register(options)).status, 201)
        self.assert_not_added(self.add(transaction, self.device.register(options, id=b"another" * 4)), "challenge_expired")
        theirs, _ = self.someone_else()
        options, transaction = self.start_adding(theirs)
        self.assert_not_added(self.add(transaction, self.authenticator().register(options)), "challenge_expired")
        _, for_sign_in = self.start()
        options, _ = self.start_adding()
        self.assert_not_added(self.add(for_sign_in, self.authenticator().register(options)), "challenge_expired")
        self.assert_not_added(self.add("A" * 200, self.authenticator().register(options)), "challenge_expired")
        self.assertEqual(len(self.me(self.caller, path="/passkeys").json["items"]), 1)

    def test_credential_of_another_is_not_taken_over(self):
        self.registered()
        theirs, _ = self.someone_else()
        options, transaction = self.start_adding(theirs)
        same = self.device.credentials[0].id
        answer = self.add(transaction, self.device.register(options, id=same), caller=theirs)
        self.assertEqual(code_of(answer), (409, "conflict"))
        self.assertEqual(rows(self.site, "MFA_PASSKEY_ADDED")[-1]["outcome"], "failure")
        self.assertEqual(self.me(theirs, path="/passkeys").json["items"], [])

    def test_person_has_twenty_at_most(self):
        options, transaction = self.start_adding()
        late = self.device.register(options)
        for _ in range(20):
            self.registered(self.authenticator())
        self.assertEqual(code_of(self.me(self.caller, "POST", "/passkeys/start")), (409, "too_many_passkeys"))
        self.assertEqual(code_of(self.add(transaction, late)), (409, "too_many_passkeys"))
        self.assertEqual(len(self.me(self.caller, path="/passkeys").json["items"]), 20)

    def test_wants_a_recent_proof(self):
        made = self.registered()
        self.site.sql("UPDATE sessions SET authenticated_at = authenticated_at - ?", (FORMER,))
        for method, path in (("POST", "/passkeys/start"), ("POST", "/passkeys"), ("DELETE", "/passkeys/" + made["id"])):
            self.assertEqual(code_of(self.me(self.caller, method, path, {} if method == "POST" else None)), (403, "step_up_required"), path)
        self.assertEqual(self.me(self.caller, path="/passkeys").status, 200)

    def test_body_is_read_strictly(self):
        options, transaction = self.start_adding()
        credential = self.device.register(options)
        self.assertEqual(code_of(self.add(transaction, "text")), (400, "invalid_field"))
        self.assertEqual(code_of(self.add(transaction, credential | {"type": "password"})), (400, "invalid_field"))
        self.assertEqual(code_of(self.add(transaction, credential, name="")), (400, "invalid_field"))
        self.assertEqual(code_of(self.add(transaction, credential, name="n" * 65)), (400, "invalid_field"))
        self.assertEqual(self.add(transaction, credential).status, 201)

    def test_is_removed_by_its_owner_and_opens_nothing_then(self):
        made = self.registered()
        theirs, _ = self.someone_else()
        self.assertEqual(code_of(self.me(theirs, "DELETE", "/passkeys/" + made["id"])), (404, "not_found"))
        self.assertEqual(self.me(self.caller, "DELETE", "/passkeys/" + made["id"]).status, 204)
        self.assertEqual(code_of(self.me(self.caller, "DELETE", "/passkeys/" + made["id"])), (404, "not_found"))
        (row,) = rows(self.site, "MFA_PASSKEY_REMOVED")
        self.assertEqual(row["resource"]["id"], made["id"])
        self.assert_refused(self.with_passkey(), "wrong_credential")
        self.assertEqual(rows(self.site, "LOGIN_FAILED")[-1]["resource"]["id"], "unknown")


class SigningIn(Passkeys):
    def setUp(self):
        super().setUp()
        self.passkey = self.registered()

    def test_names_nobody_and_opens_a_session_of_two_factors(self):
        options, transaction = self.start()
        self.assertEqual((options["rpId"], options["allowCredentials"], options["userVerification"]), ("localhost", [], "required"))
        answer = self.complete(transaction, self.device.sign_in(options))
        self.assertEqual(answer.status, 200, answer.body)
        self.assertEqual((answer.json["session"]["acr"], answer.json["session"]["methods"]), ("aal2", ["passkey"]))
        self.assertEqual(answer.json["user"]["email"], "admin@lender.example")
        self.assertEqual(self.me(self.bearer(answer.json["session_token"])).json["session"]["id"], answer.json["session"]["id"])
        row = rows(self.site, "LOGIN_SUCCEEDED")[-1]
        self.assertEqual(row["payload"], {"acr": "aal2", "methods": "passkey"})
        self.assertIsNotNone(self.me(self.caller, path="/passkeys").json["items"][0]["last_used_at"])
        self.assertEqual(self.failures(), [])

    def test_no_code_is_asked_for_where_one_is_enrolled(self):
        secret = self.me(self.caller, "POST", "/totp").json["secret"]
        self.assertEqual(self.me(self.caller, "POST", "/totp/confirm", {"code": totp(secret)}).status, 200)
        self.assertEqual(self.sign_in().status, 202)
        self.assertEqual(self.with_passkey().status, 200)

    def test_session_has_a_token_that_nobody_knew(self):
        answer = self.with_passkey()
        again = self.with_passkey()
        self.assertEqual(len({self.token, answer.json["session_token"], again.json["session_token"]}), 3)
        options, transaction = self.start()
        fixed = self.complete(transaction, self.device.sign_in(options), session_token=self.token)
        self.assertEqual(code_of(fixed), (400, "unknown_field"))

    def test_transaction_is_good_once(self):
        for counts in (True, False):
            device = self.authenticator(counts=counts)
            self.registered(device)
            options, transaction = self.start()
            assertion = device.sign_in(options)
            first = self.complete(transaction, assertion)
            self.assertEqual(first.status, 200, first.body)
            self.site.sql("DELETE FROM sessions WHERE id = ?", (first.json["session"]["id"],))
            self.assert_refused(self.complete(transaction, assertion), "challenge_expired", "challenge_expired")
            self.assert_refused(self.complete(transaction, device.sign_in(options)), "challenge_expired", "challenge_expired")

    def test_of_those_who_send_one_transaction_at_once_one_signs_in(self):
        device = self.authenticator(counts=False)
        self.registered(device)
        options, transaction = self.start()
        assertion, answers = device.sign_in(options), []
        threads = [threading.Thread(target=lambda: answers.append(code_of(self.complete(transaction, assertion)))) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(sorted(answers, key=str), [(200, None)] + [(401, "challenge_expired")] * 7)
        self.assertEqual(self.sessions_made_by_passkey(), 1)
        self.assertEqual(self.failures(), ["challenge_expired"] * 7)

    def test_assertion_is_good_for_its_own_challenge(self):
        options, _ = self.start()
        assertion = self.device.sign_in(options)
        _, transaction = self.start()
        self.assert_refused(self.complete(transaction, assertion), "wrong_challenge")

    def test_transaction_of_another_purpose_is_none(self):
        for options, transaction in (self.start_adding(), self.start_step_up()):
            request_like = {"rpId": "localhost", "allowCredentials": [], "challenge": options["challenge"]}
            answer = self.complete(transaction, self.device.sign_in(request_like))
            self.assertEqual(code_of(answer), (401, "challenge_expired"))
        self.assertEqual(self.sessions_made_by_passkey(), 0)

    def test_forged_and_late_transactions_are_none(self):
        options, transaction = self.start()
        assertion = self.device.sign_in(options)
        for forged in (transaction[:-4] + "AAAA", transaction[::-1], "AAAA"):
            self.assertEqual(code_of(self.complete(forged, assertion)), (401, "challenge_expired"))
        self.assertEqual(self.complete(transaction, assertion).status, 200)

    def test_whatever_a_rule_forbids_is_refused_with_one_answer_and_recorded(self):
        for reason, knobs in (("wrong_origin", {"origin": "http://localhost:8788"}), ("wrong_origin", {"origin": "https://evil.example"}),
                              ("cross_origin", {"crossOrigin": True}), ("cross_origin", {"topOrigin": ORIGIN}),
                              ("wrong_relying_party", {"rp_id": "evil.example"}), ("user_not_verified", {"flags": PRESENT}),
                              ("user_not_present", {"flags": VERIFIED}), ("bad_signature", {"key": self.device.new_key()}),
                              ("wrong_type", {"kind": "webauthn.create"}), ("wrong_user", {"handle": None}), ("wrong_user", {"handle": b"usr_x"})):
            options, transaction = self.start()
            self.assert_refused(self.complete(transaction, self.device.sign_in(options, **knobs), client=address(len(self.failures()))), reason)
        row = rows(self.site, "LOGIN_FAILED")[-1]
        self.assertEqual((row["payload"]["passkey"], row["resource"]["type"]), (self.passkey["id"], "user"))
        self.assertEqual(self.with_passkey().status, 200)

    def test_signature_over_other_data_is_none(self):
        options, transaction = self.start()
        assertion = self.device.sign_in(options)
        data = bytearray(from_base64url(assertion["response"]["authenticatorData"]))
        data[36] += 1  # the count
        assertion["response"]["authenticatorData"] = base64url(bytes(data))
        self.assert_refused(self.complete(transaction, assertion), "bad_signature")

    def test_users_own_handle_does_not_make_anothers_passkey_theirs(self):
        theirs, token = self.someone_else()
        device = self.authenticator()
        self.registered(device, caller=theirs)
        mine = self.device.credentials[0].user_handle
        self.assert_refused(self.with_passkey(device, handle=mine), "wrong_user")

    def test_count_that_goes_back_tells_of_a_clone(self):
        credential = self.device.credentials[0]
        self.assertEqual(self.with_passkey(count=7).status, 200)
        self.site.sql("DELETE FROM sessions WHERE methods = 'passkey'")
        for count in (7, 6, 0):
            self.assert_refused(self.with_passkey(count=count), "cloned_authenticator")
        self.assertEqual(rows(self.site, "LOGIN_FAILED")[-1]["payload"]["passkey"], self.passkey["id"])
        self.assertEqual(self.site.sql("SELECT sign_count FROM passkeys")[0][0], 7)
        credential.count = 7
        self.assertEqual(self.with_passkey().status, 200)

    def test_key_does_not_become_one_that_may_be_copied(self):
        self.assert_refused(self.with_passkey(flags=PRESENT | VERIFIED | ELIGIBLE), "inconsistent_backup")
        self.site.sql("UPDATE passkeys SET backup_eligible = NULL")  # one from before it was kept
        self.assertEqual(self.with_passkey(flags=PRESENT | VERIFIED | ELIGIBLE).status, 200)

    def test_disabled_user_is_not_let_in(self):
        self.disable()
        self.assert_refused(self.with_passkey(), "disabled")

    def test_failures_lock_the_network_and_not_the_person(self):
        for _ in range(10):
            self.assertEqual(self.with_passkey(origin="https://evil.example").status, 401)
        self.assertEqual(code_of(self.with_passkey()), (429, "locked_out"))
        self.assertEqual(code_of(self.sign_in()), (429, "locked_out"))  # one count for all factors
        self.assertEqual([row["payload"]["by"] for row in self.awaited("LOCKED_OUT")], ["network"])
        options, transaction = self.start()
        self.assertEqual(self.complete(transaction, self.device.sign_in(options), client=address(99)).status, 200)

    def test_right_assertions_cost_nothing(self):
        for _ in range(12):
            self.assertEqual(self.with_passkey().status, 200)

    def test_body_is_read_strictly(self):
        options, transaction = self.start()
        assertion = self.device.sign_in(options)
        self.assertEqual(code_of(self.complete(transaction, {})), (400, "invalid_field"))
        self.assertEqual(code_of(self.complete(transaction, assertion | {"rawId": "AAAA"})), (400, "invalid_field"))
        self.assertEqual(code_of(self.complete(transaction, assertion, client={"ip": "here"})), (400, "invalid_field"))
        self.assertEqual(code_of(self.complete(transaction, assertion, remember=True)), (400, "unknown_field"))
        self.assertEqual(code_of(self.complete("", assertion)), (400, "invalid_field"))
        self.assertEqual(self.failures(), [])

    def test_rows_and_log_hold_no_challenge_and_no_address(self):
        options, transaction = self.start()
        answer = self.complete(transaction, self.device.sign_in(options))
        text = "\n".join(row[0] for row in self.site.sql("SELECT row FROM common_audit_log")) + self.site.log.read_text()
        for hidden in (options["challenge"], transaction, answer.json["session_token"], "admin@lender.example"):
            self.assertNotIn(hidden, text)


class SteppingUp(Passkeys):
    def setUp(self):
        super().setUp()
        self.passkey = self.registered()
        self.site.sql("UPDATE sessions SET authenticated_at = authenticated_at - ?", (FORMER,))

    def test_replaces_the_token_and_counts_as_a_recent_proof(self):
        self.assertEqual(code_of(self.me(self.caller, "POST", "/passkeys/start")), (403, "step_up_required"))
        options, transaction = self.start_step_up()
        self.assertEqual([entry["id"] for entry in options["allowCredentials"]], [base64url(self.device.credentials[0].id)])
        answer = self.step_up(transaction, self.device.sign_in(options, handle=None))
        self.assertEqual(answer.status, 200, answer.body)
        self.assertEqual((answer.json["session"]["acr"], answer.json["session"]["methods"]), ("aal2", ["password", "passkey"]))
        self.assertEqual(code_of(resolve(self.site.port, self.token)), (401, "unknown_session"))
        fresh = self.bearer(answer.json["session_token"])
        self.assertEqual(self.me(fresh, "POST", "/passkeys/start").status, 200)
        self.assertEqual(rows(self.site, "SESSION_STEPPED_UP")[0]["payload"], {"acr": "aal2", "methods": "password passkey"})
        again = self.step_up(transaction, self.device.sign_in(options), token=answer.json["session_token"])
        self.assertEqual(code_of(again), (401, "challenge_expired"))
        self.assertEqual(self.failures(), ["challenge_expired"])

    def test_passkey_of_another_is_none(self):
        theirs, _ = self.someone_else()
        device = self.authenticator()
        self.registered(device, caller=theirs)
        options, transaction = self.start_step_up()
        for handle in (None, device.credentials[0].user_handle, self.device.credentials[0].user_handle):
            assertion = device.sign_in(options | {"allowCredentials": []}, handle=handle)
            self.assert_refused(self.step_up(transaction, assertion), "wrong_user")
        self.assertEqual(resolve(self.site.port, self.token).status, 200)

    def test_transaction_is_the_sessions_own(self):
        other = self.signed_in()
        options, transaction = self.start_step_up(other)
        self.assertEqual(code_of(self.step_up(transaction, self.device.sign_in(options))), (401, "challenge_expired"))
        options, transaction = self.start()
        self.assertEqual(code_of(self.step_up(transaction, self.device.sign_in(options))), (401, "challenge_expired"))
        self.assertEqual(self.sessions_made_by_passkey(), 0)

    def test_wants_what_a_sign_in_wants(self):
        for reason, knobs in (("user_not_verified", {"flags": PRESENT}), ("bad_signature", {"key": self.device.new_key()}),
                              ("wrong_origin", {"origin": "https://evil.example"})):
            options, transaction = self.start_step_up()
            self.assert_refused(self.step_up(transaction, self.device.sign_in(options, **knobs)), reason)

    def test_is_not_begun_without_a_passkey_or_a_session(self):
        theirs, token = self.someone_else()
        start = lambda shown: internal(self.site.port, "auth/step-up/passkey/start", {"session_token": shown})  # noqa: E731
        self.assertEqual(code_of(start(token)), (409, "not_enrolled"))
        self.assertEqual(code_of(start("A" * 43)), (401, "unknown_session"))

    def test_session_that_ended_is_not_stepped_up(self):
        options, transaction = self.start_step_up()
        internal(self.site.port, "sessions/revoke", {"session_token": self.token})
        self.assertEqual(code_of(self.step_up(transaction, self.device.sign_in(options))), (401, "session_revoked"))


class Origins(Passkeys):
    def restart(self, **settings):
        self.site.stop()
        self.site.start(**settings)
        self.token = self.signed_in()
        self.caller = self.bearer(self.token)

    def test_setting_says_whom_a_passkey_is_for(self):
        self.restart(PUBLIC_ORIGIN="https://portal.example")
        device = self.authenticator("https://portal.example")
        self.registered(device)
        options, transaction = self.start()
        self.assertEqual(options["rpId"], "portal.example")
        self.assert_refused(self.complete(transaction, device.sign_in(options, origin="https://www.portal.example")), "wrong_origin")
        self.assertEqual(self.with_passkey(device).status, 200)

    def test_none_are_made_for_an_address(self):
        self.registered()
        self.restart(PUBLIC_ORIGIN="https://192.0.2.1")
        self.assertEqual(code_of(internal(self.site.port, "auth/passkey/start", None)), (409, "passkeys_unavailable"))
        self.assertEqual(code_of(self.me(self.caller, "POST", "/passkeys/start")), (409, "passkeys_unavailable"))
        (item,) = self.me(self.caller, path="/passkeys").json["items"]
        self.assertEqual(self.me(self.caller, "DELETE", "/passkeys/" + item["id"]).status, 204)


if __name__ == "__main__":
    unittest.main()
