import Digests
import Glibc
import RunCore
import RunbookModel
import Testing

@testable import RunFolders

/// Files that people attach.
struct EvidenceTests {
  let stand: Stand
  let folder: RunFolder

  init() throws {
    stand = try Stand()
    folder = try stand.run()
  }

  private func keep(_ path: String) throws(FolderError) -> Evidence {
    try EvidenceShelf(folder).keep(path, field: "how")
  }

  @Test(arguments: [1, 4_096, 1 << 18, (1 << 20) + 7])
  func `a file is copied whole, for its owner alone, and its digest is that of the copy`(size: Int) throws {
    let content = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 2_654_435_761 >> 7) }
    try put(content, stand.path + "/meter.jpg")
    let kept = try keep(stand.path + "/meter.jpg")
    let digest = SHA256Digest(of: content).description
    #expect(kept == Evidence(field: "how", name: "meter.jpg", path: "evidence/meter.jpg", sha256: digest, bytes: size))
    #expect(try bytes("\(folder.path)/\(kept.path)") == content)
    #expect(mode("\(folder.path)/\(kept.path)") == 0o600)
    #expect(mode(folder.evidence) == 0o700)
    #expect(Shell.run("sha256sum < $1/evidence/meter.jpg", [folder.path]).output == "\(digest)  -")
    #expect(try bytes(stand.path + "/meter.jpg") == content, "the file itself stays")
  }

  @Test func `files of one name stand side by side, also when they come at once`() async throws {
    let copies = 12
    for number in 1...copies {
      #expect(mkdir("\(stand.path)/\(number)", 0o700) == 0)
      try put(Array("photo \(number)".utf8), "\(stand.path)/\(number)/a.jpg")
    }
    let kept = try await withThrowingTaskGroup(of: Evidence.self) { group in
      let (shelf, place) = (EvidenceShelf(folder), stand.path)
      for number in 1...copies { group.addTask { try shelf.keep("\(place)/\(number)/a.jpg") } }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(Set(kept.map(\.path)).count == copies)
    for one in kept {
      #expect(SHA256Digest(of: try bytes("\(folder.path)/\(one.path)")).description == one.sha256)
    }
    #expect(Shell.run("ls -A $1 | wc -l", [folder.evidence]).output == "\(copies)", "and nothing half-made")
  }

  @Test(arguments: [
    ("a b'c\"$(id)`.jpg", "a_b_c___id__.jpg"), ("..hidden", "hidden"), ("--rf", "rf"), ("Zähler.jpg", "Z_hler.jpg"),
    ("\u{1B}[2J\n.txt", "__2J_.txt"), ("...", "file"),
    (String(repeating: "x", count: 250), String(repeating: "x", count: 80)),
    ("a.\(String(repeating: "y", count: 100))", "a.\(String(repeating: "y", count: 19))"),
  ])
  func `a name can do no harm`(given: String, safe: String) throws {
    try put([1], stand.path + "/" + given)
    let kept = try keep(stand.path + "/" + given)
    #expect(kept.path == "evidence/\(safe)")
    #expect(kept.name == given, "the record holds the name as it was given")
    #expect(Shell.run("ls -A $1", [folder.evidence]).output == safe)
  }

  @Test func `only a file that holds something is evidence`() throws {
    _ = Shell.run(
      "cd $1; mkdir folder; mkfifo pipe; : >empty; ln -s nothing link; echo x >secret; chmod 0 secret", [stand.path])
    let reasons = [
      ("folder", "is a folder"), ("pipe", "is a pipe or a device"), ("empty", "is empty"),
      ("link", "No such file"), ("missing", "No such file"),
    ]
    for (name, reason) in reasons {
      let refusal = #expect(throws: FolderError.self) { try keep("\(stand.path)/\(name)") }
      #expect(refusal?.message.contains(reason) == true, "\(name): \(String(describing: refusal))")
    }
    let device = #expect(throws: FolderError.self) { try keep("/dev/zero") }
    #expect(device?.message.contains("is a pipe or a device") == true)
    #expect(Shell.run("ls -A $1", [folder.evidence]).output.isEmpty || access(folder.evidence, F_OK) != 0)
  }

  @Test func `what is discarded is gone`() throws {
    try put([1], stand.path + "/a")
    let kept = try keep(stand.path + "/a")
    EvidenceShelf(folder).discard(kept)
    #expect(Shell.run("ls -A $1", [folder.evidence]).output.isEmpty)
  }

  @Test(.enabled(if: Shell.canMount), arguments: ["size=64k", "size=1m,nr_inodes=1"])
  func `on a full disk it says so, and leaves nothing half-made`(options: String) throws {
    #expect(mkdir(folder.evidence, 0o700) == 0)
    #expect(Shell.run("mount -t tmpfs -o \(options),mode=700 tmpfs $1", [folder.evidence]).status == 0)
    defer { _ = Shell.run("umount $1", [folder.evidence]) }
    try put([UInt8](repeating: 7, count: 1 << 18), stand.path + "/large")
    let refusal = #expect(throws: FolderError.self) { try keep(stand.path + "/large") }
    #expect(refusal?.message.contains("there is no room for it") == true, "\(String(describing: refusal))")
    #expect(Shell.run("ls -A $1", [folder.evidence]).output.isEmpty)
  }

  @Test func `a copy in memory is for its owner alone, says where it lies, and goes when it is discarded`() throws {
    let own = "/dev/shm/halfhour-evidence-\(geteuid())/\(folder.name)"
    defer { _ = Shell.run("rm -r $1; rmdir $(dirname $1)", [own]) }
    try put([1, 2], stand.path + "/a.jpg")
    let kept = try EvidenceShelf(folder).keepInMemory(stand.path + "/a.jpg", field: "how")
    #expect(kept.path == "\(own)/a.jpg" && kept.bytes == 2)
    #expect(try bytes(kept.path) == [1, 2])
    #expect(mode(kept.path) == 0o600 && mode(own) == 0o700)
    #expect(access(folder.evidence, F_OK) != 0, "the run's folder is left alone")
    EvidenceShelf(folder).discard(kept)
    #expect(access(kept.path, F_OK) != 0)
  }
}
