internal import RunCore
internal import RunbookModel

/// The age of the newest backup, as somebody saw it at some time.
struct BackupLook: Hashable {
  enum Source: String { case precheck, drill }

  let point: WallTime
  let seen: WallTime
  let bytes: Int?
  let source: Source

  /// When it was seen; what it is now nobody knows, as there may be newer ones.
  var age: Duration { max(.zero, seen - point) }
}
