import Dossiers
import Kernel
import Storage
import Units

/// All SQL of `online_payments` and of who takes them.
package enum PaymentStore {
    static func insert(_ payment: Payment, _ db: any Connection) throws {
        try db.run(
            """
            INSERT INTO online_payments (id, dossier, provider, dong, state, started_ms, settled_ms, reference, receipt)
            VALUES (\(payment.id), \(payment.dossier), \(payment.provider), \(payment.dong), \(payment.state), \(payment.started),
                \(payment.settled), \(payment.reference), \(payment.receipt))
            """)
    }

    /// Ends an order that had not ended; false where it had.
    static func settle(_ payment: Payment, _ db: any Connection) throws -> Bool {
        try db.run(
            """
            UPDATE online_payments SET state = \(payment.state), settled_ms = \(payment.settled), reference = \(payment.reference),
                receipt = \(payment.receipt)
            WHERE id = \(payment.id) AND (state = 'started' OR (state = 'failed' AND \(payment.state) = 'paid'))
            """) == 1
    }

    package static func find(_ id: ID<Payment>, _ db: any Connection) throws -> Payment? {
        try db.row("\(columns) WHERE p.id = \(id)").map(payment)
    }

    package static func payments(of dossier: DossierCode, _ db: any Connection) throws -> [Payment] {
        try db.rows("\(columns) WHERE p.dossier = \(dossier) ORDER BY p.started_ms, p.id").map(payment)
    }

    /// Those of a unit that were started since, the latest first.
    static func payments(of unit: ID<Units.Unit>, since moment: Timestamp, _ db: any Connection) throws -> [Payment] {
        try db.rows(
            """
            \(columns) JOIN online_dossiers o ON o.dossier = p.dossier WHERE o.unit_id = \(unit) AND p.started_ms >= \(moment)
            ORDER BY p.started_ms DESC, p.id DESC
            """
        ).map(payment)
    }

    private static let columns: SQL =
        "SELECT p.id, p.dossier, p.provider, p.dong, p.state, p.started_ms, p.settled_ms, p.reference, p.receipt FROM online_payments p"

    private static func payment(_ row: Row) throws -> Payment {
        guard let dossier = DossierCode(try row.string("dossier")) else {
            throw StorageError.column(name: "dossier", problem: "is no code of a dossier", statement: "online_payments")
        }
        var payment = try Payment(
            id: row.id("id"), dossier: dossier, provider: row.string("provider"), dong: Int64(row.integer("dong")),
            started: row.timestamp("started_ms"))
        payment.state = try row.word("state")
        payment.settled = try row.optionalTimestamp("settled_ms")
        payment.reference = try row.optionalString("reference")
        payment.receipt = try row.optionalString("receipt")
        return payment
    }

    // MARK: providers

    /// The secret of a provider that is on; nil where it is off or was never on.
    package static func secret(of provider: String, _ db: any Connection) throws -> String? {
        try db.row("SELECT secret FROM online_providers WHERE provider = \(provider) AND is_on = 1")?.string("secret")
    }

    /// The same whether it is on or off: what it took before must still be reconciled.
    static func lastingSecret(of provider: String, _ db: any Connection) throws -> String? {
        try db.row("SELECT secret FROM online_providers WHERE provider = \(provider)")?.string("secret")
    }

    /// The secret stays what it was once.
    static func turn(_ provider: String, isOn: Bool, secret: String, _ db: any Connection) throws {
        try db.run(
            """
            INSERT INTO online_providers (provider, secret, is_on) VALUES (\(provider), \(secret), \(isOn))
            ON CONFLICT (provider) DO UPDATE SET is_on = excluded.is_on
            """)
    }
}
