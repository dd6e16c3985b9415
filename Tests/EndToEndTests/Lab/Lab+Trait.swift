import Foundation
import Glibc
import Testing

extension Lab {
  /// Whether hosts can be made here. What else than root they need, `Scripts/setup test` installs; its want is a failure.
  static let isPossible: Bool = {
    if geteuid() == 0 { return true }
    FileHandle.standardError.write(Data("\n*** SKIPPED: every test in the lab. \(why) ***\n\n".utf8))
    return false
  }()

  static let why: Comment = "Its hosts are namespaces, which only root can make: run the tests as root."
}

extension Trait where Self == ConditionTrait {
  /// For tests that need hosts.
  static var inLab: Self { .enabled(if: Lab.isPossible, Lab.why) }
}
