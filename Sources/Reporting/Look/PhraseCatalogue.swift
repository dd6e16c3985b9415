package import RunbookModel

/// Every phrase of the program, and what it is in the languages that ship with it.
///
/// The files in `templates/` are held against the sources by a test, so that the German one names all phrases.
package enum PhraseCatalogue {
  private static let german: [PhraseFile.Entry] =
    [
      PackageResources.words_de_1_json, PackageResources.words_de_2_json, PackageResources.words_de_3_json,
      PackageResources.words_de_4_json, PackageResources.words_de_5_json,
    ].flatMap { bytes in
      // A file that can't be read would be none; a test reads them all.
      do { return try PhraseFile.entries(of: String(decoding: bytes, as: UTF8.self)) } catch { return [] }
    }

  private static let known = Set(german.map(\.key))

  /// The words of a language; a phrase that it lacks is said in English.
  package static func book(of language: ReportSettings.Language) -> Phrasebook {
    switch language {
    case .english: .english
    case .german: Phrasebook(spoken(german))
    }
  }

  /// The words of a site over those of its language, and what is wrong with the file that holds them.
  ///
  /// A phrase that can't be used stays as it ships, and so do all in a file that can't be read.
  package static func book(
    of language: ReportSettings.Language, own text: String, file: String
  ) -> (book: Phrasebook, faults: [Diagnostic]) {
    book(over: book(of: language), known: known, own: text, file: file)
  }

  static func book(
    over shipped: Phrasebook, known: Set<String>, own text: String, file: String
  ) -> (book: Phrasebook, faults: [Diagnostic]) {
    let entries: [PhraseFile.Entry]
    do {
      entries = try PhraseFile.entries(of: text)
    } catch {
      return (shipped, [fault("reports are made without these words: \(error.message)", file, error.place)])
    }
    var faults: [Diagnostic] = []
    var usable: [PhraseFile.Entry] = []
    var seen: Set<String> = []
    for entry in entries {
      if !seen.insert(entry.key).inserted {
        faults.append(fault("the phrase is given twice; the first one counts", file, entry.keyPlace))
      } else if !known.contains(entry.key) {
        let hint = "halfhour report --words prints them all"
        faults.append(fault("no report says \"\(CellText.line(entry.key, most: 80))\"", file, entry.keyPlace, hint))
      } else if let extra = PhraseParts.places(in: entry.text).subtracting(PhraseParts.places(in: entry.key)).min() {
        faults.append(fault("the phrase has no {\(extra + 1)}", file, entry.textPlace))
      } else {
        usable.append(entry)
      }
    }
    return (shipped.saying(spoken(usable)), faults)
  }

  /// A file of all phrases with their English words, for a site to begin its own with.
  package static var text: String {
    let keys = known.sorted()
    let lines = keys.map { key in
      let text = JSONWriter.text(of: key)
      return "  \(text): \(text)"
    }
    return "{\n" + lines.joined(separator: ",\n") + "\n}\n"
  }

  /// An empty text stands for a phrase that has not been put into other words yet.
  private static func spoken(_ entries: [PhraseFile.Entry]) -> [String: String] {
    Dictionary(
      entries.filter { !$0.text.isEmpty }.map { ($0.key, $0.text) }, uniquingKeysWith: { first, _ in first })
  }

  private static func fault(
    _ message: String, _ file: String, _ place: PhraseFile.Place, _ hint: String? = nil
  ) -> Diagnostic {
    Diagnostic(
      .warning, message, at: SourceLocation(file: file, line: place.line, column: place.column), hint: hint)
  }
}
