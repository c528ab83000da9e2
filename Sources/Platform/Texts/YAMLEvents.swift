import CYaml
import Kernel

/// What YAML's own reader sees, one thing after another.
///
/// Yams builds nodes out of the same events, but follows aliases while
/// it does; this does not.
enum YAMLEvent {
    case documentStart(hasDirective: Bool)
    case documentEnd
    case end
    case alias
    case text(String, Style, properties: Properties)
    case listStart(Properties)
    case listEnd
    case mapStart(Properties)
    case mapEnd
    case wrong(Problem)

    /// What may stand before a node.
    struct Properties {
        var hasAnchor: Bool
        var hasTag: Bool
    }

    /// How a text is written: bare, in quotation marks, or as a block of lines under `|` or `>`.
    enum Style {
        case plain, quoted, block
    }

    enum Problem {
        /// A mistake of syntax, in libyaml's English words.
        case syntax(String)
        /// A character that no text may hold; its offset in bytes.
        case character(UInt32, offset: Int)
    }
}

/// The events of one text, which must outlive this.
final class YAMLEvents {
    private let parser: UnsafeMutablePointer<yaml_parser_t>
    private let event: UnsafeMutablePointer<yaml_event_t>
    /// Where the last event began, or where the problem is.
    private(set) var position = TextPosition(of: 0, in: [])

    init(_ text: UnsafeBufferPointer<UInt8>) {
        parser = .allocate(capacity: 1)
        event = .allocate(capacity: 1)
        precondition(yaml_parser_initialize(parser) == 1, "the YAML reader needs a few kilobytes of memory")
        yaml_parser_set_input_string(parser, text.baseAddress, text.count)
    }

    deinit {
        yaml_parser_delete(parser)
        parser.deallocate()
        event.deallocate()
    }

    /// The next event; after ``YAMLEvent/end`` and ``YAMLEvent/wrong(_:)`` there is none.
    func next() -> YAMLEvent {
        guard yaml_parser_parse(parser, event) == 1 else { return .wrong(problem()) }
        defer { yaml_event_delete(event) }
        position = TextPosition(event.pointee.start_mark)
        switch event.pointee.type {
        case YAML_STREAM_START_EVENT: return next()
        case YAML_DOCUMENT_START_EVENT:
            let start = event.pointee.data.document_start
            return .documentStart(hasDirective: start.version_directive != nil || start.tag_directives.start != start.tag_directives.end)
        case YAML_DOCUMENT_END_EVENT: return .documentEnd
        case YAML_ALIAS_EVENT: return .alias
        case YAML_SCALAR_EVENT: return scalar(event.pointee.data.scalar)
        case YAML_SEQUENCE_START_EVENT:
            let start = event.pointee.data.sequence_start
            return .listStart(.init(hasAnchor: start.anchor != nil, hasTag: start.implicit == 0))
        case YAML_SEQUENCE_END_EVENT: return .listEnd
        case YAML_MAPPING_START_EVENT:
            let start = event.pointee.data.mapping_start
            return .mapStart(.init(hasAnchor: start.anchor != nil, hasTag: start.implicit == 0))
        case YAML_MAPPING_END_EVENT: return .mapEnd
        default: return .end
        }
    }

    private func scalar(_ scalar: yaml_event_s.__Unnamed_union_data.__Unnamed_struct_scalar) -> YAMLEvent {
        let text = String(decoding: UnsafeBufferPointer(start: scalar.value, count: scalar.length), as: UTF8.self)
        let style: YAMLEvent.Style =
            switch scalar.style {
            case YAML_PLAIN_SCALAR_STYLE: .plain
            case YAML_LITERAL_SCALAR_STYLE, YAML_FOLDED_SCALAR_STYLE: .block
            default: .quoted
            }
        // The lone tag `!` leaves no trace but this.
        let hasTag = scalar.tag != nil || (style == .plain && scalar.plain_implicit == 0)
        return .text(text, style, properties: .init(hasAnchor: scalar.anchor != nil, hasTag: hasTag))
    }

    private func problem() -> YAMLEvent.Problem {
        if parser.pointee.error == YAML_READER_ERROR {
            return .character(UInt32(truncatingIfNeeded: parser.pointee.problem_value), offset: parser.pointee.problem_offset)
        }
        position = TextPosition(parser.pointee.problem_mark)
        return .syntax(parser.pointee.problem.map { String(cString: $0) } ?? "")
    }
}

extension TextPosition {
    fileprivate init(_ mark: yaml_mark_t) {
        line = Int(mark.line) + 1
        column = Int(mark.column) + 1
    }
}
