import Probes
import Testing

struct ProbeURLTests {
  @Test(arguments: [
    ("http://shop.example", "http://shop.example/"),
    ("HTTPS://Shop.Example:443/A?b=c#d", "https://shop.example/A?b=c"),
    ("https://shop.example:8443/a b/ä", "https://shop.example:8443/a%20b/%C3%A4"),
    ("http://[2001:db8::1]:81/x", "http://[2001:db8::1]:81/x"),
    ("http://10.0.0.3?q=1", "http://10.0.0.3/?q=1"),
    ("http://a/%20|", "http://a/%20%7C"),
  ])
  func `an address is taken apart and put together again`(_ text: String, _ shown: String) throws {
    #expect(try ProbeURL(text).text == shown)
  }

  @Test(arguments: [
    "shop.example", "ftp://shop.example/", "http://", "http://a:0/", "http://a:99999/", "http://ann:pw@shop.example/",
    "http://schöner.example/", "http://a b/", "http://[::1/", "http://a:x/",
  ])
  func `what can't be asked is refused`(_ text: String) {
    #expect(throws: ProbeURL.Problem.self) { try ProbeURL(text) }
  }

  @Test(arguments: [
    ("https://b.example/x", "https://b.example/x"), ("//b.example/x", "https://b.example/x"),
    ("/x?y", "https://a.example/x?y"), ("x", "https://a.example/one/x"), ("../x", "https://a.example/x"),
    ("../../../x", "https://a.example/x"), ("./", "https://a.example/one/"), ("?z", "https://a.example/one/two?z"),
    ("", "https://a.example/one/two?q"), ("#top", "https://a.example/one/two?q"), ("x:80", "none"),
    ("a/../b/./c", "https://a.example/one/b/c"),
  ])
  func `a location is read from where it was given`(_ location: String, _ expected: String) throws {
    let next = try? ProbeURL("https://a.example/one/two?q").following(location).text
    #expect(next ?? "none" == expected)
  }

  @Test(
    arguments: [
      ("a", "a", nil), ("a:1", "a", 1), ("[::1]:80", "::1", 80), ("[::1]", "::1", nil),
    ] as [(String, String, Int?)])
  func `a host may have a port`(_ text: String, _ host: String, _ port: Int?) throws {
    let found = try #require(ProbeURL.hostAndPort(text))
    #expect(found.host == host && found.port == port)
  }

  @Test(arguments: ["", ":80", "a:", "a:65536", "::1", "a:b:1", "[a]:1", "[::1]x"])
  func `nothing else is a host`(_ text: String) { #expect(ProbeURL.hostAndPort(text) == nil) }
}
