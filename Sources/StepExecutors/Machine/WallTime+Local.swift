internal import Glibc
package import RunCore

extension WallTime {
  /// Nanoseconds since 1970 as the clock on this machine's wall shows them, summer time included.
  package init(local nanoseconds: Int64) {
    var zone = tm()
    var seconds = time_t(nanoseconds / 1_000_000_000)
    localtime_r(&seconds, &zone)
    self.init(nanoseconds: nanoseconds, offset: zone.tm_gmtoff)
  }
}
