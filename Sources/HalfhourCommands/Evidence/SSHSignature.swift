internal import Foundation
internal import RunFolders
internal import StepExecutors

/// Signs and verifies with the SSH keys that people have already, by the `ssh-keygen` of the system.
struct SSHSignature {
  /// What a signature is for; one for something else doesn't count here.
  let namespace: String
  /// A private place for what `ssh-keygen` reads and writes.
  let folder: String

  enum Verdict: Hashable {
    /// It is of this text, by a key that the list of allowed signers gives to this name.
    case good(signer: String, key: String)
    /// It is of this text and by this key; whose that is, nobody said.
    case unknownSigner(key: String)
    case bad(String)
    /// It can't be found out here, as without `ssh-keygen`.
    case unknown(String)
  }

  /// The armoured signature of a text; the key is a private one, or a public one whose private half an agent holds.
  func sign(_ text: [UInt8], with key: String) async throws(CommandFailure) -> String {
    let file = try put(text, "text")
    var tool = SystemTool(["ssh-keygen", "-q", "-Y", "sign", "-n", namespace, "-f", key, file])
    tool.speaksForItself = true
    guard let ended = await tool.run() else { throw Self.missing }
    guard ended.succeeded, let signature = FileManager.default.contents(atPath: file + ".sig"), !signature.isEmpty
    else { throw CommandFailure("ssh-keygen did not sign with \(key)", status: ExitStatus.failure) }
    return String(decoding: signature, as: UTF8.self)
  }

  /// `signer` is the name that must have signed; without one, whoever the list allows.
  func verify(
    _ signature: String, of text: [UInt8], by signer: String?, allowed: String?
  ) async throws(CommandFailure) -> Verdict {
    let (file, mark) = (try put(text, "text"), try put(Array(signature.utf8), "signature"))
    let look = await run(["check-novalidate", "-n", namespace, "-s", mark], input: file)
    guard let look else { return .unknown("there is no ssh-keygen here") }
    guard look.succeeded else { return .bad(look.complaint) }
    let key = Self.key(in: look.output)
    guard let allowed else { return .unknownSigner(key: key) }
    for name in try await names(signer, mark, allowed) {
      let words = ["verify", "-n", namespace, "-s", mark, "-f", allowed, "-I", name]
      if await run(words, input: file)?.succeeded == true { return .good(signer: name, key: key) }
    }
    let whose = signer.map { "to \($0)" } ?? "to anybody"
    return .bad("it was made by the \(key), which \(allowed) does not give \(whose)")
  }

  private func names(_ signer: String?, _ mark: String, _ allowed: String) async throws(CommandFailure) -> [String] {
    if let signer { return [signer] }
    let found = await run(["find-principals", "-f", allowed, "-s", mark], input: nil)
    return found?.output.split(whereSeparator: \.isNewline).map(String.init) ?? []
  }

  private func run(_ words: [String], input: String?) async -> SystemTool.Ended? {
    var tool = SystemTool(["ssh-keygen", "-Y"] + words)
    tool.input = input
    return await tool.run()
  }

  /// `ED25519 key SHA256:…`, from `Good "…" signature with ED25519 key SHA256:…`.
  private static func key(in output: String) -> String {
    guard let words = output.firstRange(of: " with ") else { return "key" }
    return DisplayText.clean(String(output[words.upperBound...].prefix { !$0.isNewline }))
  }

  private func put(_ bytes: [UInt8], _ name: String) throws(CommandFailure) -> String {
    let path = "\(folder)/\(name)-\(UInt32.random(in: 0...UInt32.max))"
    do {
      try Data(bytes).write(to: URL(fileURLWithPath: path))
    } catch {
      throw CommandFailure("\(path) can't be written: \(error.localizedDescription)", status: ExitStatus.failure)
    }
    return path
  }

  static let missing = CommandFailure(
    "there is no ssh-keygen here: install the OpenSSH client (openssh-client)", status: ExitStatus.failure)
}
