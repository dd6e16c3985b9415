internal import RunCore

extension HostContact {
  /// What a connection that has just been made shows of its host.
  init(
    _ opened: (connection: AgentConnection, process: AgentProcess), of access: HostAccess, keys: [HostKey: KeyTrust],
    messages: String
  ) {
    let hello = opened.connection.hello
    let fingerprint = ClientMessages(messages).fingerprint ?? ""
    let shown = keys.first { $0.key.fingerprint == fingerprint }
    self.init(
      host: access.name, destination: access.destination, key: shown?.key.text ?? "", fingerprint: fingerprint,
      trust: shown?.value ?? .known, boot: hello.boot, system: hello.system, clockOffset: hello.clockOffset,
      jobFolders: JobPlace(path: hello.place, identity: hello.identity))
  }
}

extension AgentHello {
  /// Refuses a host on which no job can be started, by name.
  func verify(_ name: String) throws(HostProblem) {
    if place == "-" {
      throw .lasting("\(name) has no place for jobs: /run, /dev/shm, /tmp and /var/tmp are full or can't be written")
    }
    if leader == "none" {
      throw .lasting(
        "\(name) can't give a job a process group of its own: it has neither setsid nor perl, and its sh refuses set -m"
      )
    }
  }
}
