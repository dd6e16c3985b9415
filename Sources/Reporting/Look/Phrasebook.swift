/// The words of a report in the site's language; what it doesn't hold is said in English.
package struct Phrasebook: Hashable, Sendable {
  /// By a phrase's key, with the same `{1}`, `{2}` … in any order.
  private let phrases: [String: String]

  package init(_ phrases: [String: String] = [:]) { self.phrases = phrases }

  package static let english = Phrasebook()

  /// The phrase in this book's words; a value is put in as it is, whatever it holds.
  package func callAsFunction(_ phrase: Phrase) -> String {
    let text = phrases[phrase.key] ?? phrase.key
    guard !phrase.values.isEmpty else { return text }
    var result = ""
    for part in PhraseParts(text) {
      switch part {
      case .words(let words): result += words
      case .place(let number):
        result += phrase.values.indices.contains(number) ? phrase.values[number] : "{\(number + 1)}"
      }
    }
    return result
  }

  /// The same by its name, for what the book itself has to say.
  func say(_ phrase: Phrase) -> String { self(phrase) }

  /// This book with other words for some phrases.
  func saying(_ own: [String: String]) -> Phrasebook { Phrasebook(phrases.merging(own) { $1 }) }
}

/// The words of a phrase and the places for its values, from 0 on, in their order.
struct PhraseParts: Sequence, IteratorProtocol {
  enum Part: Hashable {
    case words(Substring)
    case place(Int)
  }

  private var rest: Substring
  private var pending: Part?

  init(_ text: String) { rest = text[...] }

  mutating func next() -> Part? {
    if let part = pending {
      pending = nil
      return part
    }
    let words = rest
    while let open = rest.firstIndex(of: "{") {
      let inside = rest[rest.index(after: open)...]
      guard let close = inside.firstIndex(of: "}"), let number = Self.number(inside[..<close]) else {
        rest = inside
        continue
      }
      rest = inside[inside.index(after: close)...]
      guard open > words.startIndex else { return .place(number - 1) }
      pending = .place(number - 1)
      return .words(words[..<open])
    }
    rest = ""
    return words.isEmpty ? nil : .words(words)
  }

  private static func number(_ text: Substring) -> Int? {
    guard (1...3).contains(text.utf8.count), text.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
    return Int(text).flatMap { $0 > 0 ? $0 : nil }
  }

  /// The places that a text has for values.
  static func places(in text: String) -> Set<Int> {
    var places: Set<Int> = []
    for part in PhraseParts(text) {
      if case .place(let number) = part { places.insert(number) }
    }
    return places
  }
}
