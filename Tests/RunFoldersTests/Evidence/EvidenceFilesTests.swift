import RunFolders
import Testing

struct EvidenceFilesTests {
  @Test func `the record is taken, and nothing that a process needs while it has a run in hand`() throws {
    let stand = try Stand()
    let folder = try stand.run()
    _ = Shell.run(
      """
      cd \(folder.path) && mkdir -p hosts work/a plan/files/sub plan/files/.parts && touch plan/files/.parts/data lock hosts/known_hosts work/a/x report.html
      touch journal.jsonl plan/plan.json plan/files/sub/b logs/z.log logs/.new-1 answers/prompt-1.json imported
      mkfifo logs/pipe; ln -s /etc/passwd logs/link; touch "logs/$(printf 'bad\\377.log')"
      """)
    let files = EvidenceFiles(of: folder)
    #expect(
      files.files.map(\.name)
        == [
          "answers/prompt-1.json", "journal.jsonl", "logs/z.log", "plan/files/.parts/data", "plan/files/sub/b",
          "plan/plan.json",
        ])
    #expect(files.leftOut.count == 3)
  }
  @Test(arguments: [
    ("journal.jsonl", 256), ("report.json", 256), ("MANIFEST.sha256", 64), ("manifest.json", 1),
  ])
  func `what is read whole has a bound of its own`(name: String, mebibytes: Int) throws {
    let stand = try Stand()
    let folder = try stand.run()
    _ = Shell.run("truncate -s \(mebibytes)M \(folder.path)/\(name)")
    try EvidenceBounds.check(folder)
    _ = Shell.run("truncate -s +1 \(folder.path)/\(name)")
    let error = #expect(throws: FolderError.self) { try EvidenceBounds.check(folder) }
    #expect(error?.message.contains("\(name) has \((mebibytes << 20) + 1) bytes") == true, "\(error?.message ?? "")")
  }
}
