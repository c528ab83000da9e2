"""What a citizen's verbs ask of the database, statement by statement as ours do (Sources/Online, Citizens, Dossiers, Procedures)."""

IDENTITY = """
    SELECT s.id AS key_id, s.seen_ms, p.id, p.name, p.phone, p.email FROM citizens_sessions s
    JOIN citizens_people p ON p.id = s.citizen_id WHERE s.digest = ? AND s.seen_ms > ? AND s.created_ms > ?
"""
SEEN = "UPDATE citizens_sessions SET seen_ms = ? WHERE id = ? AND seen_ms < ?"
CITIZEN = """
    SELECT id, phone, email, name, birth_date, identity_number, commune, address, language, tells_by_sms, tells_by_email,
        password IS NOT NULL AS has_password, is_demo, created_ms FROM citizens_people WHERE id = ?
"""
DELEGATIONS = """
    SELECT id, sender_id, person_id, tax_code, business, relation, from_ms, until_ms FROM citizens_delegations
    WHERE (sender_id = ? OR person_id = ?) AND (until_ms IS NULL OR until_ms > ?) ORDER BY id
"""

VERSION = "SELECT v.id, v.decision, v.decided_date, v.change, v.from_date, v.to_date, v.source, v.entered_ms FROM procedures_versions v"
VERSION_BY_ID = f"{VERSION} WHERE v.id = ?"
VERSION_IN_FORCE = f"{VERSION} WHERE v.code = ? AND (v.from_date IS NULL OR v.from_date <= ?) AND (v.to_date IS NULL OR v.to_date >= ?)"
CONTENT = "SELECT content FROM procedures_contents WHERE version_id = ?"
RECEIVERS = """
    SELECT r.unit_id FROM procedures_receivers r JOIN units_units u ON u.id = r.unit_id
    WHERE r.code = ? AND r.from_date <= ? AND (r.to_date IS NULL OR r.to_date >= ?)
        AND (u.opened_date IS NULL OR u.opened_date <= ?) AND (u.closed_date IS NULL OR u.closed_date >= ?) ORDER BY u.sort_key, u.id
"""
UNIT = "SELECT id, code, name_vi, name_en, kind, parent_id, opened_date, closed_date, source, is_generated, version FROM units_units"
UNIT_BY_CODE = f"{UNIT} WHERE code = ?"
UNIT_BY_ID = f"{UNIT} WHERE id = ?"
FORM = "SELECT id, procedure_code, form_code, notation, definition, from_date, to_date, published_ms FROM procedures_forms"
FORM_BY_ID = f"{FORM} WHERE id = ?"
FORM_IN_FORCE = f"{FORM} WHERE procedure_code = ? AND from_date <= ? AND (to_date IS NULL OR to_date >= ?)"

DRAFT = """
    SELECT id, citizen_id, dossier, procedure_code, version_id, form_id, unit_id, delegation_id, case_number, answers, delivery,
        address, revision, created_ms, saved_ms, expires_ms FROM online_drafts
"""
DRAFT_BY_ID = f"{DRAFT} WHERE id = ?"
DRAFTS_OF = f"{DRAFT} WHERE citizen_id = ? AND expires_ms > ? ORDER BY saved_ms DESC, id"
BEGIN_DRAFT = """
    INSERT INTO online_drafts (id, citizen_id, dossier, procedure_code, version_id, form_id, unit_id, delegation_id, case_number,
        answers, delivery, address, revision, created_ms, saved_ms, expires_ms)
    VALUES (?, ?, NULL, ?, ?, ?, NULL, NULL, 0, ?, 'online', ?, 1, ?, ?, ?)
"""
SAVE_DRAFT = """
    UPDATE online_drafts SET version_id = ?, form_id = ?, unit_id = ?, delegation_id = ?, case_number = ?, answers = ?, delivery = ?,
        address = ?, revision = ?, saved_ms = ?, expires_ms = ? WHERE id = ? AND revision = ?
"""
DRAFT_FILES = "SELECT paper, digest, file_name, bytes FROM online_draft_files WHERE draft_id = ? ORDER BY paper, file_name, digest"
FILE = "INSERT INTO platform_files (digest, size, media_type, created_ms) VALUES (?, ?, ?, ?) ON CONFLICT (digest) DO NOTHING"
DRAFT_FILE = """
    INSERT INTO online_draft_files (draft_id, paper, digest, file_name, bytes) VALUES (?, 0, ?, ?, ?)
    ON CONFLICT (draft_id, paper, digest) DO NOTHING
"""
PAUSES = "SELECT id, from_ms, to_ms, text_vi, text_en, entered_ms FROM online_pauses WHERE to_ms > ? ORDER BY from_ms, id"
DELETE_FILES = "DELETE FROM online_draft_files WHERE draft_id = ?"
DELETE_DRAFT = "DELETE FROM online_drafts WHERE id = ?"

SENT = """
    SELECT o.dossier, o.citizen_id, o.delegation_id, o.applicant_id, o.procedure_code, o.unit_id, o.form_id, o.case_number,
        o.address, o.submitted_ms, o.answer_due_ms, o.answered_ms, o.answer_event FROM online_dossiers o
    JOIN online_answers a ON a.dossier = o.dossier WHERE a.submission_key = ?
"""
HOUR = "SELECT COUNT(*) AS n FROM online_dossiers WHERE citizen_id = ? AND submitted_ms > ?"
RECEIVES = """
    SELECT 1 AS found FROM procedures_receivers WHERE code = ? AND unit_id = (SELECT id FROM units_units WHERE code = ?)
        AND from_date <= ? AND (to_date IS NULL OR to_date >= ?) LIMIT 1
"""
CODES = """
    SELECT unit_id, scheme, code, from_date, to_date, source FROM units_codes
    WHERE unit_id = (SELECT id FROM units_units WHERE code = ?) ORDER BY COALESCE(to_date, '9999') DESC, scheme
"""
NUMBERS = """
    SELECT agency, last FROM dossiers_sequences
    WHERE day = ? AND agency IN (SELECT code FROM units_codes WHERE unit_id = (SELECT id FROM units_units WHERE code = ?))
"""
CHOICE = """
    SELECT procedure_code, from_date, late_receipt, supplement, post_days, source FROM dossiers_clock_choices
    WHERE procedure_code = ? AND from_date <= ? ORDER BY from_date DESC LIMIT 1
"""
CALENDAR = "SELECT revision, id FROM platform_calendar_changes ORDER BY revision DESC LIMIT 1"
# Ours writes the number that it read; at READ COMMITTED two would take the same, so the statement counts and tells.
NUMBER = """
    INSERT INTO dossiers_sequences (agency, day, last) VALUES (?, ?, 1)
    ON CONFLICT (agency, day) DO UPDATE SET last = dossiers_sequences.last + 1 RETURNING last
"""
DOSSIER = """
    INSERT INTO dossiers_dossiers (code, unit_id, version_id, channel, subject, state, received_ms, limit_unit, limit_count, clock,
        first_due_ms, due_ms, finished_ms, returned_ms, supplements, cause, officer, fee, delivery, synced_ms, is_digitised,
        has_electronic_result, reuses_data, is_in_store, uses_population_data, origin, entered_ms, version)
    VALUES (?, ?, ?, 'online', 'citizen', 'registered', ?, 'working_days', 3, 'same_day 15:00 restarts 1 3 working_days moves',
        NULL, NULL, NULL, NULL, 0, NULL, NULL, 'unpaid', ?, NULL, 1, 0, 0, 0, 0, 'online', ?, 1)
"""
APPLICANT = """
    INSERT INTO dossiers_applicants (dossier, name, search_text, document, address, phone, email, submitter, request)
    VALUES (?, ?, ?, ?, ?, ?, '', '', '')
"""
MONTH = """
    INSERT INTO dossiers_months (month, unit_id, received, early, on_time, late, unlimited, dropped) VALUES (?, ?, 1, 0, 0, 0, 0, 0)
    ON CONFLICT (month, unit_id) DO UPDATE SET received = dossiers_months.received + excluded.received,
        early = dossiers_months.early + excluded.early, on_time = dossiers_months.on_time + excluded.on_time,
        late = dossiers_months.late + excluded.late, unlimited = dossiers_months.unlimited + excluded.unlimited,
        dropped = dossiers_months.dropped + excluded.dropped
"""
COUNT = """
    INSERT INTO dossiers_counts (unit_id, version_id, channel, month, received, early, on_time, late, unlimited, dropped)
    VALUES (?, ?, 'online', ?, 1, 0, 0, 0, 0, 0)
    ON CONFLICT (unit_id, version_id, channel, month) DO UPDATE SET received = dossiers_counts.received + excluded.received,
        early = dossiers_counts.early + excluded.early, on_time = dossiers_counts.on_time + excluded.on_time,
        late = dossiers_counts.late + excluded.late, unlimited = dossiers_counts.unlimited + excluded.unlimited,
        dropped = dossiers_counts.dropped + excluded.dropped
"""
EVENT = """
    INSERT INTO dossiers_events (id, dossier, event, at_ms, entered_ms, login, state, text, document)
    VALUES (?, ?, 'registered', ?, ?, ?, 'registered', '', '')
"""
AUDIT = """
    INSERT INTO platform_audit (id, at_ms, actor, action, subject, unit_id, before, after, reason)
    VALUES (?, ?, ?, ?, ?, ?, NULL, ?, NULL)
"""
COMPONENT = """
    INSERT INTO dossiers_components (dossier, number, name, originals, copies, kind, file_digest, file_name, is_reused)
    VALUES (?, ?, ?, 0, 0, 'electronic', ?, ?, 0)
"""
FEE = "INSERT INTO dossiers_fees (dossier, number, name, dong, paid_ms) VALUES (?, 1, ?, ?, NULL)"
SUBMISSION = """
    INSERT INTO online_dossiers (dossier, citizen_id, delegation_id, applicant_id, procedure_code, unit_id, form_id, case_number,
        address, submitted_ms, answer_due_ms, answered_ms, answer_event)
    VALUES (?, ?, NULL, NULL, ?, ?, ?, ?, '', ?, ?, NULL, NULL)
"""
ANSWERS = "INSERT INTO online_answers (dossier, round, submission_key, answers, at_ms) VALUES (?, 1, ?, ?, ?)"
MESSAGE = """
    INSERT INTO citizens_messages (id, reference, citizen_id, title, body, link, created_ms) VALUES (?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (reference) DO NOTHING
"""
