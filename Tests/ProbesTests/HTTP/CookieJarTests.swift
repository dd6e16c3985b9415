import Probes
import Testing

struct CookieJarTests {
  private static let now: Int64 = 1_800_000_000

  /// What a jar sends to an address after an answer from another gave it these.
  private func carried(_ given: [String], from origin: String, to url: String, later: Int64 = 0) throws -> String? {
    var jar = CookieJar()
    jar.take(given, from: try ProbeURL(origin), now: Self.now)
    return jar.header(for: try ProbeURL(url), now: Self.now + later)
  }

  @Test(
    arguments: [
      ("a=1", "https://shop.example/login", "https://shop.example/", "a=1"),
      ("a=1", "https://shop.example/in/login", "https://shop.example/", nil),
      ("a=1; Path=/", "https://shop.example/in/login", "https://shop.example/x", "a=1"),
      ("a=1; Path=/in", "https://shop.example/", "https://shop.example/in/x", "a=1"),
      ("a=1; Path=/in", "https://shop.example/", "https://shop.example/inner", nil),
      ("a=1", "https://shop.example/", "https://www.shop.example/", nil),
      ("a=1; Domain=shop.example", "https://www.shop.example/", "https://api.shop.example/", "a=1"),
      ("a=1; Domain=.Shop.Example", "https://www.shop.example/", "https://shop.example/", "a=1"),
      ("a=1; Domain=other.example", "https://shop.example/", "https://other.example/", nil),
      ("a=1; Domain=example", "https://shop.example/", "https://bank.example/", nil),
      ("a=1; Domain=0.0.3", "https://10.0.0.3/", "https://11.0.0.3/", nil),
      ("a=1; Domain=op.example", "https://shop.example/", "https://op.example/", nil),
      ("a=1; Secure", "https://shop.example/", "http://shop.example/", nil),
      ("a=1; Secure", "http://shop.example/", "https://shop.example/", nil),
      ("a=b=c; HttpOnly; SameSite=Lax", "https://shop.example/", "https://shop.example/", "a=b=c"),
      ("nonsense", "https://shop.example/", "https://shop.example/", nil),
      ("=1", "https://shop.example/", "https://shop.example/", nil),
    ] as [(String, String, String, String?)])
  func `a cookie goes where it belongs, and nowhere else`(
    _ given: String, _ origin: String, _ url: String, _ expected: String?
  ) throws {
    #expect(try carried([given], from: origin, to: url) == expected)
  }

  @Test(
    arguments: [
      ("Max-Age=60", 59, true), ("Max-Age=60", 61, false), ("Max-Age=0", 0, false), ("Max-Age=-1", 0, false),
      ("Expires=Fri, 15 Jan 2027 08:01:00 GMT", 59, true), ("Expires=Fri, 15 Jan 2027 08:01:00 GMT", 61, false),
      ("Expires=Fri, 15-Jan-27 08:00:01 GMT", 0, true), ("Expires=Thu, 01 Jan 1970 00:00:00 GMT", 0, false),
      ("Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=60", 0, true), ("Expires=whenever", 1_000_000, true),
      ("Expires=Sunday, 06-Nov-94 08:49:37 GMT", 0, false),
    ] as [(String, Int64, Bool)])
  func `a cookie ends when it says`(_ end: String, _ later: Int64, _ isThere: Bool) throws {
    let url = "https://shop.example/"
    #expect(try carried(["a=1; \(end)"], from: url, to: url, later: later) == (isThere ? "a=1" : nil))
  }

  @Test func `a later cookie replaces an earlier one, and longer paths come first`() throws {
    let url = "https://shop.example/in/"
    let given = ["a=1; Path=/", "b=2; Path=/", "c=3; Path=/in", "a=4; Path=/", "b=; Path=/; Max-Age=0"]
    #expect(try carried(given, from: url, to: url) == "c=3; a=4")
  }
}
