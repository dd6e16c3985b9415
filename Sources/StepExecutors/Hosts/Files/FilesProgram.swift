/// A shell program for files on a host: the functions of `files.sh`, and one call of them.
enum FilesProgram {
  /// What a program says in words comes in lines that begin with the token.
  static func text(
    _ function: String, _ arguments: [String], token: String, only tool: ChecksumTool? = nil, passing: String = ""
  ) -> String {
    """
    _hf_token=\(ShellQuoting.quoted(token)) _hf_only=\(tool == .cksum ? "cksum" : "")
    \(functions)
    _hf_\(function) \(arguments.map(ShellQuoting.quoted).joined(separator: " "))\(passing)

    """
  }

  /// A path that no command takes for an option.
  static func safe(_ path: String) -> String {
    path.isEmpty ? "." : path.utf8.first == UInt8(ascii: "/") ? path : "./" + path
  }

  private static let functions = String(decoding: PackageResources.files_sh, as: UTF8.self)
}
