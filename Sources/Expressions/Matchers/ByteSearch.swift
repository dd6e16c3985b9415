/// Finds a text in another by bytes, in time that grows with the sum of their lengths (Knuth, Morris and Pratt).
enum ByteSearch {
  static func contains(_ text: String, in whole: String) -> Bool {
    let wanted = Array(text.utf8)
    guard !wanted.isEmpty else { return true }
    let borders = borders(of: wanted)
    var matched = 0
    for byte in whole.utf8 {
      while matched > 0, wanted[matched] != byte { matched = borders[matched - 1] }
      if wanted[matched] == byte { matched += 1 }
      if matched == wanted.count { return true }
    }
    return false
  }

  /// For every beginning, the length of the longest shorter beginning that also ends it.
  private static func borders(of wanted: [UInt8]) -> [Int] {
    var borders = [0]
    var length = 0
    for byte in wanted.dropFirst() {
      while length > 0, wanted[length] != byte { length = borders[length - 1] }
      if wanted[length] == byte { length += 1 }
      borders.append(length)
    }
    return borders
  }
}
