import Testing

/// The shells that an agent must do with; mksh and posh descend from the shell that OpenBSD's ksh descends from, too.
enum RoomShell: String, CaseIterable, CustomTestStringConvertible, Sendable {
  case dash, mksh, busybox, bash, posh

  /// Those that give a job a group of its own without any other program.
  static let monitoring: [RoomShell] = [.mksh, .bash]
  /// Those that refuse `set -m` without a terminal, or don't heed it.
  static let refusing: [RoomShell] = allCases.filter { !monitoring.contains($0) }

  var testDescription: String { rawValue }
}
