internal import Digests
internal import Glibc

/// Takes apart a tar archive that anybody may have made, into a private folder, and leads nowhere else.
///
/// Only plain files and folders are made, under names that stay inside, each once; whatever else stands in it is refused.
package struct EvidenceArchive {
  /// What came out of it.
  package struct Contents: Hashable, Sendable {
    /// The one folder in which all of it stands: the run's name.
    package var top = ""
    /// The digests of the files by their names under that folder.
    package var sums: [String: String] = [:]
    /// Something stands behind the archive's end.
    package var hasMore = false
  }

  private let file: Int32
  private let path: String
  private let folder: String
  private var contents = Contents()
  private var folders: Set<String> = []
  private var count = 0

  /// A run of 10,000 steps that are tried a few times each has fewer.
  private static let mostNames = 200_000
  private static let longestName = 4_096
  /// What Linux allows.
  private static let longestPart = 255

  /// Unpacks an archive into a folder that is there, ours, and empty.
  package static func unpack(_ path: String, into folder: String) throws(FolderError) -> Contents {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw FolderError("can't be read", path, code: errno) }
    defer { close(file) }
    var archive = EvidenceArchive(file: file, path: path, folder: folder)
    try archive.unpack()
    return archive.contents
  }

  private init(file: Int32, path: String, folder: String) {
    self.file = file
    self.path = path
    self.folder = folder
  }

  private mutating func unpack() throws(FolderError) {
    var longName: [UInt8]?
    while true {
      let block = try read(TarHeader.size)
      if block.allSatisfy({ $0 == 0 }) { break }
      guard let header = TarHeader(block[...]) else {
        throw FolderError("it is no tar archive that can be read, or its list of files was changed")
      }
      count += 1
      guard count <= Self.mostNames else { throw FolderError("it holds more than \(Self.mostNames) names") }
      if header.kind == .longName {
        guard header.bytes <= Self.longestName else { throw FolderError("it holds a name that is too long") }
        longName = Array(try read(padded(header.bytes)).prefix(header.bytes).prefix { $0 != 0 })
        continue
      }
      try take(header, named: longName ?? header.name)
      longName = nil
    }
    contents.hasMore = try !endsInZeros()
    guard !contents.top.isEmpty else { throw FolderError("it holds nothing") }
  }

  private mutating func take(_ header: TarHeader, named bytes: [UInt8]) throws(FolderError) {
    guard header.kind == .file || header.kind == .folder else {
      throw FolderError(
        "\(shown([String(decoding: bytes, as: UTF8.self)])) is no plain file, but a link, a device, a pipe, or a header "
          + "that evidence does not need")
    }
    let name = try inside(bytes, isFolder: header.kind == .folder)
    if header.kind == .folder { return try makeFolders(name) }
    guard name.count > 1 else { throw FolderError("\(shown(name)) stands outside the run's folder") }
    try makeFolders(name.dropLast())
    try write(name, bytes: header.bytes)
  }

  /// The parts of a name that stays inside the one folder; what doesn't is refused.
  private mutating func inside(_ bytes: [UInt8], isFolder: Bool) throws(FolderError) -> [String] {
    guard let text = String(validating: bytes, as: UTF8.self), bytes.count <= Self.longestName else {
      throw FolderError("it holds a name that is no text, or too long")
    }
    // By bytes, as the system does: among characters, a combining mark would hide a slash.
    var parts = text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).map {
      "\(Substring($0))"
    }
    if isFolder, parts.last == "" { parts.removeLast() }
    guard !parts.isEmpty, parts.allSatisfy({ !$0.isEmpty && $0 != "." && $0 != ".." }) else {
      throw FolderError("\(shown([text])) leads out of the archive's own folder")
    }
    guard parts.allSatisfy({ $0.utf8.count <= Self.longestPart }) else {
      throw FolderError("\(shown([text])) is too long a name: a file's has \(Self.longestPart) bytes at most")
    }
    if contents.top.isEmpty { contents.top = parts[0] }
    guard parts[0] == contents.top else {
      throw FolderError("it holds more than one folder: \(shown([contents.top])) and \(shown([parts[0]]))")
    }
    return parts
  }

  /// A hostile name is not printed as it is.
  private func shown(_ name: [String]) -> String {
    let text = name.joined(separator: "/").unicodeScalars.map { scalar in
      scalar.value < 0x20 || scalar.value == 0x7f || scalar.properties.generalCategory == .format ? "?" : "\(scalar)"
    }
    return "\"\(text.prefix(200).joined())\""
  }

  private mutating func makeFolders(_ name: some Collection<String>) throws(FolderError) {
    var path = ""
    for part in name {
      path += "/" + part
      guard folders.insert(path).inserted else { continue }
      guard mkdir(folder + path, 0o700) == 0 else {
        throw errno == EEXIST
          ? FolderError("\(shown([path])) is there twice") : FolderError("can't be made", folder + path, code: errno)
      }
    }
  }

  private mutating func write(_ name: [String], bytes: Int) throws(FolderError) {
    let own = name.dropFirst().joined(separator: "/")
    let target = "\(folder)/\(name.joined(separator: "/"))"
    let copy = open(target, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard copy >= 0 else {
      throw errno == EEXIST
        ? FolderError("\(shown(name)) is there twice") : FolderError("can't be written", target, code: errno)
    }
    defer { close(copy) }
    var hasher = SHA256Hasher()
    var left = bytes
    while left > 0 {
      let piece = try read(min(left, 1 << 18))
      guard SafeFile.writeAll(piece, to: copy) else { throw FolderError("can't be unpacked", target, code: errno) }
      hasher.update(piece)
      left -= piece.count
    }
    _ = try read(padded(bytes) - bytes)
    guard contents.sums[own] == nil else { throw FolderError("\(shown(name)) is there twice, in two ways to write it") }
    contents.sums[own] = hasher.finalize().description
  }

  private func padded(_ bytes: Int) -> Int { (bytes + TarHeader.size - 1) / TarHeader.size * TarHeader.size }

  private func read(_ bytes: Int) throws(FolderError) -> [UInt8] {
    var result = [UInt8](repeating: 0, count: bytes)
    var done = 0
    while done < bytes {
      let count = result.withUnsafeMutableBytes { Glibc.read(file, $0.baseAddress?.advanced(by: done), bytes - done) }
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw FolderError("can't be read", path, code: errno) }
      guard count > 0 else { throw FolderError("it ends in the middle: a part of it is missing") }
      done += count
    }
    return result
  }

  private func endsInZeros() throws(FolderError) -> Bool {
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = Glibc.read(file, &chunk, chunk.count)
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw FolderError("can't be read", path, code: errno) }
      if count == 0 { return true }
      if chunk[..<count].contains(where: { $0 != 0 }) { return false }
    }
  }
}

extension RunFolder {
  /// What was unpacked as a run's folder, and is none of this machine's.
  package init(unpackedAt path: String) { self.init(path: path) }
}
