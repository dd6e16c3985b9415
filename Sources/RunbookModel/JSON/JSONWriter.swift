/// Writes values as JSON in one way only: members in the order of their keys' UTF-8, two spaces, slashes as they are.
///
/// The order is that in which a value gives its members; nothing sorts them here. A plan's hash is that of these
/// bytes, so they must not depend on the version of a library. They are handed on in pieces while they come about,
/// because a large plan as one text, or as a tree, would take more memory than the plan.
package struct JSONWriter {
  private static let piece = 1 << 16

  private var bytes: [UInt8] = []
  /// Begins every line: a line feed and two spaces for each object or array that is open.
  private var lineStart = [UInt8(ascii: "\n")]
  private var isEmpty = true
  private let take: ([UInt8]) -> Void

  /// Everything that is written is handed to `take`, the last of it by `finish`.
  package init(_ take: @escaping ([UInt8]) -> Void) {
    self.take = take
    bytes.reserveCapacity(Self.piece * 5 / 4)
  }

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
    append("\" : ")
    write(&self)
  }

  /// A member whose key is a value's; the caller sorts.
  package mutating func member(named key: String, _ value: some JSONWritable) {
    startItem()
    text(key)
    append(" : ")
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
    lineStart += [UInt8(ascii: " "), UInt8(ascii: " ")]
    isEmpty = true
  }

  private mutating func close(_ bracket: UInt8) {
    lineStart.removeLast(2)
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
