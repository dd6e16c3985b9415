internal import Foundation
internal import Glibc
internal import StepExecutors

/// A program that makes a PDF of a page.
struct PDFProgram {
  enum Kind { case chromium, weasyPrint }

  let kind: Kind
  let path: String

  /// In the order in which they are tried; all but the last are the same browser.
  private static let known: [(name: String, kind: Kind)] = [
    ("chromium", .chromium), ("chromium-browser", .chromium), ("google-chrome", .chromium),
    ("google-chrome-stable", .chromium), ("weasyprint", .weasyPrint),
  ]

  static func installed(_ environment: [String: String]) -> [PDFProgram] {
    known.compactMap { name, kind in BoundedProgram.find(name, environment).map { PDFProgram(kind: kind, path: $0) } }
  }

  static let names = "chromium, chromium-browser, google-chrome or weasyprint"

  /// The words that make `pdf` of `page`; what the program needs to keep stands in `scratch`.
  func command(page: String, pdf: String, scratch: String) -> [String] {
    switch kind {
    case .weasyPrint: return [path, page, pdf]
    case .chromium:
      var words = [
        path, "--headless", "--disable-gpu", "--no-first-run", "--no-default-browser-check", "--disable-extensions",
        "--disable-background-networking", "--disable-component-update", "--disable-sync",
        // The page asks for nothing; should a site's template do so, nothing is found.
        "--host-resolver-rules=MAP * ~NOTFOUND", "--user-data-dir=\(scratch)/profile", "--no-pdf-header-footer",
        "--print-to-pdf=\(pdf)",
      ]
      // Chromium refuses to start as root with its sandbox. The page is ours, and runs no script.
      if geteuid() == 0 { words.append("--no-sandbox") }
      return words + [URL(fileURLWithPath: page).absoluteString]
    }
  }

  /// What it says that it is, such as `Chromium 139.0.7258.127`; its path where it says nothing.
  func version(environment: [String: String], log: String) -> String {
    let program = BoundedProgram([path, "--version"], environment: environment, log: log)
    let said = program.run(within: .seconds(10)) == .exited(0) ? program.lastWords(lines: 1) : ""
    let words = said.split(separator: " ").prefix(6)
    guard !words.isEmpty else { return path }
    // Behind the number stands where it was built, and more.
    let number = words.firstIndex { $0.first?.isNumber ?? false } ?? words.endIndex
    let name = words.prefix(through: min(number, words.endIndex - 1)).joined(separator: " ")
    return DisplayText.clean(name)
  }
}
