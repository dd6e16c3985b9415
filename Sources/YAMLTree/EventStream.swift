internal import CLibYAML
internal import RunbookModel

/// libyaml's parser and its current event, both freed with this value.
///
/// The parser keeps pointers to itself and to the bytes: hence the fixed allocation, and a life no longer than theirs.
struct EventStream: ~Copyable {
  let parser: UnsafeMutablePointer<yaml_parser_t>
  let event: UnsafeMutablePointer<yaml_event_t>

  init(_ bytes: UnsafeRawBufferPointer, file: String) throws(Diagnostic) {
    let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
    guard yaml_parser_initialize(parser) == 1 else {
      parser.deallocate()
      throw Diagnostic(
        .error,
        "there isn't enough memory to read the file", at: SourceLocation(file: file, line: 1, column: 1))
    }
    // A fixed encoding keeps libyaml from looking for byte order marks.
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    yaml_parser_set_input_string(parser, bytes.baseAddress?.assumingMemoryBound(to: UInt8.self), bytes.count)
    self.parser = parser
    event = .allocate(capacity: 1)
    event.initialize(to: yaml_event_t())
  }

  deinit {
    yaml_event_delete(event)
    event.deallocate()
    yaml_parser_delete(parser)
    parser.deallocate()
  }

  /// Frees the current event and makes the next one current; false at a syntax error, after which nothing follows.
  func advance() -> Bool {
    yaml_event_delete(event)
    return yaml_parser_parse(parser, event) == 1
  }

  var type: yaml_event_type_t { event.pointee.type }
  var start: yaml_mark_t { event.pointee.start_mark }
  var end: yaml_mark_t { event.pointee.end_mark }
}
