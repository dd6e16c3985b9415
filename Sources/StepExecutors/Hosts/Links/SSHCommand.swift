internal import RunbookModel

/// The command lines with which the OpenSSH client reaches one host of a run.
struct SSHCommand: Sendable {
  let places: SSHPlaces
  let host: HostName
  let destination: String

  /// What the run's known_hosts calls the host: the same address can be two machines, before and after it is rebuilt.
  var alias: String { "\(host).\(label)" }
  var messages: String { "\(places.folder)/\(alias).log" }
  private var socket: String { "\(places.sockets)/\(label)" }

  /// The first connection, through which all others go; its shell reads a program from standard input.
  func master(_ command: String) -> [String] {
    // What the client says goes to a file of its own: standard error belongs to the agent.
    base + ["-v", "-E", messages] + strict(knownHosts: places.knownHosts) + options(sharing("yes")) + end(command)
  }

  /// A further channel, for the bytes of a file or for another user's shell.
  func channel(_ command: String) -> [String] {
    base + strict(knownHosts: places.knownHosts) + options(sharing("no")) + end(command)
  }

  /// Gets no further than the host's key, which is written to a file of known hosts.
  func keyProbe(into file: String) -> [String] {
    base
      + options([
        "StrictHostKeyChecking=accept-new", "UserKnownHostsFile=\(Self.quoted(file))", "ControlPath=none",
        "PreferredAuthentications=none", "LogLevel=ERROR",
      ]) + end("true")
  }

  /// What the client makes of the destination, as `ssh -G` prints it.
  var resolution: [String] { ["ssh"] + configuration + ["-G", "--", destination] }

  /// A connection of its own by way of the host to an address: `-W` asks the host's sshd for it; tells how it goes in a file.
  func forwarding(to address: String, messages: String) -> [String] {
    base + strict(knownHosts: places.knownHosts)
      + options(["ControlPath=none", "LogLevel=DEBUG2"]) + ["-E", messages, "-W", address, "--", destination]
  }

  /// A fresh path for a socket of this machine that leads to the host.
  func localSocket(_ number: Int) -> String { "\(places.sockets)/\(label).\(number)" }

  /// Opens (`forward`) or closes (`cancel`) a way from a local socket to an address, through the first connection; nil
  /// where that can't be shared.
  func way(_ verb: String, from local: String, to address: String) -> [String]? {
    guard isShared else { return nil }
    // No configuration: what it forwards by itself would be asked for, too.
    return ["ssh", "-F", "none"] + options(["ControlPath=\(Self.quoted(socket))"])
      + ["-O", verb, "-L", "\(local):\(address)", "--", "way"]
  }

  /// A connection of its own that holds such a way open as long as it lives.
  func ownWay(from local: String, to address: String) -> [String] {
    base + strict(knownHosts: places.knownHosts)
      + options(["ControlPath=none"]) + ["-N", "-L", "\(local):\(address)", "--", destination]
  }

  private var configuration: [String] { places.configuration.map { ["-F", $0] } ?? [] }

  private var base: [String] {
    ["ssh"] + configuration
      + options([
        // Nothing may ask, and a silent link must be known: two unanswered questions, 5 seconds apart.
        "BatchMode=yes", "ConnectTimeout=10", "ConnectionAttempts=1", "ServerAliveInterval=5", "ServerAliveCountMax=2",
        "HostKeyAlias=\(alias)", "GlobalKnownHostsFile=/dev/null", "UpdateHostKeys=no", "CheckHostIP=no",
        "VerifyHostKeyDNS=no", "ForwardAgent=no", "ForwardX11=no", "PermitLocalCommand=no", "RemoteCommand=none",
        "RequestTTY=no", "ForkAfterAuthentication=no", "StdinNull=no", "ControlPersist=no",
      ])
  }

  private func strict(knownHosts: String) -> [String] {
    options(["StrictHostKeyChecking=yes", "UserKnownHostsFile=\(Self.quoted(knownHosts))"])
  }

  private func sharing(_ isMaster: String) -> [String] {
    isShared
      ? ["ControlPath=\(Self.quoted(socket))", "ControlMaster=\(isMaster)"]
      : ["ControlPath=none", "ControlMaster=no"]
  }

  /// A socket's path has 108 bytes on Linux, and the client adds some while it makes it.
  private var isShared: Bool { socket.utf8.count <= 85 }

  private func end(_ command: String) -> [String] { ["-T", "--", destination, command] }

  private func options(_ options: [String]) -> [String] { options.flatMap { ["-o", $0] } }

  /// The client splits its values at blanks and expands percent signs.
  private static func quoted(_ path: String) -> String {
    "\"" + path.replacing("%", with: "%%").replacing("\"", with: "\\\"") + "\""
  }

  /// Short, and another one for another destination of the same host.
  private var label: String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in "\(host)\n\(destination)".utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return String(hash & 0xffff_ffff, radix: 16)
  }
}
