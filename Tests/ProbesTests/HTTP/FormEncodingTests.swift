import Probes
import Testing

struct FormEncodingTests {
  @Test(arguments: [
    ("plain", "plain"), ("a b+c", "a+b%2Bc"), ("ä&=%", "%C3%A4%26%3D%25"), ("one\ntwo\r\n", "one%0D%0Atwo%0D%0A"),
    ("", ""), ("*-._~", "*-._%7E"),
  ])
  func `fields are encoded as browsers do it`(_ value: String, _ encoded: String) {
    #expect(FormEncoding.body([("a", "1"), ("b c", value)]) == "a=1&b+c=" + encoded)
  }
}
