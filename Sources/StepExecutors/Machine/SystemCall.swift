import Glibc
import SystemPackage

/// Runs a call of the C library that answers -1 on failure, again when a signal interrupted it, and throws what went wrong.
@discardableResult
func systemCall<Value: SignedInteger>(_ call: () -> Value) throws(Errno) -> Value {
  while true {
    let value = call()
    if value != -1 { return value }
    if errno != EINTR { throw Errno(rawValue: errno) }
  }
}

/// Calls that the C library has and Swift's overlay doesn't show; nil where the library is too old for them.
enum LateBoundCall {
  typealias Fallocate = @convention(c) (Int32, Int32, Int, Int) -> Int32
  typealias Pipe2 = @convention(c) (UnsafeMutablePointer<Int32>, Int32) -> Int32
  typealias PidfdOpen = @convention(c) (Int32, UInt32) -> Int32

  static let fallocate: Fallocate? = dlsym(nil, "fallocate").map { unsafeBitCast($0, to: Fallocate.self) }
  static let pipe2: Pipe2? = dlsym(nil, "pipe2").map { unsafeBitCast($0, to: Pipe2.self) }
  static let pidfdOpen: PidfdOpen? = dlsym(nil, "pidfd_open").map { unsafeBitCast($0, to: PidfdOpen.self) }
}
