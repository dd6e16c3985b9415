import Testing

@testable import StepExecutors

struct SecretRedactorTests {
  static let secret = "tr0ub4dor &'3\"\\/ü"

  @Test(arguments: [
    "tr0ub4dor &'3\"\\/ü",
    "tr0ub4dor%20%26%273%22%5C%2F%C3%BC",
    "tr0ub4dor+%26%273%22%5c%2f%c3%bc",
    "tr0ub4dor%20%26'3%22%5C/%C3%BC",
    "tr0ub4dor &'\\''3\"\\/ü",
    "tr0ub4dor &'\"'\"'3\"\\/ü",
    "tr0ub4dor\\ \\&\\'3\\\"\\\\/ü",
    "tr0ub4dor &'3\\\"\\\\\\/ü",
    "tr0ub4dor \\u0026\\u00273\\u0022\\u005C\\u002f\\u00fc",
    "tr0ub\n4dor &'3\"\\/\r\nü",
    "dHIwdWI0ZG9yICYnMyJcL8O8",
    "dHIwdWI0\nZG9yICYn\nMyJcL8O8",
  ])
  func `a secret is hidden in every form`(_ form: String) {
    let redactor = SecretRedactor([NamedValue("db", Self.secret)])
    #expect(redactor.redacted("before \(form) after\n") == "before [secret db] after\n")
    #expect(redactor.firstSecret(in: form) == "db")
  }

  @Test(arguments: [
    ("", "c2VjcmV0LXdvcmQ=", ""), ("", "c2VjcmV0LXdvcmQ", ""), ("u:", "dTpzZWNyZXQtd29yZA==", "dT"),
    ("u:", "dTpzZWNyZXQtd29yZA", "dT"), ("u", "dXNlY3JldC13b3Jk", "dX"),
  ])
  func `base64 is found at each alignment, with and without padding`(prefix: String, text: String, left: String) {
    let shown = SecretRedactor([NamedValue("s", "secret-word")]).redacted(text)
    #expect(shown.hasSuffix("[secret s]"))
    #expect(shown.utf8.count - "[secret s]".utf8.count <= 3)
    #expect(shown.hasPrefix(left))
  }

  @Test func `base64 in the midst of more data is hidden with the digit that it shares`() {
    // base64 of "secret-word, and more"
    let shown = SecretRedactor([NamedValue("s", "secret-word")]).redacted("c2VjcmV0LXdvcmQsIGFuZCBtb3Jl")
    #expect(shown == "[secret s]sIGFuZCBtb3Jl" || shown == "[secret s]IGFuZCBtb3Jl")
  }

  @Test func `what is no secret passes unchanged`() {
    let redactor = SecretRedactor([NamedValue("s", "abcabcabd"), NamedValue("short", "abc")])
    for text in ["abcabcab", "abcabcabcabcab d", "aaa\n\n\n\n\n\nabc", "", "ab\u{0}c"] {
      #expect(redactor.redacted(text) == text)
    }
    #expect(redactor.redacted("abcabcabcabd") == "abc[secret s]")
  }

  @Test(arguments: ["\n\n\n\n\n\n", "\r\n\r\n\r\n\r\n"])
  func `a secret with many empty lines in it is hidden, also where more were added`(gap: String) {
    let redactor = SecretRedactor([NamedValue("s", "first-half\(gap)second-half")])
    #expect(redactor.redacted("<first-half\(gap)second-half>") == "<[secret s]>")
    #expect(redactor.redacted("<first\n-half\(gap)\n\nsecond-half>") == "<[secret s]>")
    #expect(redactor.redacted("<first-half\(gap)\n\n\n\n\nsecond-half>").contains("second-half"))
  }

  @Test func `a secret within another one is hidden once`() {
    let redactor = SecretRedactor([NamedValue("inner", "middle-part"), NamedValue("outer", "the middle-part of it")])
    #expect(redactor.redacted("x the middle-part of it y middle-part") == "x [secret outer] y [secret inner]")
  }

  @Test func `a key of many lines is hidden, whatever its line ends`() {
    let key = "-----BEGIN KEY-----\nabcdef\nghijkl\n-----END KEY-----\n"
    let redactor = SecretRedactor([NamedValue("key", key)])
    #expect(redactor.redacted("a\n" + key + "b") == "a\n[secret key]\nb")
    #expect(redactor.redacted("-----BEGIN KEY-----\\nabcdef\\nghijkl\\n-----END KEY-----") == "[secret key]")
  }

  @Test(arguments: [1, 2, 3, 4, 5, 6, 7, 8])
  func `the cuts of a stream change nothing`(seed: UInt64) {
    var random = SeededGenerator(state: seed)
    let secrets = [NamedValue("a", "aabaab"), NamedValue("b", "secret'word"), NamedValue("c", "aabaabaac\nxyzxyz")]
    let fresh = SecretRedactor(secrets)
    let pieces = [
      "aabaab", "aab", "a", "secret'word", "secret%27word", "secr\net'word", "\n", "c2VjcmV0J3dvcmQ=", "xyzxyz", "aac",
      "text ", "\r\n", "c2Vj\ncmV0J3dv\ncmQ",
    ]
    for _ in 0..<20 {
      let text = (0..<12).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
      let bytes = Array(text.utf8)
      let whole = fresh.redacted(text)
      var redactor = fresh
      var shown: [UInt8] = []
      var position = 0
      while position < bytes.count {
        let end = Int.random(in: position...min(bytes.count, position + 5), using: &random)
        shown += redactor.redact(Array(bytes[position..<end]))
        position = end
        if Bool.random(using: &random) {
          // A halfhour that comes later begins with what was held back.
          position -= redactor.heldCount
          redactor = fresh
        }
      }
      shown += redactor.finish()
      #expect(String(decoding: shown, as: UTF8.self) == whole)
      for form in ["aabaab", "secret'word"] { #expect(!whole.contains(form)) }
    }
  }
}

/// SplitMix64, so that a failing case can be run again.
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}
