using System.Buffers.Binary;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using Google.Protobuf;
using Ledger.Node;
using Ledger.V1;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Logging;

namespace Ledger.Network.Tests;

/// <summary>
/// An ordering node of somebody's own make, under the address and certificate of the real one: it answers every asker for
/// blocks as the test says.
/// </summary>
internal sealed class OrderingServer : IAsyncDisposable
{
    private readonly X509Certificate2 certificate;
    private readonly WebApplication app;
    private long written;

    private OrderingServer(NodeConfiguration node)
    {
        certificate = CertificateKey.Read(node.Tls);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Parse(node.Listen.Address), node.Listen.Port, listen =>
        {
            listen.Protocols = HttpProtocols.Http2;
            listen.Use(next => connection =>
            {
                connection.Transport = new CountedTransport(connection.Transport, bytes => Interlocked.Add(ref written, bytes));
                return next(connection);
            });
            listen.UseHttps(https =>
            {
                https.ServerCertificate = certificate;
                https.ClientCertificateMode = ClientCertificateMode.AllowCertificate;
                https.AllowAnyClientCertificate();
            });
        }));
        app = builder.Build();
        app.MapPost("/ledger.v1.NodeService/ReadBlocks", AnswerAsync);
    }

    /// <summary>What it sends from a block on; the stream stays open behind it.</summary>
    public Func<ulong, HttpResponse, CancellationToken, Task> Blocks { get; set; } = static (_, _, _) => Task.CompletedTask;

    /// <summary>Bytes that went out on all its connections. What is written for a reader who left goes nowhere, and does not count.</summary>
    public long Written => Interlocked.Read(ref written);

    public static async Task<OrderingServer> StartAsync(NodeConfiguration node)
    {
        var server = new OrderingServer(node);
        await server.app.StartAsync();
        return server;
    }

    /// <summary>Sends a block as gRPC frames it.</summary>
    public static async Task SendAsync(HttpResponse response, BlockMessage block, CancellationToken ct)
    {
        var bytes = block.ToByteArray();
        await response.Body.WriteAsync(Prefix(bytes.Length), ct);
        await response.Body.WriteAsync(bytes, ct);
        await response.Body.FlushAsync(ct);
    }

    /// <summary>Sends a message of zeros until it is complete or nobody reads any more.</summary>
    /// <param name="response">Where to.</param>
    /// <param name="length">Bytes of the message.</param>
    /// <param name="ct">Nobody reads any more.</param>
    public static async Task SendGarbageAsync(HttpResponse response, int length, CancellationToken ct)
    {
        var chunk = new byte[64 << 10];
        await response.Body.WriteAsync(Prefix(length), ct);
        for (var left = length; left > 0; left -= chunk.Length)
        {
            await response.Body.WriteAsync(chunk.AsMemory(0, Math.Min(left, chunk.Length)), ct);
            await response.Body.FlushAsync(ct);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        certificate.Dispose();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var ct = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, app.Lifetime.ApplicationStopping).Token;
        using var request = new MemoryStream();
        await context.Request.Body.CopyToAsync(request, ct);
        var asked = ReadBlocksRequest.Parser.ParseFrom(request.ToArray().AsSpan(5));
        context.Response.ContentType = "application/grpc";
        context.Response.Headers[StreamHeaders.Open] = "open";
        await context.Response.Body.FlushAsync(ct);
        try
        {
            await Blocks(asked.First, context.Response, ct);
            await Task.Delay(Timeout.Infinite, ct);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            // The reader left, or the test is over.
        }
    }

    private static byte[] Prefix(int length)
    {
        var prefix = new byte[5];
        BinaryPrimitives.WriteInt32BigEndian(prefix.AsSpan(1), length);
        return prefix;
    }
}
