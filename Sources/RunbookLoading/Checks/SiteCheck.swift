internal import Expressions
internal import RunbookModel

/// Everything that a site can say wrongly although its keys are right.
enum SiteCheck {
  static func check(_ draft: SiteDraft, _ files: FileSource) -> [Diagnostic] {
    let site = draft.site
    var diagnostics = MentionCheck.check(draft.mentions, in: site) + DependencyCycleCheck.check(site)
    diagnostics += HostKeyCheck.check(draft) + IsolationSiteCheck.check(draft) + UpdateCheck.check(draft)
    if let path = draft.sshConfig { diagnostics += FileCheck.check(ofSite: path, files) }
    if let path = draft.logo { diagnostics += LogoCheck.check(path, files) }
    for host in site.hosts where host.addresses.isEmpty && !draft.hostsInDoubt.contains(host.name) {
      diagnostics.append(
        Diagnostic(
          .error, "host \"\(host.name)\" has no address", at: host.location,
          hint: "give it one, such as `drill: root@10.99.0.13`"))
    }
    for service in site.services {
      guard let health = service.health else { continue }
      diagnostics += texts(health.kind.interpolatedTexts + (health.expect?.interpolatedTexts ?? []), in: site)
      diagnostics += ExpectationCheck.check(health.expect, of: health.kind.word, draft.expectations[service.name])
    }
    for check in site.isolation {
      diagnostics += texts(StepKind.tcp(check.connection).interpolatedTexts, in: site)
    }
    return diagnostics
  }

  /// The site knows its hosts and the mode; inputs, secrets and outputs belong to runbooks.
  private static func texts(_ texts: [SourceText], in site: Site) -> [Diagnostic] {
    texts.flatMap { text in
      let (interpolated, diagnostics) = InterpolatedText.parse(text)
      return diagnostics
        + interpolated.names.compactMap { name, location in
          switch name {
          case .runMode, .captured: nil
          case .hostAddress(let host): ValueNameCheck.unknownHost(host, in: site, at: location)
          case .input, .secret, .output, .result, .decision:
            Diagnostic(
              .error, "\(name) belongs to a runbook; the site can't use it", at: location,
              hint: "here stand only `hosts.NAME.address` and `run.mode`")
          }
        }
    }
  }
}
