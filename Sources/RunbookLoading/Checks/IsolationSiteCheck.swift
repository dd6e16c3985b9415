internal import RunbookModel

/// Isolation checks that no drill would ever try, or that would be tried from what is live.
enum IsolationSiteCheck {
  static func check(_ draft: SiteDraft) -> [Diagnostic] {
    let site = draft.site
    return site.isolation.compactMap { check in
      guard let host = site.hosts.first(where: { $0.name == check.on }), host.address(in: .drill) == nil,
        !draft.hostsInDoubt.contains(host.name)
      else { return nil }
      return Diagnostic(
        .error, "host \"\(host.name)\" has no `drill` address from which isolation could be tried", at: check.location,
        hint: "name a host that a drill rebuilds, or give this one a `drill` address",
        notes: [.init("the host stands here", at: host.location)])
    }
  }
}
