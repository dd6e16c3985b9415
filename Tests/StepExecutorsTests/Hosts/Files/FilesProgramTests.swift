import Glibc
import Testing

@testable import StepExecutors

/// `files.sh` under every shell, where nothing but POSIX utilities and tar can be found.
@Suite struct FilesProgramTests {
  @Test(arguments: JobStand.shells)
  func `a file is taken, held, placed and sent with POSIX utilities alone`(shell: [String]) async throws {
    let room = try await ProgramRoom(shell: shell)
    let source = room.path + "/source"
    _ = await FileStand.shell("head -c 2500000 /dev/urandom >\(source)")
    let sum = await FileStand.shell("cksum <\(source)").split(separator: "\n").joined()
    let received = try await room.call("receive", ["./-it's", "0"], input: source)
    #expect(received.complaint == "")
    #expect(received.words == [AgentReply("sum \(sum)")])
    let held = try await room.call("held", ["./-it's", "9"])
    let part = await FileStand.shell("head -c 2097152 \(source) | cksum").split(separator: "\n").joined()
    #expect(held.words == [AgentReply("held 2 \(part)")])
    _ = await FileStand.shell("cd \(room.work) && truncate -s 1500000 ./-it\\'s && tail -c +1048577 \(source) >../rest")
    let rest = try await room.call("receive", ["./-it's", "1"], input: room.path + "/rest")
    #expect(rest.words == [AgentReply("sum \(sum)")])
    let placed = try await room.call("place", ["./-it's", "./new name", "2640", "200102030405.06"])
    #expect(placed.complaint == "")
    #expect(placed.words == [AgentReply("placed")])
    #expect(await FileStand.shell("cd \(room.work) && stat -c '%n %a %Y' * -- .[!.]*") == "new name 2640 981173106\n")
    let sent = try await room.call("send", ["./new name", "1"])
    #expect(sent.output == Array((FileAccess.contents(of: source, atMost: 1 << 24) ?? []).dropFirst(1 << 20)))
    #expect(sent.complaint == "")
    // Only tar tells the time here.
    #expect(sent.words.first == AgentReply("sum \(sum)"))
    let facts = FileFacts(try #require(sent.words.last).fields)
    #expect(facts?.mode == 0o2640)
    #expect(facts?.size == 2_500_000)
    #expect(facts?.seconds == 981_173_106)
  }

  @Test(arguments: JobStand.shells)
  func `a folder is packed, unpacked, listed and merged with POSIX utilities alone`(shell: [String]) async throws {
    let room = try await ProgramRoom(shell: shell)
    _ = await FileStand.shell("cd \(room.path) && \(FolderCopyTests.tree)")
    let tree = room.path + "/tree"
    let looked = try await room.call("look", [tree, room.path, "source"])
    #expect(looked.complaint == "")
    #expect(EndLook(looked.words, isNoisy: false).facts.kind == .folder)
    #expect(EndLook(looked.words, isNoisy: false).bytes == 300_015)
    #expect(!EndLook(looked.words, isNoisy: false).isOdd)
    let packed = try await room.call("pack", [tree])
    #expect(packed.complaint == "")
    try FileAccess.create(room.path + "/packed", mode: 0o600, packed.output)
    for _ in 1...2 {
      let unpacked = try await room.call("unpack", ["./.hidden"], input: room.path + "/packed")
      #expect(unpacked.complaint == "")
      let listed = try await room.call("list", ["./.hidden"])
      #expect(listed.complaint == "")
      let sums = try #require(ChecksumList.sums(in: listed.output, by: .cksum))
      let watch = TransferWatch(deadline: nil, cancellation: Cancellation())
      #expect(try sums == LocalTree(tree).sums(by: .cksum, watch))
      let placed = try await room.call("place_folder", ["./.hidden", "./it's new", "-"])
      #expect(placed.complaint == "")
      #expect(placed.words == [AgentReply("placed")])
      #expect(await FolderCopyTests.listing(room.work + "/it's new") == FolderCopyTests.listing(tree))
      // The second time it is merged into what is there.
      _ = await FileStand.shell(
        "cd \(room.work)/it*/ && rm random && echo other >a/one && rm link && ln -s a link && chmod 700 a/b")
    }
    #expect(await FileStand.shell("ls -A \(room.work)") == "it's new\n")
  }

  @Test(arguments: JobStand.shells)
  func `a link is read and placed, also over a link to a folder`(shell: [String]) async throws {
    let room = try await ProgramRoom(shell: shell)
    _ = await FileStand.shell("cd \(room.work) && mkdir folder && ln -s folder new && ln -s 'it -> is' old")
    #expect(try await room.call("link", ["./old"]).output == Array("it -> is\n".utf8))
    #expect(try await room.call("place_link", ["./.hidden", "it -> is", "./new"]).complaint == "")
    #expect(
      await FileStand.shell("cd \(room.work) && readlink new && ls -A . folder")
        == "it -> is\n.:\nfolder\nnew\nold\n\nfolder:\n")
  }

  @Test(arguments: JobStand.shells, ["sha256sum", "sha256", "shasum", "openssl", "cksum"])
  func `each checksum tool is found and read`(shell: [String], tool: String) async throws {
    let room = try await ProgramRoom(
      shell: shell, extra: tool == "cksum" ? [] : tool == "shasum" ? ["shasum", "perl"] : [tool])
    _ = await FileStand.shell(
      "cd \(room.work) && mkdir t && echo one >'t/it is' && echo two >t/-two && printf x >\"$(printf 't/a\\nb')\"")
    let look = EndLook(try await room.call("look", ["./t", ".", "source"]).words, isNoisy: false)
    let chosen = try #require(look.tool)
    #expect(chosen.rawValue.hasPrefix(tool))
    let listed = try await room.call("list", ["./t"])
    let watch = TransferWatch(deadline: nil, cancellation: Cancellation())
    #expect(try ChecksumList.sums(in: listed.output, by: chosen) == LocalTree(room.work + "/t").sums(by: chosen, watch))
    let sent = try await room.call("send", ["./t/-two", "0"])
    let bytes = Array("two\n".utf8)
    var sum = chosen.fresh
    bytes.withUnsafeBufferPointer { sum.update($0) }
    #expect(sent.words.first.flatMap { chosen.sum(in: $0.text) } == sum.text)
  }

  @Test(arguments: JobStand.shells, ["stat", "perl", "tar"])
  func `each way to tell a time is found`(shell: [String], way: String) async throws {
    let room = try await ProgramRoom(shell: shell, extra: way == "tar" ? [] : [way])
    _ = await FileStand.shell("cd \(room.work) && echo >'./-a b' && touch -d 2001-02-03T04:05:06Z ./-a*")
    let look = EndLook(try await room.call("look", ["./-a b", ".", "source"]).words, isNoisy: false)
    #expect(look.facts.seconds == 981_173_106)
  }

  @Test(arguments: JobStand.shells)
  func `what stands in the way is told`(shell: [String]) async throws {
    let room = try await ProgramRoom(shell: shell)
    _ = await FileStand.shell("cd \(room.work) && mkdir folder && echo >file && mkfifo folder/pipe")
    #expect(try await room.call("send", ["./none", "0"]).succeeded == false)
    #expect(try await room.call("send", ["./none", "0"]).complaint.contains("none"))
    #expect(try await room.call("place", ["./file", "./folder", "600", "-"]).complaint == "./folder is a folder")
    #expect(
      try await room.call("place_folder", ["./folder", "./file", "-"]).complaint == "./file is there, and is no folder")
    #expect(EndLook(try await room.call("look", ["./folder", ".", "source"]).words, isNoisy: false).isOdd)
    #expect(
      EndLook(try await room.call("look", ["./new", "./none", "target"]).words, isNoisy: false).hasFolder == false)
    #expect(try await room.call("remove", ["./folder"]).succeeded)
    #expect(await FileStand.shell("ls -A \(room.work)") == "file\n")
  }

  @Test func `somebody else's link under the hidden name is not followed`() async throws {
    let room = try await ProgramRoom(shell: ["/bin/sh"])
    _ = await FileStand.shell("cd \(room.work) && echo precious >mine && ln -s mine .hidden && echo new >../new")
    _ = try await room.call("receive", ["./.hidden", "0"], input: room.path + "/new")
    #expect(await FileStand.shell("cd \(room.work) && cat mine .hidden") == "precious\nnew\n")
  }
}
