internal import Digests
internal import Foundation
internal import Glibc
internal import Reporting
internal import RunCore
internal import RunFolders
internal import RunbookModel
internal import StepExecutors

/// Lays out the record of a run with what proves it, and puts it into one archive.
struct EvidenceExport {
  let maker: ReportMaker
  let run: RunID
  let state: RunState
  let reading: JournalReading
  /// Private, and gone with the command.
  let scratch: String

  private var laidOut: String { "\(scratch)/\(run)" }

  /// Makes the archive under this name, whole or not at all, and gives the SHA-256 of its list of sums.
  func write(to output: String, replacing: Bool, key: String?) async throws -> String {
    let files = EvidenceFiles(of: maker.folder)
    for name in files.leftOut {
      Output.error("WARNING: \(DisplayText.clean(name)) is left out: it is no plain file, or its name is no text")
    }
    // Links keep large logs from being copied; `tar` follows them.
    for file in files.files { try link(file) }
    let document = maker.document(of: state, head: reading.head, endHead: reading.endHead)
    // A template that somebody broke since must not keep the proof from whoever asks for it.
    for format in ReportFormat.kept {
      let report = try RunReport.renderAnyway(document, as: format)
      for fault in report.faults { Output.error("WARNING: \(fault.line)") }
      try put(report.bytes, "report.\(format.fileExtension)")
    }
    try put(JSONWriter.bytes(of: manifest) + [UInt8(ascii: "\n")], EvidenceNames.manifest)
    let sums = try sums(of: files.files)
    try put(sums, EvidenceNames.sums)
    if let key {
      let signer = SSHSignature(namespace: EvidenceNames.namespace, folder: scratch)
      try put(Array(try await signer.sign(sums, with: key).utf8), EvidenceNames.signature)
    }
    try await pack(to: output, replacing: replacing)
    return SHA256Digest(of: sums).description
  }

  private var manifest: EvidenceManifest {
    EvidenceManifest(
      format: EvidenceManifest.currentFormat, run: run.text, version: HalfhourCommand.version,
      created: time.text(fractionDigits: 0), journalHead: reading.head, endHead: reading.endHead,
      lines: state.lastSequence)
  }

  /// The last entry's, so that nothing in the archive depends on when it was made.
  private var time: WallTime { reading.entries.last?.stamp.wall ?? WallTime(nanoseconds: 0) }

  private func link(_ file: EvidenceFiles.File) throws {
    let place = "\(laidOut)/\(file.name)"
    try FileManager.default.createDirectory(
      atPath: PathText.folder(of: place), withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    try FileManager.default.createSymbolicLink(atPath: place, withDestinationPath: file.path)
  }

  private func put(_ bytes: [UInt8], _ name: String) throws { try OutputFile.write(bytes, to: "\(laidOut)/\(name)") }

  private func sums(of files: [EvidenceFiles.File]) throws -> [UInt8] {
    let made = ReportFormat.kept.map { "report.\($0.fileExtension)" } + [EvidenceNames.manifest]
    let names = (files.map(\.name) + made).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    let lines = try names.map { FileSums.Line(name: $0, sha256: try FileSums.sum(of: "\(laidOut)/\($0)")) }
    return Array(FileSums(lines).text.utf8)
  }

  private func pack(to output: String, replacing: Bool) async throws {
    let target = URL(fileURLWithPath: output).path
    let chance = String(UInt64.random(in: 0...UInt64.max), radix: 36)
    let temporary = "\(PathText.folder(of: target))/.halfhour-evidence-\(getpid())-\(chance)"
    defer { unlink(temporary) }
    // Nobody else may read it before it has its name.
    let file = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw failure("can't be written", output) }
    defer { close(file) }
    var tool = SystemTool(
      [
        "tar", "--create", "--format=gnu", "--sort=name", "--owner=0", "--group=0", "--numeric-owner",
        "--mode=u=rwX,go=", "--mtime=@\(time.nanoseconds / 1_000_000_000)", "--dereference", "--hard-dereference",
        "--use-compress-program=gzip -n", "--file=\(temporary)", "--directory=\(scratch)", "--", run.text,
      ])
    // Whatever a person's environment says of tar and gzip, the same run gives the same bytes.
    tool.environment = ["PATH": Me.environment["PATH"] ?? "/usr/bin:/bin", "LC_ALL": "C"]
    guard let ended = await tool.run() else {
      throw CommandFailure("there is no tar here, which makes the archive", status: ExitStatus.failure)
    }
    guard ended.succeeded else {
      throw CommandFailure(
        "\(output) can't be written: tar says: \(ended.errors.split(separator: "\n").first.map(String.init) ?? ended.complaint)",
        status: ExitStatus.failure)
    }
    guard fsync(file) == 0 else { throw failure("can't be made durable", output) }
    let isDone = replacing ? rename(temporary, target) == 0 : Glibc.link(temporary, target) == 0
    guard isDone else {
      if !replacing, errno == EEXIST { throw Self.exists(output) }
      throw failure("can't be written", output)
    }
  }

  static func exists(_ path: String) -> CommandFailure {
    CommandFailure("\(path) is there already; choose another name, or replace it with --force")
  }

  private func failure(_ what: String, _ path: String) -> CommandFailure {
    CommandFailure("\(path) \(what): \(String(cString: strerror(errno)))", status: ExitStatus.failure)
  }
}
