internal import Digests
internal import Foundation

/// A public host key: its kind and its base64 text, without a comment.
struct HostKey: Hashable, Sendable {
  let kind: String
  let body: String

  /// Reads `ssh-ed25519 AAAA…`, with or without words behind it.
  init?(_ text: String) {
    let words = text.split(separator: " ")
    guard words.count >= 2 else { return nil }
    kind = String(words[0])
    body = String(words[1])
  }

  /// Reads a line of known_hosts.
  init?(knownHostsLine line: Substring) {
    let words = line.split(separator: " ")
    guard words.count >= 3, !line.hasPrefix("#"), !line.hasPrefix("@") else { return nil }
    kind = String(words[1])
    body = String(words[2])
  }

  var text: String { "\(kind) \(body)" }

  /// `SHA256:` and the unpadded base64 of the digest of the key's bytes, as OpenSSH writes it; nil for what is no key.
  var fingerprint: String? {
    guard let bytes = Data(base64Encoded: body) else { return nil }
    let digest = Data(SHA256Digest(of: bytes).bytes).base64EncodedString()
    return "SHA256:" + digest.prefix { $0 != "=" }
  }
}
