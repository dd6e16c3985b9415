internal import Glibc
internal import RunCore
internal import SystemPackage

/// A folder: with rsync where both sides have it, else packed by tar and unpacked beside the target; then put in place.
extension CopyPlan {
  func copyFolder(_ lessons: inout HostCopy.Lessons) async throws(TransferFailure) {
    try refuseEndless()
    if canUseRsync, !lessons.mustUseTar {
      if try await rsync(&lessons) { return }
      log.say("goes on with tar")
    }
    guard sourceLook.hasTar, targetLook.hasTar else { throw .problem("a folder can't be copied without tar or rsync") }
    log.begin(of: sourceLook.bytes)
    switch (source?.site, target.site) {
    case (nil, let site?): try await pack(into: site)
    case (let site?, nil): try await unpack(from: site)
    case (let origin?, let site?): try await relay(from: origin, to: site)
    case (nil, nil): throw .problem("neither end of the copy is on a host")
    }
    try await verify()
    try await place(hidden)
    log.end("verified by \(tool.name)")
  }

  /// A folder that is copied into itself would be copied again and again.
  private func refuseEndless() throws(TransferFailure) {
    guard let from = source?.site, let to = target.site, from.access?.destination == to.access?.destination,
      let path = source?.path, target.path == path || target.path.utf8.starts(with: "\(path)/".utf8)
    else { return }
    throw .problem("\(path) can't be copied to \(target.path), which lies in it: the copy would have no end")
  }

  func place(_ staged: String) async throws(TransferFailure) {
    guard let site = target.site else {
      do throws(Errno) {
        try LocalTree(staged).place(at: FilePath(target.path), mode: copy.mode)
      } catch {
        throw .problem("\(target.path) can't be put in place: \(error)")
      }
      return
    }
    let mode = copy.mode.map { String($0, radix: 8) } ?? "-"
    _ = try await desk.ask("place_folder", [staged, target.path, mode], at: site)
  }

  // MARK: - The stream

  private var tar: [String] { ["tar", "-cf", "-", "."] }

  private func pack(into site: HostSite) async throws(TransferFailure) {
    let (output, input) = (try Self.pipe(), try Self.pipe())
    let receiver: FilesDesk.Call
    do throws(TransferFailure) {
      receiver = try await desk.start("unpack", [hidden], at: site, input: input.read)
    } catch {
      for file in [output.read, output.write, input.write] { Glibc.close(file) }
      throw error
    }
    let sender = try ChannelProcess(tar, in: source?.path, output: output.write)
    let (sent, received) = await stream(sender, nil, receiver.process, from: output.read, to: input.write)
    _ = try desk.answer(received, of: receiver)
    try check(sent, "tar on this machine")
  }

  private func unpack(from site: HostSite) async throws(TransferFailure) {
    do throws(Errno) {
      try FolderTree.remove(hidden)
      try systemCall { mkdir(hidden, 0o700) }
    } catch {
      throw .problem("the folder \(target.path) can't be made: \(error)")
    }
    let (output, input) = (try Self.pipe(), try Self.pipe())
    let sender: FilesDesk.Call
    do throws(TransferFailure) {
      sender = try await desk.start("pack", [source?.path ?? ""], at: site, output: output.write)
    } catch {
      for file in [output.read, input.read, input.write] { Glibc.close(file) }
      throw error
    }
    let receiver = try ChannelProcess(["tar", "-xpof", "-"], in: hidden, input: input.read)
    let (sent, received) = await stream(
      sender.process, sender.token, receiver, from: output.read, to: input.write)
    // A stream that was cut is no fault of tar's.
    _ = try desk.answer(sent, of: sender)
    try check(received, "tar on this machine")
  }

  private func relay(from origin: HostSite, to site: HostSite) async throws(TransferFailure) {
    let (output, input) = (try Self.pipe(), try Self.pipe())
    let (sender, receiver) = try await startBoth(
      from: output, ("pack", [source?.path ?? ""], origin), to: input, ("unpack", [hidden], site))
    let (sent, received) = await stream(
      sender.process, sender.token, receiver.process, from: output.read, to: input.write)
    _ = try desk.answer(received, of: receiver)
    _ = try desk.answer(sent, of: sender)
  }

  /// Moves what one process packs to another that unpacks it.
  private func stream(
    _ sender: ChannelProcess, _ mark: String?, _ receiver: ChannelProcess, from output: Int32, to input: Int32
  ) async -> (ChannelProcess.End, ChannelProcess.End) {
    await desk.guarding([sender, receiver]) { [log] in
      let pump = BytePump(source: output, target: input, mark: mark) { log.add($0.count) }
      if await pump.run().writeError != nil { sender.kill() }
      async let sent = sender.ended()
      return (await sent, await receiver.ended())
    }
  }

  private func check(_ end: ChannelProcess.End, _ what: String) throws(TransferFailure) {
    try desk.watch.check()
    guard end.status != 0 else { return }
    let words = String(decoding: end.errors, as: UTF8.self).split(whereSeparator: \.isNewline).suffix(3)
    throw .problem("\(what): \(words.isEmpty ? "it ended with status \(end.status)" : words.joined(separator: " "))")
  }

  // MARK: - The checksums

  private func verify() async throws(TransferFailure) {
    async let there = sums(at: target.site, hidden)
    async let here = sums(at: source?.site, source?.path ?? "")
    let (sent, arrived): ([[UInt8]: String], [[UInt8]: String])
    do {
      (sent, arrived) = (try await here, try await there)
    } catch let failure as TransferFailure {
      throw failure
    } catch {
      throw .problem("\(error)")
    }
    for (name, sum) in sent.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
      try compare(sum, arrived[name] ?? "missing", of: String(decoding: name.dropFirst(2), as: UTF8.self))
    }
    if arrived.count != sent.count {
      throw .problem("\(target.path) has \(arrived.count) files, and had \(sent.count)")
    }
  }

  private func sums(at site: HostSite?, _ path: String) async throws(TransferFailure) -> [[UInt8]: String] {
    guard let site else { return try LocalTree(path).sums(by: tool, desk.watch) }
    let answer = try await desk.ask("list", [path], at: site, only: tool)
    guard let used = answer.first("tool").flatMap({ ChecksumTool(rawValue: $0.text) }),
      let sums = ChecksumList.sums(in: answer.output, by: used)
    else { throw .problem("\(site.name) did not tell the checksums: \(answer.complaint)") }
    return sums
  }
}
