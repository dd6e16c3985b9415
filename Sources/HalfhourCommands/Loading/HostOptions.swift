internal import ArgumentParser
internal import RecoveryPlanning
internal import RunbookModel

/// Where the run finds its hosts, beyond what the site says.
struct HostOptions: ParsableArguments {
  @Option(
    name: .customLong("host"),
    help: ArgumentHelp("The address of a host in this run, such as database=root@10.0.0.23.", valueName: "name=address")
  )
  var hosts: [String] = []

  @Option(help: ArgumentHelp("The address set to use in an incident, in place of spare.", valueName: "set"))
  var at: String?

  /// What was given, each host once.
  func choice(inPlace: [String] = []) throws(CommandFailure) -> HostChoice {
    var choice = HostChoice(addressSet: at)
    for host in hosts {
      let (name, address) = try NamedValue.split(host, option: "--host", form: "name=address")
      guard choice.overrides.updateValue(address, forKey: HostName(name)) == nil else {
        throw CommandFailure("--host \(name) is given twice")
      }
    }
    for name in inPlace {
      guard choice.inPlace.insert(HostName(name)).inserted else {
        throw CommandFailure("--in-place \(name) is given twice")
      }
    }
    return choice
  }
}

/// Working where data may have survived.
struct InPlaceOptions: ParsableArguments {
  @Option(
    name: .customLong("in-place"),
    help: ArgumentHelp("Work on the live address of a host, where data may have survived.", valueName: "host"))
  var hosts: [String] = []
}

/// What a person says of the hosts of one run.
struct HostChoice {
  var addressSet: String?
  var overrides: [HostName: String] = [:]
  var inPlace: Set<HostName> = []
}

extension PlanRequest {
  mutating func take(_ choice: HostChoice) {
    addressSet = choice.addressSet
    hostOverrides = choice.overrides
    inPlace = choice.inPlace
  }
}
