internal import Foundation
internal import Glibc
internal import RunFolders
internal import RunbookModel
internal import StepExecutors
internal import Synchronization

/// Prints our own page to a PDF with a program that is installed here.
struct PDFPrinter {
  /// Who writes the month first prints on Letter; all others print on A4.
  let dates: ReportSettings.DateStyle
  private let environment = Me.environment

  /// How long one program may take.
  private static let bound = Duration.seconds(60)

  /// The PDF, and which program made it; the first of those installed that gives one.
  func pdf(of page: [UInt8]) throws -> (bytes: [UInt8], by: String) {
    let programs = PDFProgram.installed(environment)
    guard !programs.isEmpty else {
      throw CommandFailure(
        "a PDF is made by Chromium or WeasyPrint, and neither is in PATH (\(PDFProgram.names)): install one, such as "
          + "`apt-get install chromium`, or write --format html, which prints well from any browser",
        status: ExitStatus.failure)
    }
    let scratch = try ScratchFolder(onDisk: true)
    defer { scratch.remove() }
    let interrupted = Interruption()
    defer { interrupted.end() }
    try Data(onPaper(page)).write(to: URL(fileURLWithPath: "\(scratch.path)/report.html"))
    var problems: [String] = []
    for program in programs {
      let version = program.version(environment: surroundings(scratch), log: "\(scratch.path)/version")
      guard let problem = attempt(program, in: scratch, interrupted) else {
        let bytes = FileManager.default.contents(atPath: pdfPath(scratch)).map { Array($0) } ?? []
        return (bytes, version)
      }
      if interrupted.isThere {
        scratch.remove()
        exit(130)
      }
      problems.append("\(version): \(problem)")
    }
    throw CommandFailure(
      "no PDF was made: \(problems.joined(separator: "; ")). --format html prints well from any browser",
      status: ExitStatus.failure)
  }

  /// The page with the size of its paper, which a browser that nobody sees can't ask for.
  private func onPaper(_ page: [UInt8]) -> [UInt8] {
    let rule = "@page { size: \(dates == .monthFirst ? "letter" : "A4"); }\n</style>"
    var text = String(decoding: page, as: UTF8.self)
    guard let end = text.firstRange(of: "</style>") else { return page }
    text.replaceSubrange(end, with: rule)
    return Array(text.utf8)
  }

  /// Nil where it made one.
  private func attempt(_ program: PDFProgram, in scratch: ScratchFolder, _ interrupted: Interruption) -> String? {
    let pdf = pdfPath(scratch)
    unlink(pdf)
    let run = BoundedProgram(
      program.command(page: "\(scratch.path)/report.html", pdf: pdf, scratch: scratch.path),
      environment: surroundings(scratch), log: "\(scratch.path)/log")
    let end = run.run(within: Self.bound) { interrupted.isThere }
    let said = run.lastWords(lines: 2).split(whereSeparator: \.isNewline).joined(separator: " / ")
    let words = said.isEmpty ? "" : ": " + DisplayText.clean(said)
    switch end {
    case .exited(0): break
    case .exited(let status): return "ended with status \(status)\(words)"
    case .signalled(let signal): return "was ended by signal \(signal)\(words)"
    case .tookTooLong: return "took longer than \(Self.bound.components.seconds) seconds and was killed"
    case .unwanted: return "was interrupted"
    case .notStarted(let why): return why
    }
    guard let handle = FileHandle(forReadingAtPath: pdf) else { return "wrote no file\(words)" }
    do {
      return try handle.read(upToCount: 4) == Data("%PDF".utf8) ? nil : "wrote something else than a PDF\(words)"
    } catch {
      return "wrote a file that can't be read: \(error.localizedDescription)"
    }
  }

  private func pdfPath(_ scratch: ScratchFolder) -> String { "\(scratch.path)/report.pdf" }

  /// A browser keeps what it keeps in the scratch folder, and gets no secret that stands in our environment.
  private func surroundings(_ scratch: ScratchFolder) -> [String: String] {
    var kept = environment.filter { name, _ in
      ["PATH", "LANG", "LANGUAGE", "LD_LIBRARY_PATH", "FONTCONFIG_PATH", "FONTCONFIG_FILE"].contains(name)
        || name.hasPrefix("LC_")
    }
    for name in ["HOME", "TMPDIR", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME"] { kept[name] = scratch.path }
    return kept
  }
}

/// Remembers that somebody pressed Ctrl-C, so that what was begun is taken away first.
private final class Interruption {
  private final class Mark: Sendable {
    let isThere = Atomic(false)
  }

  private let mark = Mark()
  private let watch: SignalWatch

  init() {
    let mark = mark
    watch = SignalWatch(
      interrupt: { mark.isThere.store(true, ordering: .relaxed) },
      terminate: { mark.isThere.store(true, ordering: .relaxed) })
  }

  var isThere: Bool { mark.isThere.load(ordering: .relaxed) }

  func end() { watch.end() }
}
