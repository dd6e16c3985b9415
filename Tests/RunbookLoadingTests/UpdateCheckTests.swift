import RunbookLoading
import RunbookModel
import Testing

struct UpdateCheckTests {
  static func findings(_ site: String) -> [String] {
    let files = FileSource(texts: [
      "a/site.yaml": "site: A\n" + site, "a/b.yaml": "runbook: b\nprecheck:\n  - { id: look, run: \"true\" }\n",
    ])
    return RunbookLoader.load(runbook: "a/b.yaml", files: files).1.map(\.message)
  }

  static let channel = "channels: { c: { email: ruth@example.org } }\n"

  @Test(arguments: [
    ("updates: { every: 15m }\n", "the site has updates but no channel, so nobody would be told"),
    (
      channel + "updates: { every: 10s }\n",
      "`every` is shorter than `spacing`, the least time between two messages, which is 30s"
    ),
    (channel + "updates: { every: 0s }\n", "`every` must be longer than nothing"),
    (channel + "updates: { remind: 0s }\n", "`remind` must be longer than nothing"),
    (channel + "updates: { spacing: 0s }\n", "`spacing` must be longer than nothing"),
    (channel + "updates: { to: d }\n", "the site has no channel \"d\""),
    ("channels: { c: { email: ruth.example.org } }\n", "\"ruth.example.org\" is no address for mail"),
    ("channels: { c: { email: [\"a@b, c@d\"] } }\n", "\"a@b, c@d\" is no address for mail"),
    ("channels: { c: { email: \"-x@example.org\" } }\n", "\"-x@example.org\" is no address for mail"),
    ("channels: { c: { email: \"ruth@example..org\" } }\n", "\"ruth@example..org\" is no address for mail"),
    ("channels: { c: { command: [\"\"] } }\n", "channel \"c\" names no program"),
  ])
  func `what can't work is refused`(site: String, message: String) {
    #expect(Self.findings(site).contains(message), "\(Self.findings(site))")
  }

  @Test(arguments: [
    channel, channel + "updates: { every: 30s }\n", channel + "updates: { to: c, on: [finished] }\n",
    "channels: { c: { email: [root@localhost, \"rüth.x+y@sub.example.org\"] } }\n",
    "channels: { c: { webhook: { env: HOOK } }, d: { command: [./tell] } }\nupdates: { every: 5s, spacing: 5s }\n",
  ])
  func `what works is let through`(site: String) {
    #expect(Self.findings(site) == [])
  }
}
