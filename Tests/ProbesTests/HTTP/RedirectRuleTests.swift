import Probes
import Testing

struct RedirectRuleTests {
  private func verdict(
    _ status: Int, _ location: String?, method: String = "GET", most: Int = 3, hosts: [String] = [],
    trail: [String] = ["https://shop.example/a"]
  ) throws -> RedirectRule.Verdict {
    RedirectRule(most: most, hosts: hosts).verdict(
      status: status, location: location, trail: try trail.map { try ProbeURL($0) }, method: method)
  }

  @Test(arguments: [
    (301, "GET", "GET", true), (302, "POST", "GET", false), (303, "PUT", "GET", false), (303, "HEAD", "HEAD", true),
    (307, "POST", "POST", true), (308, "PUT", "PUT", true), (302, "PUT", "PUT", true),
  ])
  func `the method follows from the status`(_ status: Int, _ method: String, _ next: String, _ keeps: Bool) throws {
    let url = try ProbeURL("https://shop.example/b")
    #expect(try verdict(status, "/b", method: method) == .follow(url, method: next, keepsBody: keeps))
  }

  @Test(arguments: [(200, "/b", 3), (304, "/b", 3), (302, nil, 3), (302, "/b", 0)] as [(Int, String?, Int)])
  func `what is no redirect, or isn't to be followed, is the answer`(
    _ status: Int, _ location: String?, _ most: Int
  ) throws {
    #expect(try verdict(status, location, most: most) == .isAnswer)
  }

  @Test func `another host is asked only where the author named it`() throws {
    guard case .refuse(let words) = try verdict(302, "https://login.example/") else { throw Followed() }
    #expect(words.hasSuffix("redirects to another host, login.example; name it under redirect_hosts to follow it"))
    let url = try ProbeURL("https://login.example/")
    #expect(
      try verdict(302, "https://login.example/", hosts: ["LOGIN.example"])
        == .follow(url, method: "GET", keepsBody: true))
    // And back again.
    let trail = ["https://shop.example/a", "https://login.example/"]
    let home = try ProbeURL("https://shop.example/b")
    #expect(
      try verdict(302, "https://shop.example/b", trail: trail) == .follow(home, method: "GET", keepsBody: true))
  }

  @Test(arguments: ["http://shop.example/", "ftp://shop.example/", "https://ann:pw@shop.example/"])
  func `a redirect to what is less safe is refused`(_ location: String) throws {
    guard case .refuse = try verdict(302, location) else { throw Followed() }
  }

  @Test func `too many end, and a circle is told from a long way`() throws {
    let trail = [
      "https://shop.example/a", "https://shop.example/b", "https://shop.example/c", "https://shop.example/d",
    ]
    guard case .refuse(let long) = try verdict(302, "/e", trail: trail) else { throw Followed() }
    #expect(long == "redirects more than 3 times; the next would lead to https://shop.example/e")
    guard case .refuse(let circle) = try verdict(302, "/b", trail: trail) else { throw Followed() }
    #expect(circle.contains("go round in a circle"))
    guard case .follow = try verdict(302, "/b", trail: Array(trail.prefix(3))) else { throw Followed() }
  }

  @Test(arguments: [("Authorization", false), ("Cookie", false), ("X-Api-Key", false), ("Accept", true)])
  func `another host sees no header that could be a key`(_ header: String, _ isOpen: Bool) {
    #expect(RedirectRule.isOpen(header) == isOpen)
  }

  private struct Followed: Error {}
}
