import App

/// Opens the front door.
@main struct Main {
    static func main() async { await CCHC.start() }
}
