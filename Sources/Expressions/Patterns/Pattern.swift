package import RunbookModel

/// A regular expression without backtracking, so that no pattern and no text can make a search blow up.
///
/// It knows characters, `.`, `[a-z]`, `[^…]`, `[[:alpha:]]`, `\d \w \s \D \W \S` (ASCII), `\t \n \r \f \xHH \x{H…}`,
/// groups `( )`, `(?: )`, `|`, `* + ? {n} {n,} {n,m}` (also lazy), `^ $` at the begin and end of every *line*, as with
/// grep, `\A \z` of the text, `\b \B`, and the flags `(?i)` and `(?s)` (`.` matches line ends) for all of the pattern
/// or `(?i: )` for a part. Look-around, back-references and possessive repetition can't be had in linear time and are
/// refused. Characters are Unicode scalars; nothing is normalised.
package struct Pattern: Hashable, Sendable {
  /// How many bytes one search reads.
  package static let textLimit = 1 << 20
  /// How many steps one search may take beside those that repeat; a debug build does them in less than a second.
  package static let stepLimit = 1_000_000
  /// How many characters a pattern may have.
  package static let lengthLimit = 1_000
  /// How many instructions a pattern may become, repetitions written out.
  package static let programLimit = 4_000
  /// How deep groups may nest.
  package static let depthLimit = 50

  /// As its author wrote it.
  package let text: String
  let node: PatternNode
  let program: PatternProgram

  /// Reads a pattern; nil comes with exactly one diagnostic, and a pattern with none.
  package static func compile(_ source: SourceText) -> (Pattern?, [Diagnostic]) {
    do throws(PatternParser.Problem) {
      var parser = PatternParser(source.text)
      let (node, sets) = try parser.pattern()
      return (Pattern(text: source.text, node: node, program: try PatternProgram(node, sets: sets)), [])
    } catch {
      return (nil, [Diagnostic(.error, error.message, at: source.location(at: error.offset), hint: error.hint)])
    }
  }

  /// Whether the pattern is found anywhere in the text.
  package func matches(in text: String) throws(PatternError) -> Bool {
    let bytes = text.utf8.count
    guard bytes <= Self.textLimit else { throw .textTooLong(bytes: bytes, limit: Self.textLimit) }
    var search = PatternSearch(program: program)
    return try search.run(text)
  }
}
