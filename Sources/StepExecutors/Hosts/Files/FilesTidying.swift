internal import SystemPackage

/// Removes what a copy that was given up left under a hidden name.
struct FilesTidying: Sendable {
  let end: CopyEnd
  let hidden: String

  /// A person who stops does not wait longer for a host that is silent; it goes on behind their back.
  private static let patience = Duration.seconds(3)
  private static let patienceForHost = Duration.seconds(600)

  /// Says so where it could not be done yet.
  func carryOut() async -> String? {
    guard let site = end.site else {
      do { try FolderTree.remove(hidden) } catch { return "what is half there can't be removed: \(error)" }
      return nil
    }
    let (results, feed) = AsyncStream<Bool>.makeStream()
    Task {
      await remove(at: site)
      feed.yield(true)
    }
    Task {
      await Pause.uncancellable(Self.patience)
      feed.yield(false)
    }
    for await isDone in results {
      return isDone ? nil : "what is half there on \(site.name) is removed as soon as it can be reached"
    }
    return nil
  }

  private func remove(at site: HostSite) async {
    let desk = FilesDesk(watch: TransferWatch(deadline: nil, cancellation: Cancellation()))
    // Until the host says that it is done, or can't be reached any more.
    for _ in 0..<100 {
      guard case .success = await site.reached(within: Self.patienceForHost) else { return }
      do throws(TransferFailure) {
        _ = try await desk.ask("remove", [FilesProgram.safe(hidden)], at: site)
        return
      } catch {
        guard case .lost = error else { return }
      }
      await Pause.uncancellable(.milliseconds(500))
    }
  }
}
