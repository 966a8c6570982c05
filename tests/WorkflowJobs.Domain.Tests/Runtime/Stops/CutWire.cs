using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace WorkflowJobs.Domain.Tests.Runtime.Stops;

/// <summary>
/// A wire to a PostgreSQL server that understands as much of its protocol as is needed to count statements (what is asked in one round trip is one)
/// and is cut at one of them: before it is passed on, or after the server has done it and before the answer arrives.
/// </summary>
internal sealed class CutWire : ICut, IAsyncDisposable
{
    private const int StartupVersion = 196_608;
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource ended = new();
    private readonly Lock gate = new();
    private readonly (string Host, int Port) server;
    private readonly Task accepting;
    private int left;
    private Moment moment;
    private bool stopped;

    public CutWire(string host, int port)
    {
        server = (host, port);
        listener.Start();
        accepting = Accept();
    }

    /// <summary>Where to connect instead of the server.</summary>
    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public void StopAt(int statement, Moment at)
    {
        lock (gate)
            (left, moment, stopped) = (statement, at, false);
    }

    public bool Mend()
    {
        lock (gate)
        {
            var was = stopped;
            (left, stopped) = (0, false);
            return was;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await ended.CancelAsync();
        listener.Stop();
        await accepting;
        ended.Dispose();
    }

    private async Task Accept()
    {
        try
        {
            while (true)
                _ = Serve(await listener.AcceptTcpClientAsync(ended.Token));
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
    }

    private async Task Serve(TcpClient client)
    {
        using var near = client;
        using var far = new TcpClient();
        try
        {
            await far.ConnectAsync(server.Host, server.Port, ended.Token);
            (near.NoDelay, far.NoDelay) = (true, true);
            var wire = new Wire();
            await await Task.WhenAny(Ask(near.GetStream(), far.GetStream(), wire), Answer(far.GetStream(), near.GetStream(), wire));
        }
        catch (Exception over) when (over is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // One end hung up, or the wire was cut: disposing does the rest.
        }
    }

    /// <summary>From the program to the server: the first message has no type, and the rest are a letter, a length, a body.</summary>
    private async Task Ask(NetworkStream from, NetworkStream to, Wire wire)
    {
        while (true)
        {
            var (message, length) = await Read(from, typed: false);
            await to.WriteAsync(message.AsMemory(0, length), ended.Token);
            if (BinaryPrimitives.ReadInt32BigEndian(message.AsSpan(4)) == StartupVersion)
                break;
        }

        while (true)
        {
            var (message, length) = await Read(from, typed: true);
            // Sync, or a simple query: a round trip. The wait for the answer begins before the server can give it.
            if (message[0] is (byte)'S' or (byte)'Q' && Count() is { } cut)
            {
                if (cut == Moment.Before)
                    return;
                wire.IsCut = true;
            }

            await to.WriteAsync(message.AsMemory(0, length), ended.Token);
        }
    }

    /// <summary>From the server to the program: what comes after the cut is read to its end, so that it has happened, and not passed on.</summary>
    private async Task Answer(NetworkStream from, NetworkStream to, Wire wire)
    {
        while (true)
        {
            var (message, length) = await Read(from, typed: true);
            if (!wire.IsCut)
                await to.WriteAsync(message.AsMemory(0, length), ended.Token);
            else if (message[0] == (byte)'Z')
                return;
        }
    }

    private Moment? Count()
    {
        lock (gate)
        {
            if (left == 0 || --left > 0)
                return null;
            stopped = true;
            return moment;
        }
    }

    private async Task<(byte[] Message, int Length)> Read(NetworkStream from, bool typed)
    {
        var head = typed ? 5 : 4;
        var start = new byte[head];
        await from.ReadExactlyAsync(start, ended.Token);
        var length = BinaryPrimitives.ReadInt32BigEndian(start.AsSpan(head - 4)) + (typed ? 1 : 0);
        var message = new byte[Math.Max(length, 8)];
        start.CopyTo(message, 0);
        await from.ReadExactlyAsync(message.AsMemory(head, length - head), ended.Token);
        return (message, length);
    }

    private sealed class Wire
    {
        public volatile bool IsCut;
    }
}
