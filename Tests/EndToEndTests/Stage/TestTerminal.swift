import Foundation
import Testing

/// A real terminal for a program, kept by a tmux server of its own: keys go in, what a person would see comes out.
final class TestTerminal: Sendable {
  private let socket: String
  private let folder: String
  private let environment: [String: String]

  /// Gives the body a shell in the scene's folder, with the scene's state and halfhour's folder first in its path.
  ///
  /// Everything that runs in it ends with it, as when the window is closed.
  static func open(
    _ scene: Scene, columns: Int = 120, rows: Int = 40, environment: [String: String] = [:],
    _ body: (TestTerminal) async throws -> Void
  ) async throws {
    let terminal = TestTerminal(scene, environment)
    try await terminal.tmux(
      "-f", "/dev/null", "new-session", "-d", "-x", "\(columns)", "-y", "\(rows)", "-c", scene.folder, "/bin/sh")
    var thrown: (any Error)?
    do { try await body(terminal) } catch { thrown = error }
    try await terminal.close()
    if let thrown { throw thrown }
  }

  private init(_ scene: Scene, _ environment: [String: String]) {
    socket = "\(scene.folder)/tmux-\(UInt32.random(in: 0...UInt32.max))"
    folder = scene.folder
    let own = ProcessInfo.processInfo.environment
    let programs = URL(fileURLWithPath: Halfhour.path).deletingLastPathComponent().path
    var all = [
      "HOME": scene.folder, "HALFHOUR_STATE": scene.state, "XDG_RUNTIME_DIR": scene.runtime, "TERM": "xterm-256color",
      "LANG": "C.UTF-8", "SHELL": "/bin/sh", "PS1": "$ ", "PATH": "\(programs):\(own["PATH"] ?? "/usr/bin:/bin")",
    ]
    if let libraries = own["LD_LIBRARY_PATH"] { all["LD_LIBRARY_PATH"] = libraries }
    all.merge(environment) { _, new in new }
    self.environment = all
  }

  /// Closes the window: whatever runs in it gets a hang-up.
  func close() async throws { _ = try? await tmux("kill-server") }

  /// Types a line and Enter.
  func enter(_ line: String) async throws {
    try await type(line)
    try await press("Enter")
  }

  /// Types a text as it stands.
  func type(_ text: String) async throws { try await tmux("send-keys", "-l", "--", text) }

  /// Presses keys by tmux's names: `Enter`, `Escape`, `C-c`, `y`.
  func press(_ keys: String...) async throws {
    for key in keys { try await tmux("send-keys", key) }
  }

  /// What a person sees now, line by line, without blanks at the ends.
  func screen() async throws -> String { try await tmux("capture-pane", "-p") }

  /// Waits until the screen shows a text; a screen that never does is a fault, and is told.
  @discardableResult
  func until(_ text: String, within limit: Duration = .seconds(30)) async throws -> String {
    let deadline = ContinuousClock.now + limit
    while true {
      let seen = try await screen()
      if seen.contains(text) { return seen }
      guard ContinuousClock.now < deadline else {
        throw SceneFault("the terminal never showed \"\(text)\"; it shows:\n\(seen)")
      }
      try await Task.sleep(for: .milliseconds(100))
    }
  }

  // Foundation's Process would wait for the server that the first call leaves behind.
  @discardableResult
  private func tmux(_ words: String...) async throws -> String {
    let program = try Program(
      ["/usr/bin/tmux", "-S", socket] + words, environment: environment, folder: folder, umask: "077")
    let end = try await program.end(within: .seconds(20))
    guard end.exit == 0 else { throw SceneFault("tmux \(words.joined(separator: " ")): \(end.out)\(end.err)") }
    return end.out
  }
}
