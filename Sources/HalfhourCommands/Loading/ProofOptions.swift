internal import ArgumentParser

/// Whether a drill also breaks what it has rebuilt.
struct ProofOptions: ParsableArguments {
  @Flag(help: "Do the runbook's breaks one by one, once everything else is over, to see which checks notice.")
  var prove = false
}
