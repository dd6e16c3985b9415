internal import Glibc
internal import RunbookModel
internal import SystemPackage

/// One file: its bytes in one stream, to a hidden name beside the target, then compared by checksum and put in place.
extension CopyPlan {
  func copyFile(_ lessons: inout HostCopy.Lessons) async throws(TransferFailure) {
    let resumes = lessons.losses > 0 && !lessons.mustBeginAnew
    let isContinued: Bool
    do throws(TransferFailure) {
      isContinued = try await transfer(resumes: resumes)
    } catch {
      // What was kept of an earlier try may be what is wrong.
      guard case .problem(let words) = error, resumes else { throw error }
      log.say("\(words); begins anew")
      lessons.mustBeginAnew = true
      _ = try await transfer(resumes: false)
      return
    }
    _ = isContinued
  }

  private func transfer(resumes: Bool) async throws(TransferFailure) -> Bool {
    let mode = copy.mode ?? sourceLook.facts.mode ?? 0o644
    let first: Int
    switch (source?.site, target.site) {
    case (nil, let site?): first = try await upload(to: site, resumes: resumes)
    case (let site?, nil): first = try await download(from: site, resumes: resumes)
    case (let origin?, let site?): first = try await relay(from: origin, to: site, resumes: resumes)
    case (nil, nil): throw .problem("neither end of the copy is on a host")
    }
    try await place(mode: mode)
    log.end("verified by \(tool.name)")
    return first > 0
  }

  private func begin(behind blocks: Int) {
    if blocks > 0 { log.say("\(ByteText.words(blocks << 20)) are there; goes on behind them") }
    log.begin(of: sourceLook.facts.size, ahead: blocks << 20)
  }

  private func place(mode: UInt32) async throws(TransferFailure) {
    let seconds = sourceLook.facts.seconds
    guard let site = target.site else {
      do throws(Errno) {
        try LocalFile.place(hidden, at: target.path, mode: mode, seconds: seconds)
      } catch {
        throw .problem("\(target.path) can't be put in place: \(error)")
      }
      return
    }
    _ = try await desk.ask(
      "place", [hidden, target.path, String(mode, radix: 8), seconds.flatMap(Self.stamp) ?? "-"], at: site)
  }

  /// A time as `touch -t` takes it, in UTC.
  static func stamp(_ seconds: Int) -> String? {
    var time = time_t(seconds)
    var parts = tm()
    guard seconds > 0, gmtime_r(&time, &parts) != nil else { return nil }
    func two(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(parts.tm_year + 1900)" + [parts.tm_mon + 1, parts.tm_mday, parts.tm_hour, parts.tm_min].map(two).joined()
      + "." + two(parts.tm_sec)
  }

  // MARK: - From here

  /// Gives the number of blocks that were there already.
  private func upload(to site: HostSite, resumes: Bool) async throws(TransferFailure) -> Int {
    var stand = try UploadStand(self)
    defer { stand.close() }
    let first = resumes ? try await stand.advance(past: held(at: site, atMost: stand.wholeBlocks)) : 0
    begin(behind: first)
    let sum = SharedSum(stand.sum)
    let pipe = try Self.pipe()
    let call: FilesDesk.Call
    do throws(TransferFailure) {
      call = try await desk.start("receive", [hidden, String(first)], at: site, only: tool, input: pipe.read)
    } catch {
      Glibc.close(pipe.write)
      throw error
    }
    let end = await desk.guarding([call.process]) { [log, input = stand.takeInput()] in
      let pump = BytePump(source: input, target: pipe.write) { part in
        sum.update(part)
        log.add(part.count)
      }
      let moved = await pump.run()
      return (moved, await call.process.ended())
    }
    let answer = try desk.answer(end.1, of: call)
    if let error = end.0.readError { throw .problem("\(source?.path ?? "the content") can't be read: \(error)") }
    try stand.checkUnchanged(moved: (first << 20) + end.0.bytes)
    try compare(sum.text, try theirSum(answer, at: site), of: target.path)
    return first
  }

  /// How many whole blocks of an earlier try stand on the host, with their checksum.
  private func held(at site: HostSite, atMost blocks: Int, of path: String? = nil) async throws(TransferFailure) -> (
    Int, String
  )? {
    guard blocks > 0 else { return nil }
    let answer = try await desk.ask("held", [path ?? hidden, String(blocks)], at: site, only: tool)
    guard let held = answer.first("held"), let count = held.fields.first.flatMap({ Int($0) }),
      let sum = theirTool(site).sum(in: held.fields.dropFirst().joined(separator: " "))
    else { return nil }
    return (count, sum)
  }

  private func theirTool(_ site: HostSite) -> ChecksumTool {
    // All the others write their sum first.
    tool == .cksum ? .cksum : .sha256sum
  }

  private func theirSum(_ answer: FilesDesk.Answer, at site: HostSite) throws(TransferFailure) -> String {
    guard let sum = answer.last("sum").flatMap({ theirTool(site).sum(in: $0.text) }) else {
      throw .problem("\(site.name) did not tell the checksum: \(answer.complaint)")
    }
    return sum
  }

  static func pipe() throws(TransferFailure) -> Pipe {
    do { return try Pipe.make() } catch { throw .problem("no pipe can be made: \(error)") }
  }

  // MARK: - To here

  private func download(from site: HostSite, resumes: Bool) async throws(TransferFailure) -> Int {
    let (file, first, sum) = try staged(resumes: resumes)
    begin(behind: first)
    let pipe = try Self.pipe()
    let call: FilesDesk.Call
    do throws(TransferFailure) {
      call = try await desk.start(
        "send", [source?.path ?? "", String(first)], at: site, only: tool, output: pipe.write)
    } catch {
      Glibc.close(file)
      Glibc.close(pipe.read)
      throw error
    }
    let end = await desk.guarding([call.process]) { [log] in
      let pump = BytePump(source: pipe.read, target: file, mark: call.token) { part in
        sum.update(part)
        log.add(part.count)
      }
      let moved = await pump.run()
      // A disk that is full must not leave the host waiting.
      if moved.writeError != nil { call.process.kill() }
      return (moved, await call.process.ended())
    }
    if let error = end.0.writeError { throw .problem("\(target.path) can't be written: \(error)") }
    let answer = try desk.answer(end.1, of: call)
    try checkUnchanged(answer)
    try compare(try theirSum(answer, at: site), sum.text, of: target.path)
    return first
  }

  private func checkUnchanged(_ answer: FilesDesk.Answer) throws(TransferFailure) {
    guard let facts = answer.last("facts").flatMap({ FileFacts($0.fields) }), facts.isUnchanged(from: sourceLook.facts)
    else { throw .problem("\(source?.path ?? "") on \(source?.place ?? "") changed while it was read") }
  }

  /// The file under its hidden name, at its end, and the checksum of what it holds.
  private func staged(resumes: Bool) throws(TransferFailure) -> (Int32, Int, SharedSum) {
    var sum = tool.fresh
    do {
      let (file, blocks) = try LocalFile.stage(hidden, keeping: resumes)
      do {
        try LocalFile.read(file, atMost: blocks << 20, desk.watch) { sum.update($0) }
      } catch {
        Glibc.close(file)
        throw error
      }
      return (file, blocks, SharedSum(sum))
    } catch let failure as TransferFailure {
      throw failure
    } catch {
      throw .problem("\(target.path) can't be written: \(error)")
    }
  }

  // MARK: - By way of here

  private func relay(from origin: HostSite, to site: HostSite, resumes: Bool) async throws(TransferFailure) -> Int {
    let path = source?.path ?? ""
    let first = resumes ? try await commonBlocks(origin, path, site) : 0
    begin(behind: first)
    let (output, input) = (try Self.pipe(), try Self.pipe())
    let (sender, receiver) = try await startBoth(
      from: output, ("send", [path, String(first)], origin), to: input, ("receive", [hidden, String(first)], site))
    let (sent, received) = await desk.guarding([sender.process, receiver.process]) { [log] in
      let pump = BytePump(source: output.read, target: input.write, mark: sender.token) { log.add($0.count) }
      if await pump.run().writeError != nil { sender.process.kill() }
      async let sent = sender.process.ended()
      return (await sent, await receiver.process.ended())
    }
    // What the receiver complains of explains why the sender was ended.
    let there = try desk.answer(received, of: receiver)
    let here = try desk.answer(sent, of: sender)
    try checkUnchanged(here)
    try compare(try theirSum(here, at: origin), try theirSum(there, at: site), of: target.path)
    return first
  }

  /// Starts the programs at both ends, or neither.
  func startBoth(
    from output: Pipe, _ send: (String, [String], HostSite), to input: Pipe, _ receive: (String, [String], HostSite)
  ) async throws(TransferFailure) -> (FilesDesk.Call, FilesDesk.Call) {
    var sender: FilesDesk.Call?
    do throws(TransferFailure) {
      let call = try await desk.start(send.0, send.1, at: send.2, only: tool, output: output.write)
      sender = call
      return (call, try await desk.start(receive.0, receive.1, at: receive.2, only: tool, input: input.read))
    } catch {
      if let sender { sender.process.kill() } else { Glibc.close(input.read) }
      Glibc.close(output.read)
      Glibc.close(input.write)
      throw error
    }
  }

  /// How many blocks of an earlier try stand at the target as they do at the source.
  private func commonBlocks(_ origin: HostSite, _ path: String, _ site: HostSite) async throws(TransferFailure) -> Int {
    guard let (count, sum) = try await held(at: site, atMost: sourceLook.facts.size >> 20),
      let (there, same) = try await held(at: origin, atMost: count, of: path), there == count, same == sum
    else { return 0 }
    return count
  }
}
