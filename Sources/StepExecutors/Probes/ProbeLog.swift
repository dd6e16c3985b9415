internal import Probes
internal import Synchronization

/// The log of a probe's attempt; a disk that is full never fails the probe.
final class ProbeLog: Sendable {
  private struct State {
    var file: LogFile
    var length = 0
    var isCut = false
    var isClosed = false
  }

  private let state: Mutex<State>
  private let redactor: SecretRedactor
  /// What one attempt may write.
  private let limit: Int

  static let standardLimit = 4 << 20

  init(path: String, limit: Int, redactor: SecretRedactor) {
    state = Mutex(State(file: LogFile(path: path)))
    self.limit = limit
    self.redactor = redactor
  }

  var bytes: Int { state.withLock { $0.length } }
  var isCut: Bool { state.withLock { $0.isCut } }

  var transcript: ProbeTranscript {
    ProbeTranscript(
      hide: { [self] text, captured in hide(text, captured) },
      append: { [self] text in append(text) })
  }

  /// A text without its secrets, and without what was captured on the way.
  func hide(_ text: String, _ captured: [String: String]) -> String {
    let hidden = redactor.redacted(text)
    guard !captured.isEmpty else { return hidden }
    let marked = captured.sorted { $0.key < $1.key }.map { NamedValue("captured \($0.key)", $0.value) }
    return SecretRedactor(marked).redacted(hidden).replacing("[secret captured ", with: "[captured ")
  }

  /// Appends text in which secrets are hidden already.
  ///
  /// Work that was given up may still tell of itself once it is closed, which goes nowhere.
  func append(_ text: String) {
    state.withLock { state in
      guard !state.isClosed else { return }
      let room = limit - state.length
      let bytes = Array(text.utf8.prefix(max(0, room)))
      if bytes.count < text.utf8.count { state.isCut = true }
      guard !bytes.isEmpty else { return }
      do {
        state.length = try state.file.open(length: state.length)
        state.length += try state.file.append(bytes[...])
      } catch {
        state.isCut = true
      }
    }
  }

  func close() {
    state.withLock { state in
      state.isClosed = true
      state.file.close()
    }
  }
}
