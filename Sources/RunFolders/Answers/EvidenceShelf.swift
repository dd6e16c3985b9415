internal import Digests
internal import Glibc
package import RunCore

/// The copies of files that people attached to their answers, so that the record holds what they saw.
package struct EvidenceShelf: Sendable {
  private let run: RunFolder

  package init(_ run: RunFolder) { self.run = run }

  /// Copies a file into the run's folder, durably, under a name that no other has; its digest is of what was copied.
  ///
  /// A file that goes on growing is kept as long as it was at first. Whatever fails leaves nothing behind.
  package func keep(_ path: String, field: String? = nil) throws(FolderError) -> Evidence {
    var evidence = try keep(path, field: field, in: run.evidence)
    evidence.path = "evidence/\(evidence.path)"
    return evidence
  }

  /// The same in memory, where its path is a whole one, for a run that a full disk must not hold up.
  package func keepInMemory(_ path: String, field: String? = nil) throws(FolderError) -> Evidence {
    let own = "/dev/shm/halfhour-evidence-\(geteuid())"
    let folder = "\(own)/\(run.name)"
    try SafeFolder.make(folder)
    // Everybody can make folders there.
    for place in [own, folder] {
      try SafeFolder.verify(place)
      try SafeFolder.makePrivate(place)
    }
    var evidence = try keep(path, field: field, in: folder)
    evidence.path = "\(folder)/\(evidence.path)"
    return evidence
  }

  private func keep(_ path: String, field: String?, in folder: String) throws(FolderError) -> Evidence {
    // Without O_NONBLOCK, a pipe would hold a person for ever.
    let source = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
    guard source >= 0 else { throw FolderError("can't be read", path, code: errno) }
    defer { close(source) }
    let size = try Self.size(of: source, path)
    try SafeFolder.make(folder)
    let temporary = "\(folder)/.new-\(getpid())-\(String(UInt64.random(in: 0...UInt64.max), radix: 36))"
    defer { unlink(temporary) }
    let copied = try copy(source, path, size: size, to: temporary, in: folder)
    let name = try settle(temporary, SafeName.of(path), in: folder)
    return Evidence(
      field: field, name: SafeName.last(of: path), path: name, sha256: copied.digest.description,
      bytes: copied.bytes)
  }

  /// Takes away the copy of a file whose answer was not taken.
  package func discard(_ evidence: Evidence) { unlink(place(of: evidence)) }

  private func place(of evidence: Evidence) -> String {
    evidence.path.hasPrefix("/") ? evidence.path : "\(run.path)/\(evidence.path)"
  }

  private static func size(of source: Int32, _ path: String) throws(FolderError) -> Int {
    var status = stat()
    guard fstat(source, &status) == 0 else { throw FolderError("can't be looked at", path, code: errno) }
    switch status.st_mode & S_IFMT {
    case S_IFREG: break
    case S_IFDIR: throw FolderError("\(path) is a folder; attach its files, or an archive of it")
    default: throw FolderError("\(path) is a pipe or a device, and only a file can be kept as evidence")
    }
    guard status.st_size > 0 else { throw FolderError("\(path) is empty, and shows nothing") }
    return Int(status.st_size)
  }

  private func copy(
    _ source: Int32, _ path: String, size: Int, to temporary: String, in folder: String
  ) throws(FolderError) -> (digest: SHA256Digest, bytes: Int) {
    let copy = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard copy >= 0 else { throw refusal(of: path, in: folder, code: errno) }
    defer { close(copy) }
    var hasher = SHA256Hasher()
    var chunk = [UInt8](repeating: 0, count: 1 << 18)
    var done = 0
    while done < size {
      let count = read(source, &chunk, min(chunk.count, size - done))
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw FolderError("can't be read", path, code: errno) }
      if count == 0 { break }
      let piece = Array(chunk[..<count])
      guard SafeFile.writeAll(piece, to: copy) else { throw refusal(of: path, in: folder, code: errno) }
      hasher.update(piece)
      done += count
    }
    guard fchmod(copy, 0o600) == 0, fsync(copy) == 0 else { throw refusal(of: path, in: folder, code: errno) }
    return (hasher.finalize(), done)
  }

  /// Gives the copy its name; one that another file has already gets a number.
  private func settle(_ temporary: String, _ name: SafeName, in folder: String) throws(FolderError) -> String {
    for number in 1...10_000 {
      let text = name.text(number)
      if link(temporary, "\(folder)/\(text)") == 0 {
        try SafeFolder.sync(folder)
        if folder == run.evidence { try SafeFolder.sync(run.path) }
        return text
      }
      guard errno == EEXIST else { throw refusal(of: name.text(1), in: folder, code: errno) }
    }
    throw FolderError("\(folder): there are ten thousand files called \(name.text(1)) already")
  }

  private func refusal(of path: String, in folder: String, code: Int32) -> FolderError {
    guard code == ENOSPC || code == EDQUOT else {
      return FolderError("can't be kept in \(folder)", path, code: code)
    }
    return FolderError(
      "\(path): there is no room for it in \(folder); nothing of it was kept. Make room, or note where it is")
  }
}

/// The last part of a foreign path, fit to name a file anywhere.
struct SafeName {
  private let stem: String
  private let suffix: String

  static func of(_ path: String) -> SafeName { SafeName(last(of: path)) }

  static func last(of path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }

  private init(_ name: String) {
    var safe = String(name.unicodeScalars.map { Self.isPlain($0) ? Character($0) : "_" })
    while safe.hasPrefix(".") || safe.hasPrefix("-") { safe.removeFirst() }
    if safe.isEmpty { safe = "file" }
    let dot = safe.lastIndex(of: ".") ?? safe.endIndex
    stem = String(safe[..<dot].prefix(80))
    suffix = String(safe[dot...].prefix(20))
  }

  private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "a"..."z", "A"..."Z", "0"..."9", ".", "_", "-": true
    default: false
    }
  }

  /// The first has the name itself, the others a number.
  func text(_ number: Int) -> String { number == 1 ? stem + suffix : "\(stem)-\(number)\(suffix)" }
}
