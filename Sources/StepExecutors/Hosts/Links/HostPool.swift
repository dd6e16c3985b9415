internal import RecoveryPlanning
internal import RunCore
internal import RunbookModel
internal import Synchronization

/// The links of a run, one for each host and one for each other user there.
final class HostPool: Sendable {
  private struct State {
    var links: [HostRoute: HostLink] = [:]
    var elevations: [HostRoute: ElevatedLink] = [:]
    /// On which way the job of an attempt was started, so that what is left of it can be removed.
    var jobs: [JobName: HostSite] = [:]
    /// Jobs whose outcomes are durable, by the way to them.
    var settled: [HostRoute: (site: HostSite, names: [String])] = [:]
    var isTidying = false
  }

  private let desk: LinkDesk
  private let state = Mutex(State())

  init(_ desk: LinkDesk) { self.desk = desk }

  /// The site of one user on a host; without a host, of another user on this machine.
  func site(_ access: HostAccess?, as become: Become?) -> HostSite {
    state.withLock { state in
      var link: HostLink?
      if let access { link = self.link(to: access, in: &state) }
      var elevation: ElevatedLink?
      if let become { elevation = self.elevation(become, access, link, in: &state) }
      return HostSite(link: link, access: access, elevation: elevation)
    }
  }

  private func link(to access: HostAccess, in state: inout State) -> HostLink {
    let route = HostRoute(destination: access.destination)
    if let link = state.links[route] { return link }
    let link = HostLink(
      SSHCommand(places: desk.places, host: access.name, destination: access.destination), desk: desk)
    state.links[route] = link
    return link
  }

  private func elevation(
    _ become: Become, _ access: HostAccess?, _ link: HostLink?, in state: inout State
  ) -> ElevatedLink {
    let route = HostRoute(destination: access?.destination, become: become)
    if let elevation = state.elevations[route] { return elevation }
    let elevation = ElevatedLink(become, base: link, run: desk.run)
    state.elevations[route] = elevation
    return elevation
  }

  /// Ends what an earlier session left of its connections, and begins to connect to every host whose address is known.
  func open(_ hosts: [PlannedHost]) async {
    // A run without hosts leaves nothing of theirs anywhere.
    guard !hosts.isEmpty else { return }
    await StaleSockets.close(in: desk.places)
    for host in hosts {
      guard let destination = host.destination else { continue }
      let access = HostAccess(
        name: host.name, destination: destination, isShared: host.isShared,
        keys: host.keys.map { AcceptedKey($0, trust: .site) })
      // What is wrong with a host is told by the first step that needs it.
      Task { _ = await site(access, as: nil).connected() }
    }
  }

  /// Remembers where a job is.
  func keep(_ name: JobName, _ site: HostSite) { state.withLock { $0.jobs[name] = site } }

  /// Removes what is left of a job on its host, if it can be reached then; the end of the run sees to the rest.
  ///
  /// Jobs go together after a moment: each time costs the host a process, and its next step would wait for it.
  func forget(_ name: JobName) {
    let mustWait = state.withLock { state -> Bool in
      guard let site = state.jobs.removeValue(forKey: name) else { return false }
      state.settled[site.route, default: (site, [])].names.append(name.folderName)
      defer { state.isTidying = true }
      return !state.isTidying
    }
    guard mustWait else { return }
    Task {
      await Pause.uncancellable(Self.tidyingDelay)
      await tidy()
    }
  }

  private static let tidyingDelay = Duration.milliseconds(300)

  private func tidy() async {
    let settled = state.withLock { state in
      defer {
        state.settled = [:]
        state.isTidying = false
      }
      return Array(state.settled.values)
    }
    for (site, names) in settled { await site.current?.tell("forget", names) }
  }

  /// Lets go of all hosts; at the end of a run what it left on them goes.
  func close(isEnd: Bool) async {
    let (links, elevations) = state.withLock { ($0.links.values, $0.elevations.values) }
    await withTaskGroup { group in
      for elevation in elevations { group.addTask { await elevation.close(isEnd: isEnd) } }
      await group.waitForAll()
      for link in links { group.addTask { await link.close(isEnd: isEnd) } }
      await group.waitForAll()
    }
    StaleSockets.removeFolder(in: desk.places)
  }
}
