import Storage
import Testing

@Suite struct `A migration's text` {
    @Test func `is parted at semicolons outside quotes and comments`() throws {
        let text = """
            -- a sentence; with a semicolon; and 'a quote
            INSERT INTO a VALUES ('x;y', 'it''s; fine', "odd;name"); /* not; 'here */
            INSERT INTO b VALUES (1) -- last; one
            ;;
            -- nothing; left
            """
        #expect(
            try SQLScript(text, for: .sqlite).statements == [
                "-- a sentence; with a semicolon; and 'a quote\nINSERT INTO a VALUES ('x;y', 'it''s; fine', \"odd;name\")",
                "/* not; 'here */\nINSERT INTO b VALUES (1) -- last; one",
            ])
    }

    @Test func `needs no semicolon at its end`() throws {
        #expect(try SQLScript("SELECT 1;\nSELECT 2", for: .postgres).statements == ["SELECT 1", "SELECT 2"])
        #expect(try SQLScript("", for: .postgres).statements.isEmpty)
        #expect(try SQLScript(" \n;\t-- nothing", for: .postgres).statements.isEmpty)
    }

    @Test(arguments: ["SELECT 'a", "SELECT \"a", "SELECT 1 /* a", "SELECT 'a''", "x /*/"])
    func `that leaves a quote or comment open is refused with its line`(text: String) throws {
        let error = #expect(throws: StorageError.self) { try SQLScript("SELECT 1;\n\(text)", for: .sqlite) }
        #expect(error.map(String.init(describing:))?.hasPrefix("line 2: what opens here is never closed") == true)
    }

    @Test func `becomes PostgreSQL's by its types`() throws {
        let text = "CREATE TABLE text_of (a TEXT PRIMARY KEY, b text, c BIGINT, d INTEGER, e BLOB DEFAULT 'TEXT', f TEXT_ -- TEXT\n)"
        #expect(
            try SQLScript(text, for: .postgres).statements == [
                "CREATE TABLE text_of (a TEXT COLLATE \"C\" PRIMARY KEY, b TEXT COLLATE \"C\", c BIGINT, d BIGINT, e BYTEA DEFAULT 'TEXT', f TEXT_ -- TEXT\n)"
            ])
        #expect(
            try SQLScript("CREATE TABLE a (text TEXT, b INTEGER, text text, \"c\" TEXT)", for: .postgres).statements == [
                "CREATE TABLE a (text TEXT COLLATE \"C\", b BIGINT, text TEXT COLLATE \"C\", \"c\" TEXT COLLATE \"C\")"
            ], "a column may be called text")
        #expect(try SQLScript("SELECT CAST(a AS TEXT)", for: .postgres).statements == ["SELECT CAST(a AS TEXT)"])
    }

    @Test func `becomes SQLite's by being strict`() throws {
        let text = """
            CREATE TABLE a (b BIGINT, c TEXT CHECK (length(c) > 1)) -- why
            ;
            CREATE TABLE IF NOT EXISTS d (e TEXT);
            CREATE INDEX f ON a (b);
            create table g (h integer)
            """
        #expect(
            try SQLScript(text, for: .sqlite).statements == [
                "CREATE TABLE a (b INTEGER, c TEXT CHECK (length(c) > 1)) STRICT -- why", "CREATE TABLE IF NOT EXISTS d (e TEXT) STRICT",
                "CREATE INDEX f ON a (b)", "create table g (h integer) STRICT",
            ])
    }
}
