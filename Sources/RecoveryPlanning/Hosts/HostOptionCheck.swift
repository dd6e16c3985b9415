internal import Expressions
internal import RunbookModel

/// What `--host`, `--at` and `--in-place` can't mean.
enum HostOptionCheck {
  static func check(_ request: PlanRequest) -> [Diagnostic] {
    names(request) + destinations(request) + inPlace(request) + set(request)
  }

  private static func names(_ request: PlanRequest) -> [Diagnostic] {
    let names = request.site.hosts.map(\.name.text)
    let known = Set(names)
    return [("--host", Set(request.hostOverrides.keys)), ("--in-place", request.inPlace)].flatMap { option, given in
      given.sorted().filter { !known.contains($0.text) }.map { name in
        Diagnostic(
          "the site has no host \"\(name)\"", at: .commandLine(option),
          hint: Suggestion.hint(for: name.text, among: names)
            ?? (names.isEmpty ? "name it under `hosts` in site.yaml" : "name one of \(names.joined(separator: ", "))"))
      }
    }
  }

  private static func destinations(_ request: PlanRequest) -> [Diagnostic] {
    request.hostOverrides.sorted { $0.key < $1.key }.compactMap { name, destination in
      AddressText.problem(of: destination).map { problem in
        Diagnostic(
          "\"\(destination)\" can't be the address of host \"\(name)\"", at: .commandLine("--host"), hint: problem)
      }
    }
  }

  private static func inPlace(_ request: PlanRequest) -> [Diagnostic] {
    if request.mode == .drill, !request.inPlace.isEmpty {
      return [
        Diagnostic("a drill never works on live hosts", at: .commandLine("--in-place"), hint: "leave the option away")
      ]
    }
    return request.inPlace.sorted().filter { request.hostOverrides[$0] != nil }.map { name in
      Diagnostic(
        "host \"\(name)\" is given an address by `--host`, too", at: .commandLine("--in-place"),
        hint: "leave one of the two away: work on the live host, or at the other address")
    }
  }

  private static func set(_ request: PlanRequest) -> [Diagnostic] {
    guard let set = request.addressSet else { return [] }
    let sets = Set(request.site.hosts.flatMap { $0.addresses.map(\.set) }).subtracting(["live"])
    if request.mode == .drill, set != "drill" {
      return [
        Diagnostic("a drill uses `drill` addresses only", at: .commandLine("--at"), hint: "leave the option away")
      ]
    }
    guard !sets.contains(set), set != "live" else { return [] }
    let known = sets.isEmpty ? "its hosts have none but `live`" : "there are \(sets.sorted().joined(separator: ", "))"
    return [
      Diagnostic(
        "no host of the site has an address \"\(set)\"", at: .commandLine("--at"),
        hint: Suggestion.hint(for: set, among: sets) ?? known)
    ]
  }
}
