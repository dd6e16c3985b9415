internal import RunCore

/// What a person typed behind the two dashes.
struct ExecWords {
  let words: [String]

  init(_ words: [String]) { self.words = words }

  /// Several words, or one that is plainly a program, are done as they are; one with signs of the shell is a line for it.
  var command: AdHocCommand {
    guard words.count == 1, let line = words.first, !line.unicodeScalars.allSatisfy(Self.isPlain) else {
      return .arguments(words)
    }
    return .script(line)
  }

  private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || "/._+:@%,=-".unicodeScalars.contains(scalar)
  }
}
