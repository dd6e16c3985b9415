import Foundation
import Glibc

/// What a lab may leave on this machine.
struct LabTraces {
  let lab: Lab
  var namespaces: Set<String> = []
  var bridge = ""

  init(_ lab: Lab) { self.lab = lab }

  /// Remembers what belongs to hosts that stand now.
  mutating func remember(_ hosts: String...) throws {
    for host in hosts { namespaces.formUnion(Self.namespaces(of: try lab.firstProcess(of: host))) }
    namespaces.subtract(Self.namespaces(of: getpid()))
    let net = FileManager.default.contents(atPath: lab.state + "/net") ?? Data()
    bridge = "hh" + String(decoding: net, as: UTF8.self).trimmingCharacters(in: .newlines)
  }

  static func namespaces(of pid: pid_t) -> Set<String> {
    let kinds = ["net", "mnt", "pid", "uts", "ipc"]
    return Set(
      kinds.compactMap { try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(pid)/ns/\($0)") })
  }

  /// The dead that this machine's first process has not buried yet don't count.
  static func isDead(_ pid: pid_t) -> Bool {
    let status = FileManager.default.contents(atPath: "/proc/\(pid)/stat") ?? Data()
    return String(decoding: status, as: UTF8.self).split(separator: ")").last?.hasPrefix(" Z") ?? true
  }

  var left: [String] {
    var left: [String] = []
    if access(lab.state, F_OK) == 0 { left.append(lab.state) }
    let mounts = FileManager.default.contents(atPath: "/proc/self/mountinfo") ?? Data()
    if String(decoding: mounts, as: UTF8.self).contains(lab.id) { left.append("a mount") }
    for link in (try? FileManager.default.contentsOfDirectory(atPath: "/sys/class/net")) ?? [] {
      let alias = FileManager.default.contents(atPath: "/sys/class/net/\(link)/ifalias") ?? Data()
      let isOurs = String(decoding: alias, as: UTF8.self).contains(lab.id)
      if isOurs || link == bridge || link.hasPrefix(bridge + "-") && !bridge.isEmpty {
        left.append("the link \(link)")
      }
    }
    for pid in Processes.all where pid != getpid() && !Self.isDead(pid) {
      let words = Processes.arguments(pid)
      let isOurs = words.range(of: Data("halfhour-lab-\(lab.id)".utf8)) != nil
      if isOurs || !Self.namespaces(of: pid).isDisjoint(with: namespaces) {
        left.append("process \(pid): " + String(decoding: words, as: UTF8.self).replacing("\0", with: " "))
      }
    }
    return left
  }
}
