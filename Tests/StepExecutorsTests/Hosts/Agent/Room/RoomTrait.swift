import Foundation
import Glibc
import Testing

extension Trait where Self == ConditionTrait {
  /// For tests that need rooms, which are namespaces.
  static var inRoom: Self {
    .enabled(if: isRoot, "Rooms are namespaces, which only root can make: run the tests as root.")
  }
}

private let isRoot: Bool = {
  if geteuid() == 0 { return true }
  FileHandle.standardError.write(Data("\n*** SKIPPED: every test of agents in rooms: run them as root. ***\n\n".utf8))
  return false
}()
