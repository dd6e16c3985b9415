/// Which boot of this machine is on; a job's process can't be older than it.
package enum BootIdentity {
  /// The kernel's boot id, or a dash where there is none to read.
  package static let current: String = {
    guard let bytes = FileAccess.contents(of: "/proc/sys/kernel/random/boot_id", atMost: 64) else { return "-" }
    let id = String(decoding: bytes, as: UTF8.self).filter { $0.isHexDigit || $0 == "-" }
    return id.isEmpty ? "-" : id
  }()
}
