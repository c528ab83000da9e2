import Kernel
import Platform
import Storage
import Units

/// All SQL of kiosks: devices, their runs, and answers of theirs that cannot count.
enum DeviceStore {
    static func insert(_ device: KioskDevice, _ code: PairingCode, by login: String, _ db: any Connection) throws {
        try db.run(
            """
            INSERT INTO surveys_devices (id, name, campaign, respondents, unit_id, pairing_digest, pairing_until_ms, secret_digest, run, pin,
                pixel_micrometres, episode_seconds, registered_ms, retired_ms, login)
            VALUES (\(device.id), \(device.name), \(device.campaign), \(device.respondents), \(device.unit), \(code.digest),
                \(device.pairingUntil), NULL, NULL, \(device.pin.text), NULL, \(device.episodeSeconds), \(device.registered), NULL, \(login))
            """)
    }

    /// Saves what an officer changes.
    static func update(_ device: KioskDevice, _ db: any Connection) throws {
        try db.run(
            """
            UPDATE surveys_devices SET name = \(device.name), pin = \(device.pin.text), episode_seconds = \(device.episodeSeconds)
            WHERE id = \(device.id)
            """)
    }

    static func giveCode(_ code: PairingCode, until: Timestamp, to device: ID<KioskDevice>, _ db: any Connection) throws {
        try db.run("UPDATE surveys_devices SET pairing_digest = \(code.digest), pairing_until_ms = \(until) WHERE id = \(device)")
    }

    /// Nothing opens the device any more.
    static func retire(_ device: ID<KioskDevice>, at now: Timestamp, _ db: any Connection) throws {
        try db.run(
            """
            UPDATE surveys_devices SET retired_ms = \(now), secret_digest = NULL, pairing_digest = NULL, pairing_until_ms = NULL
            WHERE id = \(device)
            """)
    }

    /// A machine takes the device's place; whatever had it before is let in no more.
    static func pair(_ device: ID<KioskDevice>, secret: String, _ db: any Connection) throws {
        try db.run(
            """
            UPDATE surveys_devices SET secret_digest = \(KioskWord.digest(secret)), run = NULL, pairing_digest = NULL, pairing_until_ms = NULL
            WHERE id = \(device)
            """)
    }

    static func find(_ id: ID<KioskDevice>, _ db: any Connection) throws -> KioskDevice? {
        try db.row("\(columns) WHERE id = \(id)").map(device)
    }

    static func find(code: PairingCode, at now: Timestamp, _ db: any Connection) throws -> KioskDevice? {
        try db.row("\(columns) WHERE pairing_digest = \(code.digest) AND pairing_until_ms > \(now) AND retired_ms IS NULL").map(device)
    }

    static func find(secret: String, _ db: any Connection) throws -> KioskDevice? {
        try db.row("\(columns) WHERE secret_digest = \(KioskWord.digest(secret)) AND retired_ms IS NULL").map(device)
    }

    static func all(of campaign: String, _ db: any Connection) throws -> [KioskDevice] {
        try db.rows("\(columns) WHERE campaign = \(campaign) ORDER BY name, id").map(device)
    }

    private static let columns: SQL = """
        SELECT id, name, campaign, respondents, unit_id, pin, pixel_micrometres, episode_seconds, registered_ms, retired_ms, run,
            pairing_until_ms, CASE WHEN secret_digest IS NULL THEN 0 ELSE 1 END AS is_paired
        FROM surveys_devices
        """

    private static func device(_ row: Row) throws -> KioskDevice {
        try KioskDevice(
            id: row.id("id"), name: row.string("name"), campaign: row.string("campaign"), respondents: row.string("respondents"),
            unit: row.id("unit_id"), pin: KioskPIN(stored: row.string("pin")), pixelMicrometres: row.optionalInteger("pixel_micrometres"),
            episodeSeconds: row.integer("episode_seconds"), registered: row.timestamp("registered_ms"),
            retired: row.optionalTimestamp("retired_ms"), run: row.optionalString("run"),
            pairingUntil: row.optionalTimestamp("pairing_until_ms"), isPaired: row.bool("is_paired"))
    }

    // MARK: runs

    /// The run that speaks for the device from now on, and how large its pixels are.
    static func speak(_ run: String, pixel: Int?, for device: ID<KioskDevice>, _ db: any Connection) throws {
        try db.runLater(
            "UPDATE surveys_devices SET run = \(run), pixel_micrometres = COALESCE(\(pixel), pixel_micrometres) WHERE id = \(device)")
    }

    /// Notes a report; what was accepted before is added to.
    static func note(_ run: KioskRun, of device: ID<KioskDevice>, _ db: any Connection) throws {
        try db.run(
            """
            INSERT INTO surveys_runs (device, run, begun_ms, seen_ms, queued, accepted, clock_seconds, is_refused)
            VALUES (\(device), \(run.run), \(run.begun), \(run.seen), \(run.queued), \(run.accepted), \(run.clockSeconds), \(run.isRefused))
            ON CONFLICT (device, run) DO UPDATE SET seen_ms = excluded.seen_ms, queued = excluded.queued,
                accepted = surveys_runs.accepted + excluded.accepted, clock_seconds = excluded.clock_seconds,
                is_refused = excluded.is_refused
            """)
    }

    /// The latest first.
    static func runs(of device: ID<KioskDevice>, _ db: any Connection) throws -> [KioskRun] {
        try db.rows(
            """
            SELECT run, begun_ms, seen_ms, queued, accepted, clock_seconds, is_refused FROM surveys_runs
            WHERE device = \(device) ORDER BY seen_ms DESC, run LIMIT 20
            """
        ).map { row in
            try KioskRun(
                run: row.string("run"), begun: row.timestamp("begun_ms"), seen: row.timestamp("seen_ms"), queued: row.integer("queued"),
                accepted: row.integer("accepted"), clockSeconds: Int64(row.integer("clock_seconds")), isRefused: row.bool("is_refused"))
        }
    }

    static func accepted(by device: ID<KioskDevice>, _ db: any Connection) throws -> Int {
        try db.row("SELECT COALESCE(SUM(accepted), 0) AS n FROM surveys_runs WHERE device = \(device)")?.integer("n") ?? 0
    }

    // MARK: answers that cannot count

    struct Refused: Sendable, Hashable {
        let word: String
        let reason: KioskRefusal
        let language: Language
        let claimed: CalendarDate?
        let sent: String
    }

    static func refuse(_ answer: Refused, of device: ID<KioskDevice>, on day: CalendarDate, _ db: any Connection) throws {
        try db.run(
            """
            INSERT INTO surveys_refusals (digest, device, cause, language, claimed_date, received_date, sent)
            VALUES (\(KioskWord.digest(answer.word)), \(device), \(answer.reason), \(answer.language.rawValue), \(answer.claimed), \(day),
                \(answer.sent))
            """)
    }

    static func refusals(of device: ID<KioskDevice>, _ db: any Connection) throws -> [KioskRefusal: Int] {
        let rows = try db.rows("SELECT cause, COUNT(*) AS n FROM surveys_refusals WHERE device = \(device) GROUP BY cause")
        return Dictionary(try rows.map { (try $0.word("cause"), try $0.integer("n")) }, uniquingKeysWith: { first, _ in first })
    }

    /// A line for each, in the order of their digests, which is one of chance.
    static func refused(of campaign: String, _ db: any Connection) throws -> [[String]] {
        try db.rows(
            """
            SELECT d.name, r.cause, r.language, r.claimed_date, r.received_date, r.sent FROM surveys_refusals r
            JOIN surveys_devices d ON d.id = r.device WHERE d.campaign = \(campaign) ORDER BY r.digest LIMIT 100000
            """
        ).map { row in
            try [
                row.string("name"), row.string("cause"), row.string("language"), row.optionalString("claimed_date") ?? "",
                row.string("received_date"), row.string("sent"),
            ]
        }
    }
}
