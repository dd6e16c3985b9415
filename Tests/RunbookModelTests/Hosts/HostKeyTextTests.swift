import RunbookModel
import Testing

struct HostKeyTextTests {
  private static let curve = "AAAAC3NzaC1lZDI1NTE5AAAAIKFPTDY53RPCYBV3lNx7PPzolhrJ9raTjxr7MPn1eWOe"
  private static let elliptic =
    "AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBH17ys3gZLPhXy/BVultQvNazIb2p1JkEki812CGpEFbDHYLCG5RlE7pARdd"
    + "RJga6YiwdcVACNx/gJ9nhL7pCT0="

  @Test(arguments: [
    ("ssh-ed25519 \(curve)", "ssh-ed25519 \(curve)"), (" ssh-ed25519\t\(curve)  root@lab x\n", "ssh-ed25519 \(curve)"),
    ("ecdsa-sha2-nistp256 \(elliptic)", "ecdsa-sha2-nistp256 \(elliptic)"),
  ])
  func `a key is its type and its base64 text, without a comment`(text: String, key: String) {
    #expect(HostKeyText.read(text) == .success(key))
    #expect(HostKeyText.problem(of: text) == nil)
  }

  @Test(arguments: [
    ("", "it is empty"), ("ssh-ed25519", "the type and the base64 text of a key stand apart"),
    ("-----BEGIN OPENSSH PRIVATE KEY-----", "this is a private key, which never leaves its host"),
    ("SHA256:abc", "this is a fingerprint, and the key itself is needed, as `ssh-keyscan` prints it"),
    ("10.0.0.13 ssh-ed25519 \(curve)", "leave out what stands before the type: an address, a marker or an option"),
    (
      "@cert-authority *.example ssh-ed25519 \(curve)",
      "leave out what stands before the type: an address, a marker or an option"
    ),
    ("ssh-ed25519 \(curve.dropLast(4))", "the base64 text of the key is damaged or not whole"),
    ("ssh-ed25519 \(curve.dropLast(1))", "the base64 text of the key is damaged or not whole"),
    ("ssh-ed25519 \(curve.replacing("KFP", with: "K-P"))", "the base64 text of the key is damaged or not whole"),
    ("ssh-rsa \(curve)", "the key is of type ssh-ed25519, not ssh-rsa"),
  ])
  func `what is no public host key is told`(text: String, problem: String) {
    #expect(HostKeyText.problem(of: text) == problem)
  }
}
