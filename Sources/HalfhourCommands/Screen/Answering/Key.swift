/// What a person pressed, as far as a question on the screen cares.
enum Key: Hashable, Sendable {
  case text(Character)
  case enter, backspace, escape, tab
  /// Ctrl-U.
  case clearLine
  /// Ctrl-C, where it is a key like others.
  case interrupt
  /// Text that came at once, as from a clipboard: it may fill a line, and chooses nothing.
  case pasted(String)
  /// Arrows, and whatever else a keyboard sends.
  case other
}
