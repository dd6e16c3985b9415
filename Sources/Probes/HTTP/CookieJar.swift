/// The cookies of one probe, carried from each request to the next.
package struct CookieJar: Sendable {
  private var cookies: [Cookie] = []

  /// What one server may make us carry.
  private static let most = 200

  package init() {}

  /// Takes what an answer gave, one text for each header `Set-Cookie`; a cookie with a time that has passed goes.
  package mutating func take(_ headers: [String], from url: ProbeURL, now: Int64) {
    for header in headers {
      guard let cookie = Cookie(header, from: url, now: now) else { continue }
      let earlier = cookies.firstIndex {
        $0.name == cookie.name && $0.domain == cookie.domain && $0.path == cookie.path
      }
      if let earlier { cookies[earlier] = cookie } else { cookies.append(cookie) }
    }
    cookies.removeAll { $0.expires.map { $0 <= now } ?? false }
    if cookies.count > Self.most { cookies.removeFirst(cookies.count - Self.most) }
  }

  /// The value of the header `Cookie` for a request; nil where there is none to send. Longer paths come first.
  package func header(for url: ProbeURL, now: Int64) -> String? {
    let matching = cookies.enumerated().filter { $0.element.goes(to: url, now: now) }
    guard !matching.isEmpty else { return nil }
    let sorted = matching.sorted {
      ($1.element.path.utf8.count, $0.offset) < ($0.element.path.utf8.count, $1.offset)
    }
    return sorted.map { "\($0.element.name)=\($0.element.value)" }.joined(separator: "; ")
  }
}
