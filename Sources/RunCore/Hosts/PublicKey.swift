/// A public host key as text: its kind and its base64, without what stands around them.
enum PublicKey {
  private static let kinds = ["ssh-", "ecdsa-", "sk-"]

  /// The keys among the lines of a text, as `ssh-keyscan` or a `.pub` file gives them; nil where a line holds none.
  static func keys(in text: String) -> [String]? {
    let lines = text.split(whereSeparator: \.isNewline).map { $0.split(whereSeparator: \.isWhitespace) }
      .filter { !$0.isEmpty && !$0[0].hasPrefix("#") }
    let keys = lines.compactMap(key)
    return keys.isEmpty || keys.count < lines.count ? nil : keys
  }

  private static func key(_ words: [Substring]) -> String? {
    guard let kind = words.firstIndex(where: { word in kinds.contains { word.hasPrefix($0) } }),
      words.indices.contains(kind + 1)
    else { return nil }
    return "\(words[kind]) \(words[kind + 1])"
  }

  /// What is called so in `/etc/ssh/ssh_host_…_key.pub`.
  static func fileWord(of key: String) -> String {
    if key.hasPrefix("ssh-rsa") || key.hasPrefix("rsa-") { return "rsa" }
    return key.hasPrefix("ecdsa-") ? "ecdsa" : "ed25519"
  }
}
