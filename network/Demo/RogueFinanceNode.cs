using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Google.Protobuf;
using Ledger.Log;
using Ledger.Node;
using Ledger.V1;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ledger.Network;

/// <summary>The finance department's operator misusing its node's own keys: it signs a bank's act itself and hands the envelope straight to ordering.</summary>
internal static class RogueFinanceNode
{
    /// <summary>Submits a release of a bank's mortgage under the finance node's key.</summary>
    public static async Task<SubmitEnvelopeReply> ReleaseAsync(LocalNetwork network, MortgageId mortgage, TimeProvider clock, CancellationToken ct)
    {
        var finance = network.Node(LocalMember.Finance);
        var ordering = network.Node(finance.Ordering ?? LocalMember.Registration);
        using var signing = CertificateKey.Read(finance.Node);
        using var key = signing.GetECDsaPrivateKey()!;
        var service = network.Profile($"{ordering.Organisation}-administrator");
        using var root = X509CertificateLoader.LoadCertificateFromFile(service.PathOf(service.Roots[ordering.Organisation]));
        using var channel = NodeChannel.Open(network.Address(ordering.Organisation), signing, root, NullLoggerFactory.Instance);

        var now = clock.GetUtcNow();
        var release = new ReleaseInstructed
        {
            Act = new Act
            {
                RequestHash = Random(32),
                Operator = Random(32),
                Document = new DocumentRoot { Root = Random(32), Fields = 1 },
            },
            Mortgage = mortgage,
            Reason = ReleaseReason.Settled,
            Date = Facts.Day.At((ulong)now.ToUnixTimeMilliseconds()).Number,
        };
        var payload = new Payload
        {
            Origin = service.Origin,
            Sequence = ulong.MaxValue >> 1,
            TimeMs = (ulong)now.ToUnixTimeMilliseconds(),
            Nonce = Random(16),
            Events = { new Event { Type = ReleaseInstructed.Descriptor.FullName, Body = ByteString.CopyFrom(Canonical.Encode(release)) } },
        };
        var envelope = new EnvelopeSigner(key).Sign(Canonical.Encode(payload));
        return await new NodeService.NodeServiceClient(channel).SubmitEnvelopeAsync(
            new SubmitEnvelopeRequest { Envelope = ByteString.CopyFrom(Canonical.Encode(envelope)) }, cancellationToken: ct);
    }

    private static ByteString Random(int length) => ByteString.CopyFrom(RandomNumberGenerator.GetBytes(length));
}
