internal import RunbookModel

extension ScalarRule {
  /// Anything that `ssh` accepts for a host, and that is no option.
  static let destination = ScalarRule(
    words: "a destination for ssh such as root@10.0.0.13, ssh://root@10.0.0.13:2222 or an alias",
    pattern: "^[^-\\s]\\S*$", plainTypes: [.number, .boolean],
    accepts: { AddressText.problem(of: $0) == nil }, hint: AddressText.problem)

  /// A public host key; what follows the base64 text is a comment.
  static let hostKey = ScalarRule(
    words: "a public host key such as `ssh-ed25519 AAAA…`", pattern: "^\\s*\\S+\\s+AAAA[0-9A-Za-z+/]+={0,2}(\\s|$)",
    accepts: { HostKeyText.problem(of: $0) == nil }, hint: HostKeyText.problem)
}
