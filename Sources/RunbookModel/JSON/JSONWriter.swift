/// Writes values as JSON in one way only: members in the order in which they are given, slashes as they are.
///
/// A value gives its members in the order of their keys' UTF-8; nothing sorts them here. A plan's hash is that of these
/// bytes, so they must not depend on the version of a library. They are handed on in pieces while they come about,
/// because a large plan as one text, or as a tree, would take more memory than the plan.
package struct JSONWriter: ~Copyable {
  package enum Form {
    /// For people: a member a line, two spaces for each level.
    case readable
    /// One line without a space.
    case compact
  }

  var pending: PendingBytes
  private let form: Form
  private var indentation = 0
  /// Whether nothing stands yet in the object or array that was opened last.
  private var isEmpty = true

  /// Everything that is written is handed to `take`, the last of it by `finish`.
  package init(_ form: Form = .readable, _ take: @escaping (UnsafeBufferPointer<UInt8>) -> Void) {
    self.form = form
    pending = PendingBytes(size: form == .readable ? 1 << 16 : 1 << 10, take)
  }

  package mutating func finish() { pending.handOn() }

  package mutating func object(_ members: (inout Self) -> Void) {
    openObject()
    members(&self)
    closeObject()
  }

  /// For values that are large or many, as a closure would copy them.
  package mutating func openObject() { open(UInt8(ascii: "{")) }
  package mutating func closeObject() { close(UInt8(ascii: "}")) }

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

  /// Begins a member of the object that is open; its value is written next.
  package mutating func key(_ key: StaticString) {
    startItem()
    pending.append(UInt8(ascii: "\""))
    pending.append(key)
    pending.append(form == .readable ? "\" : " : "\":")
  }

  /// As the other one, for a key that is a value's; the caller sorts.
  package mutating func key(named key: String) {
    startItem()
    text(key)
    pending.append(form == .readable ? " : " : ":")
  }

  package mutating func text(_ text: String) {
    pending.append(UInt8(ascii: "\""))
    pending.append(escaping: text)
    pending.append(UInt8(ascii: "\""))
  }

  /// One text of two parts with a full stop between them.
  package mutating func text(_ first: String, dot second: String) {
    pending.append(UInt8(ascii: "\""))
    pending.append(escaping: first)
    pending.append(UInt8(ascii: "."))
    pending.append(escaping: second)
    pending.append(UInt8(ascii: "\""))
  }

  package mutating func truth(_ truth: Bool) { pending.append(truth ? "true" : "false") }

  package mutating func number(_ number: Int) { pending.append(digitsOf: number) }

  /// A number in its digits.
  package mutating func number(_ digits: String) { pending.append(escaping: digits) }

  private mutating func startItem() {
    if isEmpty { isEmpty = false } else { pending.append(UInt8(ascii: ",")) }
    startLine()
  }

  private mutating func open(_ bracket: UInt8) {
    pending.append(bracket)
    indentation += 2
    isEmpty = true
  }

  private mutating func close(_ bracket: UInt8) {
    indentation -= 2
    if !isEmpty { startLine() }
    pending.append(bracket)
    isEmpty = false
  }

  private mutating func startLine() {
    guard form == .readable else { return }
    pending.append(UInt8(ascii: "\n"))
    pending.append(UInt8(ascii: " "), times: indentation)
  }
}

extension JSONWriter {
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
}
