internal import Glibc

extension AnswerInbox {
  /// Puts away what asked a run to stop that has ended since, so that nobody hears it when the run is taken up again.
  ///
  /// To be called by whoever has the run in hand.
  package static func setAsideStops(of run: RunFolder) throws(FolderError) {
    for name in SafeFolder.names(in: run.answers) where name.hasPrefix("stop-") && name.hasSuffix(".json") {
      var number = 1
      while access(place(name, number, run), F_OK) == 0 { number += 1 }
      guard rename("\(run.answers)/\(name)", place(name, number, run)) == 0 else {
        throw FolderError("\(run.answers)/\(name) can't be put away, and would stop the run again. Rename it.")
      }
    }
    try SafeFolder.sync(run.answers)
  }

  private static func place(_ name: String, _ number: Int, _ run: RunFolder) -> String {
    "\(run.answers)/heard-\(number)-\(name).txt"
  }
}
