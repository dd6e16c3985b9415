internal import ArgumentParser

/// How the live service is asked.
struct LiveOptions: ParsableArguments {
  @Option(
    name: .customLong("host"),
    help: ArgumentHelp("The address of a host, in place of its live one.", valueName: "name=address"))
  var hosts: [String] = []

  @Option(
    name: .customLong("output"),
    help: ArgumentHelp(
      "An output of a step that doesn't run here, such as ports.web=8080.", valueName: "step.name=value"))
  var outputs: [String] = []

  @Flag(help: "Send HTTP requests other than GET, HEAD and OPTIONS, too, which may change the live service.")
  var allowRequests = false
}
