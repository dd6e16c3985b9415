internal import Glibc
internal import NIOCore
internal import NIOPosix
internal import Synchronization

/// Carries connections to a port of this machine's loopback on to a socket in the file system, and nobody else's.
package final class LoopbackRelay: Sendable {
  package let entrance: ProbeEntrance
  private let task: Task<Void, Never>

  private typealias Connection = NIOAsyncChannel<ByteBuffer, ByteBuffer>
  private typealias Listener = NIOAsyncChannel<any Channel, Never>

  /// Listens from now on, until it is closed.
  package init(to socket: String) async throws(ProbeProblem) {
    let listener: Listener
    do {
      listener = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
        .childChannelOption(.allowRemoteHalfClosure, value: true)
        // Nothing is read before somebody carries it.
        .childChannelOption(.autoRead, value: false)
        .bind(host: "127.0.0.1", port: 0) { channel in channel.eventLoop.makeSucceededFuture(channel) }
    } catch {
      throw .couldNotAsk("this machine gives no port to listen on: \(error)")
    }
    entrance = ProbeEntrance(host: "127.0.0.1", port: listener.channel.localAddress?.port ?? 0)
    task = Task { await Self.serve(listener, socket) }
  }

  /// Ends it and every connection through it.
  package func close() { task.cancel() }

  private static func wrapped(_ channel: any Channel) throws -> Connection {
    try NIOAsyncChannel(
      wrappingChannelSynchronously: channel, configuration: .init(isOutboundHalfClosureEnabled: true))
  }

  private static func serve(_ listener: Listener, _ socket: String) async {
    do {
      try await listener.executeThenClose { arrivals in
        try await withThrowingDiscardingTaskGroup { group in
          for try await arrival in arrivals {
            guard isOurs(arrival) else {
              arrival.close(promise: nil)
              continue
            }
            group.addTask { await carry(arrival, to: socket) }
          }
        }
      }
    } catch {
      // It was closed; who still spoke through it sees its connection end.
    }
  }

  /// Any user of this machine could dial the port; only our own connections are let through to the host.
  private static func isOurs(_ channel: any Channel) -> Bool {
    guard let port = channel.remoteAddress?.port, let own = channel.localAddress?.port else { return false }
    return LoopbackPeer.user(ofPort: port, to: own) == geteuid()
  }

  private static func carry(_ channel: any Channel, to socket: String) async {
    do {
      let way = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
        .channelOption(.allowRemoteHalfClosure, value: true)
        .connect(unixDomainSocketPath: socket) { channel in
          channel.eventLoop.makeCompletedFuture { try wrapped(channel) }
        }
      let arrival: Connection
      do {
        arrival = try await channel.eventLoop.submit { try wrapped(channel) }.get()
      } catch {
        Dialer.drop(way)
        throw error
      }
      try await arrival.executeThenClose { fromHere, toHere in
        try await way.executeThenClose { fromThere, toThere in
          try await channel.setOption(.autoRead, value: true).get()
          try await withThrowingTaskGroup { group in
            group.addTask {
              for try await bytes in fromHere { try await toThere.write(bytes) }
              toThere.finish()
            }
            group.addTask {
              for try await bytes in fromThere { try await toHere.write(bytes) }
              toHere.finish()
            }
            try await group.waitForAll()
          }
        }
      }
    } catch {
      channel.close(promise: nil)
    }
  }
}

/// Who is at the other end of a connection on the loopback.
enum LoopbackPeer {
  /// The user whose socket leads from one port to the other, by the kernel's table; nil where there is none.
  ///
  /// One port alone tells nobody: several sockets share it as long as they lead to different places.
  static func user(ofPort port: Int, to other: Int) -> UInt32? {
    guard let file = fopen("/proc/net/tcp", "re") else { return nil }
    defer { fclose(file) }
    let (local, remote) = (address(port), address(other))
    var line = [CChar](repeating: 0, count: 512)
    while fgets(&line, Int32(line.count), file) != nil {
      let text = String(decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
      let fields = text.split(whereSeparator: \.isWhitespace)
      if fields.count > 7, fields[1] == local, fields[2] == remote { return UInt32(fields[7]) }
    }
    return nil
  }

  private static func address(_ port: Int) -> String {
    let digits = String(port, radix: 16, uppercase: true)
    return "0100007F:" + String(repeating: "0", count: 4 - digits.count) + digits
  }
}
