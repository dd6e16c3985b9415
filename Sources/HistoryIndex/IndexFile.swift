internal import GRDB
internal import Glibc

/// The index as a file: made private, brought to today's tables, set aside when it can't be used.
enum IndexFile {
  static func inMemory() throws(IndexError) -> DatabaseQueue {
    do {
      let database = try DatabaseQueue(configuration: configuration(patience))
      try IndexSchema.migrate(database)
      return database
    } catch {
      throw IndexFailure.words(error, path: nil)
    }
  }

  /// The database, and what a person should know of how it was opened.
  static func open(_ path: String, patience: Duration) throws(IndexError) -> (DatabaseQueue, notice: String?) {
    try locked(path, patience) { () throws(IndexError) in
      switch try attempt(path, patience) {
      case .usable(let database): return (database, nil)
      case .unusable(let reason):
        let aside = try setAside(path)
        let notice = "the index was \(reason); it was set aside as \(aside) and is made anew from the journals"
        return (try make(path, patience), notice)
      }
    }
  }

  /// Sets the file aside, whatever it is, and makes a new one.
  static func replace(_ path: String) throws(IndexError) -> DatabaseQueue {
    try locked(path, patience) { () throws(IndexError) in
      _ = try setAside(path)
      return try make(path, patience)
    }
  }

  private enum Attempt {
    case usable(DatabaseQueue)
    case unusable(String)
  }

  private static func make(_ path: String, _ patience: Duration) throws(IndexError) -> DatabaseQueue {
    switch try attempt(path, patience) {
    case .usable(let database): return database
    case .unusable(let reason): throw IndexError("\(path): a new index is \(reason)")
    }
  }

  private static func attempt(_ path: String, _ patience: Duration) throws(IndexError) -> Attempt {
    try makePrivate(path)
    do {
      let database = try DatabaseQueue(path: path, configuration: configuration(patience))
      switch try database.read(IndexSchema.inspect) {
      case .ready: break
      case .toBeMigrated: try IndexSchema.migrate(database)
      case .unusable(let reason):
        try database.close()
        return .unusable(reason)
      }
      return .usable(database)
    } catch  where IndexFailure.isUnusable(error) {
      return .unusable("damaged")
    } catch {
      throw IndexFailure.words(error, path: path)
    }
  }

  private static func configuration(_ patience: Duration) -> Configuration {
    var configuration = Configuration()
    configuration.journalMode = .wal
    configuration.busyMode = .timeout(patience / .seconds(1))
    // What a power cut takes from a derived file comes back from the journals; waiting for the disk would gain nothing.
    configuration.prepareDatabase { try $0.execute(sql: "PRAGMA synchronous = NORMAL") }
    configuration.label = "halfhour index"
    return configuration
  }

  /// SQLite gives the files beside the database the mode of the database itself.
  private static func makePrivate(_ path: String) throws(IndexError) {
    let file = Glibc.open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard file >= 0 else { throw failure("can't be opened", path) }
    defer { close(file) }
    guard fchmod(file, 0o600) == 0 else { throw failure("can't be made private", path) }
  }

  /// Moves the file and its companions to the first free name.
  private static func setAside(_ path: String) throws(IndexError) -> String {
    var number = 1
    while number < 1_000 && access("\(path).unusable-\(number)", F_OK) == 0 { number += 1 }
    let aside = "\(path).unusable-\(number)"
    for suffix in ["-wal", "-shm", ""] {
      guard rename(path + suffix, aside + suffix) == 0 || errno == ENOENT else {
        throw failure("can't be set aside", path + suffix)
      }
    }
    return aside
  }

  /// One process at a time opens or sets aside, so that nobody takes another's new file for the bad one.
  private static func locked<Result>(
    _ path: String, _ patience: Duration, _ work: () throws(IndexError) -> Result
  ) throws(IndexError) -> Result {
    let lock = Glibc.open(path + ".lock", O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard lock >= 0 else { throw failure("can't be opened", path + ".lock") }
    defer { close(lock) }
    try take(lock, path, patience)
    return try work()
  }

  /// A process that is stopped while it has the lock must not hold up the end of a run.
  private static func take(_ lock: Int32, _ path: String, _ patience: Duration) throws(IndexError) {
    let deadline = ContinuousClock.now + patience
    while flock(lock, LOCK_EX | LOCK_NB) != 0 {
      guard errno == EWOULDBLOCK || errno == EINTR else { throw failure("can't be locked", path + ".lock") }
      guard ContinuousClock.now < deadline else {
        let seconds = patience / .seconds(1)
        throw IndexError(
          "\(path): another process has held it for \(seconds < 1 ? "\(seconds)" : "\(Int(seconds))") seconds")
      }
      usleep(10_000)
    }
  }

  /// How long another process is waited for, unless a person waits for a recovery to begin.
  static let patience = Duration.seconds(10)

  private static func failure(_ what: String, _ path: String) -> IndexError {
    IndexError("\(path): \(what): \(String(cString: strerror(errno)))")
  }
}
