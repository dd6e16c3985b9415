/// Writes values as JSON in one way only: members in the order in which they are given, slashes as they are.
///
/// A value gives its members in the order of their keys' UTF-8; nothing sorts them here. A plan's hash is that of these
/// bytes, so they must not depend on the version of a library. They are handed on in pieces while they come about,
/// because a large plan as one text, or as a tree, would take more memory than the plan.
package struct JSONWriter {
  package enum Form {
    /// For people: a member a line, two spaces for each level.
    case readable
    /// One line without a space.
    case compact
  }

  private static let piece = 1 << 16

  private var bytes: [UInt8] = []
  private let form: Form
  /// Begins every line: a line feed and two spaces for each object or array that is open.
  private var lineStart: [UInt8]
  private var isEmpty = true
  private let take: ([UInt8]) -> Void

  /// Everything that is written is handed to `take`, the last of it by `finish`.
  package init(_ form: Form = .readable, _ take: @escaping ([UInt8]) -> Void) {
    self.form = form
    self.take = take
    lineStart = form == .readable ? [UInt8(ascii: "\n")] : []
    bytes.reserveCapacity(form == .readable ? Self.piece * 5 / 4 : 1 << 10)
  }

  /// The bytes of one value.
  package static func bytes(of value: some JSONWritable, _ form: Form = .readable) -> [UInt8] {
    var bytes: [UInt8] = []
    var json = JSONWriter(form) { bytes += $0 }
    value.write(to: &json)
    json.finish()
    return bytes
  }

  /// A value as text for people.
  package static func text(of value: some JSONWritable) -> String { String(decoding: bytes(of: value), as: UTF8.self) }

  package mutating func finish() {
    take(bytes)
    bytes.removeAll()
  }

  package mutating func object(_ members: (inout Self) -> Void) {
    open(UInt8(ascii: "{"))
    members(&self)
    close(UInt8(ascii: "}"))
  }

  /// Each value is written where it stands: to copy a step costs more than to write it.
  package mutating func array(_ values: [some JSONWritable]) {
    open(UInt8(ascii: "["))
    values.withUnsafeBufferPointer { values in
      for index in values.indices {
        startItem()
        values[index].write(to: &self)
      }
    }
    close(UInt8(ascii: "]"))
  }

  package mutating func member(_ key: StaticString, _ write: (inout Self) -> Void) {
    startItem()
    bytes.append(UInt8(ascii: "\""))
    append(key)
    append(form == .readable ? "\" : " : "\":")
    write(&self)
  }

  /// A member whose key is a value's; the caller sorts.
  package mutating func member(named key: String, _ value: some JSONWritable) {
    startItem()
    text(key)
    append(form == .readable ? " : " : ":")
    value.write(to: &self)
  }

  package mutating func truth(_ truth: Bool) { append(truth ? "true" : "false") }

  /// A number in its digits.
  package mutating func number(_ digits: String) { append(digits) }

  package mutating func text(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    JSONEscapes.append(text, to: &bytes)
    bytes.append(UInt8(ascii: "\""))
  }

  /// One text of two parts with a full stop between them.
  package mutating func text(_ first: String, dot second: String) {
    bytes.append(UInt8(ascii: "\""))
    JSONEscapes.append(first, to: &bytes)
    bytes.append(UInt8(ascii: "."))
    JSONEscapes.append(second, to: &bytes)
    bytes.append(UInt8(ascii: "\""))
  }

  private mutating func open(_ bracket: UInt8) {
    bytes.append(bracket)
    if form == .readable { lineStart += [UInt8(ascii: " "), UInt8(ascii: " ")] }
    isEmpty = true
  }

  private mutating func close(_ bracket: UInt8) {
    if form == .readable { lineStart.removeLast(2) }
    if !isEmpty { bytes += lineStart }
    bytes.append(bracket)
    isEmpty = false
  }

  private mutating func startItem() {
    if isEmpty { isEmpty = false } else { bytes.append(UInt8(ascii: ",")) }
    if bytes.count >= Self.piece {
      take(bytes)
      bytes.removeAll(keepingCapacity: true)
    }
    bytes += lineStart
  }

  private mutating func append(_ text: StaticString) {
    bytes += UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
  }

  private mutating func append(_ text: String) { bytes += text.utf8 }
}
