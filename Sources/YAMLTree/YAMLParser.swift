package import RunbookModel

/// Reads one YAML document into nodes, through libyaml's events; it opens no file and guesses no types.
package enum YAMLParser {
  /// What stands in the bytes, and all that is wrong with them, in file order.
  ///
  /// The root is there after mistakes that leave its shape clear (tags, merge keys, unquoted `{{ }}`, a second
  /// document), so that the loader can report more; it is nil after a syntax error, at a limit, and for a file that holds nothing.
  package static func parse(
    _ bytes: [UInt8], file: String, limits: YAMLLimits = .standard
  ) -> (root: YAMLNode?, diagnostics: [Diagnostic]) {
    do throws(Diagnostic) {
      try refuseForeignEncodings(bytes, file: file, limits: limits)
      return try bytes.withUnsafeBufferPointer { (buffer) throws(Diagnostic) in
        let raw = UnsafeRawBufferPointer(buffer)
        let bom = raw.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        let source = try SourceBytes(checking: UnsafeRawBufferPointer(rebasing: raw[bom...]), file: file)
        guard !source.bytes.isEmpty else { throw TreeBuilder.nothingHere(file) }
        var builder = TreeBuilder(try EventStream(source.bytes, file: file), source: source, limits: limits)
        return builder.build()
      }
    } catch {
      return (nil, [error])
    }
  }

  private static func refuseForeignEncodings(
    _ bytes: [UInt8], file: String, limits: YAMLLimits
  ) throws(Diagnostic) {
    let start = SourceLocation(file: file, line: 1, column: 1)
    guard bytes.count <= limits.bytes else {
      throw Diagnostic(
        .error,
        "the file has \(bytes.count) bytes, more than the \(limits.bytes) that are read", at: start,
        hint: "split it into several files")
    }
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      throw Diagnostic(.error, "the file is written in UTF-16 or UTF-32", at: start, hint: "save it as UTF-8")
    }
  }
}
