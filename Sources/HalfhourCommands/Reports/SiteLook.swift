internal import Foundation
internal import RecoveryPlanning
internal import Reporting
internal import RunCore
internal import RunbookLoading
internal import RunbookModel

/// The site's own files for its reports: `templates/` beside its file with texts, styles and words, and its logo.
///
/// What can't be used is told in the look's `faults`, and ours stands in its place, so that there is always a report.
enum SiteLook {
  private static let wordsName = "words.json"
  /// The most bytes of a template or of the site's words.
  private static let largest = 1 << 20

  /// The look of a run's reports; the paths in its plan begin where the run was started.
  static func of(_ run: RunState) -> ReportLook { load(run.plan.site, base: run.opening?.folder ?? "") }

  /// That of a run of another machine: the paths in its plan lead to files of this one, which are none of its site's.
  static func withoutFiles(_ run: RunState) -> ReportLook {
    let settings = run.plan.site.report ?? ReportSettings()
    return ReportLook(
      say: PhraseCatalogue.book(of: settings.language), language: settings.language, dates: settings.dates)
  }

  /// The look of a site whose paths begin at a folder; empty stands for the one in which the command was given.
  static func load(_ site: PlannedSite, base: String) -> ReportLook {
    let settings = site.report ?? ReportSettings()
    let folder = PathText.resolve(PathText.join(site.folder, "templates"), in: base)
    var faults: [Diagnostic] = []
    let templates = templates(in: folder, &faults)
    let book = words(settings.language, in: folder, &faults)
    var picture: ReportLook.Logo?
    var pictureFaults: [Diagnostic] = []
    if let path = settings.logo { picture = logo(PathText.resolve(path, in: base), &pictureFaults) }
    return ReportLook(
      say: book, language: settings.language, dates: settings.dates, logo: picture, colour: settings.colour,
      omit: Set(settings.omit), templates: templates, faults: faults, logoFault: pictureFaults.first)
  }

  /// What is wrong with the files of a site whose runbooks were loaded, tried with a run that has not begun.
  static func findings(_ loaded: LoadedRunbooks) -> [Diagnostic] {
    guard let path = loaded.sitePath else { return [] }
    // Most sites have nothing of their own, and a plan takes its time.
    let isPlain =
      loaded.site.report == nil && FileSource.disk.kind(PathText.join(PathText.folder(of: path), "templates")) == nil
    guard !isPlain, let plan = PlanMaker.quietPlan(loaded).0 else { return [] }
    let look = load(plan.site, base: "")
    var seen: Set<Diagnostic> = []
    return RunReport.faults(of: ReportDocument(summary: RunSummary(of: RunState(plan: plan)), look: look))
      .filter { seen.insert($0).inserted }
  }

  private static func templates(in folder: String, _ faults: inout [Diagnostic]) -> ReportTemplates {
    var own: [ReportTemplates.Name: ReportTemplates.Source] = [:]
    for name in ReportTemplates.Name.allCases {
      let file = "\(folder)/\(name.rawValue)"
      guard let text = text(of: file, &faults) else { continue }
      let source = ReportTemplates.Source(text: text, file: file)
      if let fault = ReportTemplates.fault(of: source, as: name) { faults.append(fault) } else { own[name] = source }
    }
    return ReportTemplates(own: own)
  }

  private static func words(
    _ language: ReportSettings.Language, in folder: String, _ faults: inout [Diagnostic]
  ) -> Phrasebook {
    let file = "\(folder)/\(wordsName)"
    guard let text = text(of: file, &faults) else { return PhraseCatalogue.book(of: language) }
    let (book, found) = PhraseCatalogue.book(of: language, own: text, file: file)
    faults += found
    return book
  }

  private static func logo(_ file: String, _ faults: inout [Diagnostic]) -> ReportLook.Logo? {
    guard let mediaType = LogoFile.mediaType(of: file) else {
      faults.append(fault("this is no logo: it takes a file of \(LogoFile.endings)", file))
      return nil
    }
    guard FileSource.disk.kind(file) != nil else {
      faults.append(fault("reports do without the logo: there is no such file", file))
      return nil
    }
    guard let bytes = bytes(of: file, most: LogoFile.largest, &faults) else { return nil }
    guard LogoFile.looksLike(mediaType, bytes) else {
      faults.append(fault("reports do without the logo: its bytes are not \(mediaType)", file))
      return nil
    }
    return ReportLook.Logo(mediaType: mediaType, bytes: bytes)
  }

  /// Nil where there is no such file, or none that can be used.
  private static func text(of file: String, _ faults: inout [Diagnostic]) -> String? {
    guard FileSource.disk.kind(file) != nil, let bytes = bytes(of: file, most: largest, &faults) else { return nil }
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    faults.append(fault("the file is not used: it is no text in UTF-8", file))
    return nil
  }

  /// Only a plain file of a known size is opened, as another one might have no end.
  private static func bytes(of file: String, most: Int, _ faults: inout [Diagnostic]) -> [UInt8]? {
    guard let size = FileSource.disk.size(file), size <= most else {
      faults.append(fault("the file is not used: it is larger than \(most / 1_000) kB, or no plain file", file))
      return nil
    }
    guard let bytes = FileSource.disk.contents(file) else {
      faults.append(fault("the file is not used: it can't be read", file))
      return nil
    }
    return bytes
  }

  private static func fault(_ message: String, _ file: String) -> Diagnostic {
    Diagnostic(.warning, message, at: SourceLocation(file: file, line: 1, column: 1))
  }
}
