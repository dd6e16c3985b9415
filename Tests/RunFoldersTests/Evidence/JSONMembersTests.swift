import RunFolders
import Testing

struct JSONMembersTests {
  @Test(
    arguments: [
      (#"{"a":1,"b":{"a":2},"c":[{"a":3},{"a":4}]}"#, nil),
      (#"{"a":1,"a":2}"#, "a"),
      (#"{"a":{"x":1},"b":[[{"y":1,"z":2,"y":3}]]}"#, "y"),
      (#"{"summ\u0061ry":1,"summary":2}"#, "summary"),
      (#"{"a":"a","b":["a","a"]}"#, nil),
      (#"{"a\"":1,"a":"\\","b":"\"a\":","a\\":2}"#, nil),
      (#"{"a":"\\","a":1}"#, "a"),
      (#"{ "a" : {} , "b" : [] , "a" : null }"#, "a"),
      (#"[1,2,"a","a"]"#, nil),
      (#"{"a":1}{"a":1}"#, nil),
      ("", nil), ("}]", nil), (#"{"a"#, nil), (#"{"a":1,"a"#, nil), ("\"", nil),
    ] as [(String, String?)])
  func `a key that stands twice in one object is found, however it is written`(text: String, repeated: String?) {
    #expect(JSONMembers(Array(text.utf8)).repeated == repeated, "\(text)")
  }

  @Test func `the outermost members are told with their places`() {
    let bytes = Array(#"{"a" : {"b":1}, "c":[{"d":2}],"e":""}"#.utf8)
    let members = JSONMembers(bytes).outermost
    #expect(members.map(\.name) == ["a", "c", "e"])
    #expect(
      members.map { String(decoding: bytes[$0.start...].prefix(3), as: UTF8.self) } == ["\"a\"", "\"c\"", "\"e\""])
  }

  @Test func `no depth ends the program`() {
    #expect(JSONMembers([UInt8](repeating: UInt8(ascii: "["), count: 1_000_000)).repeated == nil)
  }
}
