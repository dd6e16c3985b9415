import Digests
import Foundation
import Testing

struct SHA256DigestTests {
  /// From FIPS 180-2, appendix B.
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
  ])
  func `a digest is the one that the standard gives`(text: String, expected: String) {
    #expect(SHA256Digest(of: text).description == expected)
    #expect(SHA256Digest(of: Array(text.utf8)).description == expected)
    #expect(SHA256Digest(hex: expected.uppercased()) == SHA256Digest(of: text))
  }

  @Test(arguments: [0, 1, 63, 64, 65, 1_000])
  func `pieces give the digest of the whole`(size: Int) {
    let bytes = (0..<1_000).map { UInt8(truncatingIfNeeded: $0 * 7) }
    var hasher = SHA256Hasher()
    hasher.update(bytes[..<size])
    _ = hasher.finalize()
    hasher.update(AnySequence(bytes[size...]))
    #expect(hasher.finalize() == SHA256Digest(of: bytes))
  }

  @Test(arguments: ["", "abc", String(repeating: "g", count: 64), String(repeating: "a", count: 65), "é"])
  func `what is not 64 hexadecimal digits is refused`(text: String) {
    #expect(SHA256Digest(hex: text) == nil)
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode([SHA256Digest].self, from: JSONEncoder().encode([text]))
    }
  }

  @Test func `a digest is stored as its digits`() throws {
    let digest = SHA256Digest(of: "abc")
    let data = try JSONEncoder().encode([digest])
    #expect(String(decoding: data, as: UTF8.self) == "[\"\(digest)\"]")
    #expect(try JSONDecoder().decode([SHA256Digest].self, from: data) == [digest])
  }
}
