internal import Foundation
internal import Glibc
package import RunCore
internal import RunEngine
internal import Synchronization

/// The folder through which other processes speak to a run's engine, also to one that is down and resumes.
///
/// What was read stays: a resumed run is told all of it again, and ignores what its journal has already.
package final class AnswerInbox: RunInbox {
  private let folder: String
  private let seen = Mutex<Set<String>>([])

  package init(_ run: RunFolder) { folder = run.answers }

  package func collect() async -> [RunEvent] {
    let fresh = seen.withLock { seen in
      SafeFolder.names(in: folder).filter { $0.hasSuffix(".json") && seen.insert($0).inserted }
    }
    return fresh.map { (name: $0, written: written($0)) }.sorted { $0.written < $1.written }.compactMap {
      read($0.name)
    }
  }

  /// When a message was written, so that those which came together are taken in their order.
  private func written(_ name: String) -> Int64 {
    var status = stat()
    guard stat("\(folder)/\(name)", &status) == 0 else { return .max }
    return Int64(status.st_mtim.tv_sec) * 1_000_000_000 + Int64(status.st_mtim.tv_nsec)
  }

  private func read(_ name: String) -> RunEvent? {
    let path = "\(folder)/\(name)"
    guard access(path, F_OK) == 0 else { return nil }
    guard let event = Self.read(path) else {
      reject(name)
      return nil
    }
    return event
  }

  /// What a file says; nil for one that is gone or can't be understood.
  static func read(_ path: String) -> RunEvent? {
    do {
      guard let bytes = try SafeFile.read(path, limit: AnswerMessage.maximumBytes) else { return nil }
      return try JSONDecoder().decode(AnswerMessage.self, from: Data(bytes)).event
    } catch {
      return nil
    }
  }

  /// Moves aside what can't be understood now or later; somebody meant something by it, and may want the name again.
  private func reject(_ name: String) {
    for number in 1...1_000 {
      let aside = "\(folder)/rejected-\(number)-\(name).txt"
      guard access(aside, F_OK) != 0 else { continue }
      if rename("\(folder)/\(name)", aside) == 0 { _ = seen.withLock { $0.remove(name) } }
      return
    }
  }
}
