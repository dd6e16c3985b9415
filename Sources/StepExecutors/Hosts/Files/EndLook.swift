/// What a look at one end of a copy showed.
struct EndLook: Sendable {
  var facts = FileFacts()
  /// The bytes of a folder's files; nil for what is no folder.
  var bytes: Int?
  /// Nil for this machine, which can make any.
  var tool: ChecksumTool?
  var hasRsync = false
  var hasTar = false
  /// Whether a folder holds what is neither file, folder nor link.
  var isOdd = false
  /// Whether the folder around the path is there, and can be written to.
  var hasFolder = false
  var hasRoom = false
  /// What the login printed on the way would be in the way of rsync.
  var isNoisy = false

  /// From what a program said.
  init(_ words: [AgentReply], isNoisy: Bool) {
    self.isNoisy = isNoisy
    for line in words {
      switch (line.word, line.text) {
      case ("tool", let text): tool = ChecksumTool(rawValue: text)
      case ("has", "rsync"): hasRsync = true
      case ("has", "tar"): hasTar = true
      case ("has", "odd"): isOdd = true
      case ("has", "folder"): hasFolder = true
      case ("has", "room"): hasRoom = true
      case ("bytes", let text): bytes = Int(text)
      case ("facts", _): facts = FileFacts(line.fields) ?? facts
      default: break
      }
    }
  }

  init() {}
}
