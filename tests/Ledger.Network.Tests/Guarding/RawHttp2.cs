using System.Buffers.Binary;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Ledger.Network.Tests;

/// <summary>
/// An HTTP/2 client without manners: it opens streams beyond what it may and takes them back at once, as fast as the socket takes
/// the frames. RFC 9113; headers as RFC 7541 literals.
/// </summary>
internal sealed class RawHttp2 : IAsyncDisposable
{
    private const byte Data = 0;
    private const byte Headers = 1;
    private const byte Reset = 3;
    private const byte Settings = 4;
    private const byte Ping = 6;
    private const byte Acknowledged = 1;
    private const byte EndStream = 1;
    private const byte EndHeaders = 4;

    private readonly Socket socket;
    private readonly SslStream tls;
    private readonly SemaphoreSlim writing = new(1, 1);
    private readonly string authority;
    private int next = 1;
    private long answers;

    private RawHttp2(Socket socket, SslStream tls, string authority)
    {
        (this.socket, this.tls, this.authority) = (socket, tls, authority);
        Closed = Task.CompletedTask;
    }

    /// <summary>Ends when the server has closed the connection.</summary>
    public Task Closed { get; private set; }

    /// <summary>Answers begun so far: header frames that came.</summary>
    public long Answers => Interlocked.Read(ref answers);

    /// <summary>Connects.</summary>
    /// <param name="server">The node.</param>
    /// <param name="certificate">The client's certificate with its key; null: none.</param>
    /// <param name="ct">Gives up.</param>
    /// <exception cref="IOException">The server closed the connection.</exception>
    public static async Task<RawHttp2> ConnectAsync(Uri server, X509Certificate2? certificate, CancellationToken ct)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        SslStream? tls = null;
        try
        {
            await socket.ConnectAsync(IPAddress.Parse(server.Host), server.Port, ct);
            tls = new SslStream(new NetworkStream(socket, ownsSocket: true));
            await tls.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions
                {
                    TargetHost = server.Host,
                    ApplicationProtocols = [SslApplicationProtocol.Http2],
                    EnabledSslProtocols = SslProtocols.None,
                    RemoteCertificateValidationCallback = static (_, _, _, _) => true,
                    ClientCertificateContext = certificate is null ? null : SslStreamCertificateContext.Create(certificate, null, offline: true),
                },
                ct);
            var client = new RawHttp2(socket, tls, server.Authority);
            await tls.WriteAsync((byte[])[.. "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8, .. Frame(Settings, 0, 0, [])], ct);
            client.Closed = Task.Run(client.ReadAsync, CancellationToken.None);
            return client;
        }
        catch
        {
            if (tls is not null)
                await tls.DisposeAsync();
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Begins calls with an empty message and leaves them open.</summary>
    /// <exception cref="IOException">The server has closed the connection.</exception>
    public Task OpenAsync(string method, int count, CancellationToken ct) => SendAsync(method, count, Frame(Data, EndStream, 0, new byte[5]), ct);

    /// <summary>Begins calls and takes each back at once.</summary>
    /// <exception cref="IOException">The server has closed the connection.</exception>
    public Task ResetAsync(string method, int count, CancellationToken ct) => SendAsync(method, count, Frame(Reset, 0, 0, [0, 0, 0, 8]), ct);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        socket.Close();
        await Closed;
        await tls.DisposeAsync();
        writing.Dispose();
    }

    private async Task SendAsync(string method, int count, byte[] second, CancellationToken ct)
    {
        var headers = Frame(Headers, EndHeaders, 0, HeaderBlock(method));
        var bytes = new byte[count * (headers.Length + second.Length)];
        var at = 0;
        for (var i = 0; i < count; i++)
        {
            foreach (var frame in (byte[][])[headers, second])
            {
                frame.CopyTo(bytes, at);
                BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(at + 5), next);
                at += frame.Length;
            }

            next += 2;
        }

        await WriteAsync(bytes, ct);
    }

    private async Task WriteAsync(byte[] bytes, CancellationToken ct)
    {
        await writing.WaitAsync(ct);
        try
        {
            await tls.WriteAsync(bytes, ct);
        }
        catch (Exception e) when (e is ObjectDisposedException or SocketException)
        {
            throw new IOException("closed", e);
        }
        finally
        {
            writing.Release();
        }
    }

    private async Task ReadAsync()
    {
        var head = new byte[9];
        var body = new byte[1 << 16];
        try
        {
            while (true)
            {
                await tls.ReadExactlyAsync(head);
                var length = (head[0] << 16) | (head[1] << 8) | head[2];
                await tls.ReadExactlyAsync(body.AsMemory(0, length));
                var isAcknowledged = (head[4] & Acknowledged) != 0;
                switch (head[3])
                {
                    case Headers:
                        Interlocked.Increment(ref answers);
                        break;
                    case Settings when !isAcknowledged:
                        await WriteAsync(Frame(Settings, Acknowledged, 0, []), CancellationToken.None);
                        break;
                    case Ping when !isAcknowledged:
                        await WriteAsync(Frame(Ping, Acknowledged, 0, body[..length]), CancellationToken.None);
                        break;
                    default:
                        break;
                }
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or SocketException)
        {
            // Closed.
        }
    }

    private byte[] HeaderBlock(string method) =>
    [
        .. Literal(":method", "POST"), .. Literal(":scheme", "https"), .. Literal(":path", method), .. Literal(":authority", authority),
        .. Literal("content-type", "application/grpc"), .. Literal("te", "trailers"),
    ];

    private static byte[] Literal(string name, string value) =>
        [0, (byte)name.Length, .. Encoding.ASCII.GetBytes(name), (byte)value.Length, .. Encoding.ASCII.GetBytes(value)];

    private static byte[] Frame(byte type, byte flags, int stream, byte[] payload)
    {
        var frame = new byte[9 + payload.Length];
        (frame[0], frame[1], frame[2], frame[3], frame[4]) = ((byte)(payload.Length >> 16), (byte)(payload.Length >> 8), (byte)payload.Length, type, flags);
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(5), stream);
        payload.CopyTo(frame, 9);
        return frame;
    }
}
