import Testing

/// The shells that an agent must do with; mksh is the nearest kin of OpenBSD's ksh.
enum RoomShell: String, CaseIterable, CustomTestStringConvertible, Sendable {
  case dash, mksh, busybox, bash

  /// Those that give a job a group of its own without any other program.
  static let monitoring: [RoomShell] = [.mksh, .bash]
  /// Those that refuse `set -m` without a terminal, or don't heed it.
  static let refusing: [RoomShell] = allCases.filter { !monitoring.contains($0) }

  var testDescription: String { rawValue }
}
