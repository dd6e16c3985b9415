internal import Expressions
internal import RunbookModel

/// Ends of a copy that name an unknown host, writes to hosts that are only read from, and addresses that can't be.
enum HostCheck {
  /// Nothing is known of hosts without a site.
  static func check(_ step: Step, in context: CheckContext) -> [Diagnostic] {
    let provided = step.provides.map(fixed) ?? []
    guard [.copy, .template, .reboot].contains(step.kindWord), let site = context.site else { return provided }
    return provided + check(step, in: site)
  }

  /// What is only known once the step is over is looked at then.
  private static func fixed(_ provided: ProvidedHost) -> [Diagnostic] {
    func problem(_ text: SourceText?, _ what: String, _ find: (String) -> String?) -> [Diagnostic] {
      guard let text, InterpolatedText.parse(text).0.names.isEmpty, let problem = find(text.text) else { return [] }
      return [Diagnostic(.error, "`\(what)` of host \"\(provided.host)\" can't be used", at: text.start, hint: problem)]
    }
    return problem(provided.address, "address", AddressText.problem)
      + problem(provided.hostKey, "host_key", HostKeyText.problem)
  }

  private static func check(_ step: Step, in site: Site) -> [Diagnostic] {
    switch step.kind {
    case .copy(let copy):
      return [copy.from, copy.to].flatMap { unknown($0, in: site) }
        + written(host(of: copy.to), at: copy.to.start, by: "copy", in: site)
    case .template(let template): return written(step.on?.text, at: template.to.start, by: "template", in: site)
    case .reboot:
      guard let address = shared(step.on?.text, in: site) else { return [] }
      return [
        Diagnostic(
          .error, "`reboot` would restart host \"\(step.on?.text ?? "")\", which is the same in every mode",
          at: step.location,
          hint: "a drill never touches what is live: take the step away, or give the host other addresses",
          notes: [.init("its address for both modes stands here", at: address.location)])
      ]
    default: return []
    }
  }

  private static func host(of end: SourceText) -> String? { AddressText.hostPrefix(of: end.text)?.text }

  private static func shared(_ host: String?, in site: Site) -> Host.Address? {
    site.hosts.first { $0.name.text == host }?.address(in: .both)
  }

  private static func unknown(_ end: SourceText, in site: Site) -> [Diagnostic] {
    if let destination = destination(in: end.text) {
      return [
        Diagnostic(
          .error, "\"\(destination)\" is no name of a host, so this would be a file on this machine", at: end.start,
          hint: "name the machine under `hosts` in site.yaml and write that name; a path on this machine that holds a "
            + "colon begins with `./` or `/`")
      ]
    }
    guard let name = host(of: end), !site.hosts.contains(where: { $0.name.text == name }) else { return [] }
    let hint =
      Suggestion.hint(for: name, among: site.hosts.map(\.name.text))
      ?? "name it under `hosts` in site.yaml; a path on this machine that holds a colon begins with `./` or `/`"
    return [Diagnostic(.error, "the site has no host \"\(name)\"", at: end.start, hint: hint)]
  }

  /// What stands before the first colon although it is neither a name nor part of a path, as in `root@10.0.0.13:/x`.
  private static func destination(in end: String) -> Substring? {
    guard AddressText.hostPrefix(of: end) == nil, let colon = end.utf8.firstIndex(of: UInt8(ascii: ":")) else {
      return nil
    }
    let head = end[..<colon]
    return head.isEmpty || head.utf8.contains(where: [UInt8(ascii: "/"), UInt8(ascii: "{")].contains) ? nil : head
  }

  private static func written(
    _ host: String?, at location: SourceLocation, by word: String, in site: Site
  ) -> [Diagnostic] {
    guard let address = shared(host, in: site) else { return [] }
    return [
      Diagnostic(
        .error, "`\(word)` would write to host \"\(host ?? "")\", which is the same in every mode and only read from",
        at: location, hint: "write elsewhere, or give the host a `drill` and a `spare` address",
        notes: [.init("its address for both modes stands here", at: address.location)])
    ]
  }
}
