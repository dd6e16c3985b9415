internal import Foundation

/// The keys of a JSON document as they stand in its bytes, where readers keep only one of two that are the same.
///
/// It takes apart what a decoder has accepted, or will refuse; it says nothing of what is no JSON.
package struct JSONMembers: Sendable {
  package struct Member: Hashable, Sendable {
    package var name: String
    /// Where its key begins.
    package var start: Int
  }

  /// The first key that stands twice in one object: some programs read its first value, others its last.
  package private(set) var repeated: String?
  /// Of the outermost object, in their order.
  package private(set) var outermost: [Member] = []

  /// The keys of each object that is open; nil for a list.
  private var open: [Set<String>?] = []

  package init(_ bytes: some RandomAccessCollection<UInt8>) {
    var place = bytes.startIndex
    var isKey = false
    while place < bytes.endIndex {
      switch bytes[place] {
      case UInt8(ascii: "{"):
        open.append([])
        isKey = true
      case UInt8(ascii: "["):
        open.append(nil)
        isKey = false
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        open.removeLast(open.isEmpty ? 0 : 1)
        isKey = false
      case UInt8(ascii: ","): isKey = open.last.flatMap(\.self) != nil
      case UInt8(ascii: "\""):
        let start = place
        Self.skipText(bytes, &place)
        if isKey { take(bytes[start...place], at: bytes.distance(from: bytes.startIndex, to: start)) }
        isKey = false
      default: break
      }
      place = bytes.index(after: place)
    }
  }

  /// To the quotation mark that ends the text, or to the last byte.
  private static func skipText<Bytes: RandomAccessCollection<UInt8>>(_ bytes: Bytes, _ place: inout Bytes.Index) {
    var isEscaped = false
    while bytes.index(after: place) < bytes.endIndex {
      place = bytes.index(after: place)
      let byte = bytes[place]
      if !isEscaped, byte == UInt8(ascii: "\"") { return }
      isEscaped = !isEscaped && byte == UInt8(ascii: "\\")
    }
  }

  private mutating func take(_ quoted: some RandomAccessCollection<UInt8>, at start: Int) {
    // A key can be written in two ways, as with `\u0061` for `a`; what is no text is refused by every decoder.
    let isPlain = !quoted.contains(UInt8(ascii: "\\"))
    let plain = String(decoding: quoted.dropFirst().dropLast(), as: UTF8.self)
    let name = isPlain ? plain : (try? JSONDecoder().decode(String.self, from: Data(quoted))) ?? plain
    if open.count == 1 { outermost.append(Member(name: name, start: start)) }
    let isNew = open[open.count - 1]?.insert(name).inserted ?? true
    if !isNew, repeated == nil { repeated = name }
  }
}
