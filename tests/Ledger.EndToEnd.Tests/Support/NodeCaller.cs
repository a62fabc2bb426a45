using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Google.Protobuf;
using Grpc.Net.Client;
using Ledger.Log;
using Ledger.Network;
using Ledger.Node;
using Ledger.V1;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ledger.EndToEnd.Tests;

/// <summary>A department's node as seen by the ordering node, with the department's real key: it may hand in whatever it likes.</summary>
internal sealed class NodeCaller : IDisposable
{
    private readonly X509Certificate2 certificate;
    private readonly X509Certificate2 root;
    private readonly ECDsa key;
    private readonly GrpcChannel channel;
    private readonly NodeService.NodeServiceClient service;
    private readonly string origin;

    public NodeCaller(LocalNetwork network, string department)
    {
        var profile = network.Profile($"{department}-clerk");
        var ordering = network.Node(department).Ordering ?? department;
        origin = profile.Origin;
        certificate = CertificateKey.Read(network.Node(department).Node);
        key = certificate.GetECDsaPrivateKey()!;
        root = X509CertificateLoader.LoadCertificateFromFile(profile.PathOf(profile.Roots[ordering]));
        channel = NodeChannel.Open(network.Address(ordering), certificate, root, NullLoggerFactory.Instance);
        service = new NodeService.NodeServiceClient(channel);
    }

    /// <summary>A payload of now with one event.</summary>
    public Payload Payload(IMessage e, ulong sequence, TimeSpan offset = default) => new()
    {
        Origin = origin,
        Sequence = sequence,
        TimeMs = (ulong)(TimeProvider.System.GetUtcNow() + offset).ToUnixTimeMilliseconds(),
        Nonce = ByteString.CopyFrom(RandomNumberGenerator.GetBytes(EntryCodec.NonceSize)),
        Events = { new Event { Type = e.Descriptor.FullName, Body = e.ToByteString() } },
    };

    /// <summary>Signs with the department's key.</summary>
    public Envelope Sign(Payload payload) => new EnvelopeSigner(key).Sign(payload);

    /// <summary>Hands an envelope in.</summary>
    public Task<SubmitEnvelopeReply> SubmitAsync(Envelope envelope) => SubmitAsync(Canonical.Encode(envelope));

    /// <summary>Hands bytes in.</summary>
    public async Task<SubmitEnvelopeReply> SubmitAsync(byte[] envelope) => await service.SubmitEnvelopeAsync(
        new SubmitEnvelopeRequest { Envelope = ByteString.CopyFrom(envelope) }, cancellationToken: TestContext.Current.CancellationToken);

    public void Dispose()
    {
        channel.Dispose();
        key.Dispose();
        certificate.Dispose();
        root.Dispose();
    }
}
