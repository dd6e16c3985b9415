/// Where a redirect leads, and whether it is followed.
package struct RedirectRule: Sendable {
  /// How many are followed.
  package var most: Int
  /// Other hosts to which one may lead, in lower case.
  package var hosts: Set<String>

  package init(most: Int, hosts: [String]) {
    self.most = most
    self.hosts = Set(hosts.map { $0.lowercased() })
  }

  package enum Verdict: Hashable, Sendable {
    /// It is no redirect, or none is to be followed.
    case isAnswer
    case follow(ProbeURL, method: String, keepsBody: Bool)
    case refuse(String)
  }

  /// `trail` is every address that was asked so far, the last at its end.
  package func verdict(status: Int, location: String?, trail: [ProbeURL], method: String) -> Verdict {
    guard most > 0, [301, 302, 303, 307, 308].contains(status), let location, let last = trail.last else {
      return .isAnswer
    }
    let next: ProbeURL
    do throws(ProbeURL.Problem) { next = try last.following(location) } catch {
      return .refuse("\(last.text) redirects to what can't be asked: \(error.words)")
    }
    if last.isSecure, !next.isSecure {
      return .refuse("\(last.text) redirects from https to http, to \(next.text), where everybody on the way can read")
    }
    guard next.host == last.host || next.host == trail.first?.host || hosts.contains(next.host) else {
      return .refuse(
        "\(last.text) redirects to another host, \(next.host); name it under redirect_hosts to follow it")
    }
    guard trail.count <= most else {
      let isLoop = trail.contains(next)
      return .refuse(
        isLoop
          ? "redirects go round in a circle: after \(most) of them \(last.text) leads to \(next.text) again"
          : "redirects more than \(most) times; the next would lead to \(next.text)")
    }
    let keepsBody = status == 307 || status == 308
    let becomesGet = !keepsBody && method != "HEAD" && (status == 303 || method == "POST")
    return .follow(next, method: becomesGet ? "GET" : method, keepsBody: !becomesGet)
  }

  /// What of a request's own headers another host may see: nothing that could be a key.
  package static func isOpen(_ header: String) -> Bool {
    ["accept", "accept-language", "user-agent", "accept-encoding"].contains(header.lowercased())
  }
}
