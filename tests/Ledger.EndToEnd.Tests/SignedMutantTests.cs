using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Google.Protobuf;
using Ledger.Chain;
using Ledger.Log;
using Ledger.Network;
using Ledger.Node;
using Ledger.Peers;
using Ledger.V1;

namespace Ledger.EndToEnd.Tests;

/// <summary>
/// Valid signatures of the members' own keys over mutated acts: each is refused, or judged by the rules alike on every peer;
/// nothing fails, and judging changes nothing.
/// </summary>
public sealed class SignedMutantTests : IAsyncDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly LocalNetwork network;

    public SignedMutantTests() => network = LocalNetwork.Create(new LocalNetworkOptions { Folder = folder["net"] });

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await network.DisposeAsync();
        folder.Dispose();
    }

    [Fact(Timeout = 600_000)]
    public async Task No_signed_mutant_makes_a_peer_fail_or_two_peers_differ()
    {
        await network.StartAsync(NodePlacement.OneProcess, Ct);
        using (var story = new DemoStory(network, new Narrator(TextWriter.Null), TimeProvider.System, folder["evidence"], Ct))
            await story.RunAsync();
        var peers = LocalMember.Departments.Select(member => network.Host(member.Organisation).Peer).ToList();
        var signers = ReadSigners();
        var originals = ReadEnvelopes(peers[0]).ToList();
        Assert.True(originals.Count >= 10);
        var mutants = new SignedMutants([.. originals.Select(static envelope => Payload.Parser.ParseFrom(envelope.Payload))],
            Seeds.Read(TestContext.Current.TestOutputHelper));
        var outcomes = new Dictionary<JudgementOutcome, int>();
        var root = peers[0].Head.StateRoot;
        for (var i = 0; i < (Seeds.IsNightly ? 2_000 : 300); i++)
        {
            var outcome = Judge(peers, Sign(mutants.Next(), signers[i % signers.Count]));
            outcomes[outcome] = outcomes.GetValueOrDefault(outcome) + 1;
        }

        TestContext.Current.TestOutputHelper?.WriteLine(string.Join(", ", outcomes));
        Assert.All(peers, peer => Assert.Equal(root, peer.Head.StateRoot));
        Assert.All(peers, static peer => Assert.Equal(PeerState.Running, peer.Status.State));
        Assert.True(outcomes[JudgementOutcome.Refused] > outcomes.Values.Sum() / 2);
    }

    private static JudgementOutcome Judge(List<Peer> peers, Envelope envelope)
    {
        var bytes = envelope.ToByteArray();
        if (!new EnvelopeVerificationCache().TryGet(bytes, out var decoded, out var fault))
        {
            Assert.NotEmpty(fault.English);
            return JudgementOutcome.Refused;
        }

        var judgements = peers.ConvertAll(peer => peer.Judge(decoded));
        var first = judgements[0];
        Assert.All(judgements, other => Assert.Equal(Describe(first), Describe(other)));
        if (first.Outcome == JudgementOutcome.Refused)
        {
            var refusing = first.Verdict.Findings.Where(static finding => finding.Refuses).ToList();
            Assert.NotEmpty(refusing);
            Assert.All(refusing, static finding => Assert.True(finding.MessageZh.Length > 0 && finding.MessageEn.Length > 0, finding.Rule));
        }

        return first.Outcome;
    }

    private static string Describe(Judgement judgement) =>
        $"{judgement.Outcome}: {string.Join(", ", judgement.Verdict.Findings.Select(static finding => finding.Rule))}; {string.Join(", ", judgement.Writes.Select(static write => $"{write.Key} {(write.Value is null ? "-" : Convert.ToHexStringLower(SHA256.HashData(write.Value)))}"))}";

    /// <summary>Signs bytes as they are: a payload that is no payload in its one encoding too.</summary>
    private static Envelope Sign(byte[] payload, ECDsa key)
    {
        var signer = new EnvelopeSigner(key);
        try
        {
            return signer.Sign(payload);
        }
        catch (LogFormatException)
        {
            return new Envelope
            {
                Payload = ByteString.CopyFrom(payload),
                KeyId = ByteString.CopyFrom(signer.KeyId.Span),
                Signature = ByteString.CopyFrom(new byte[64])
            };
        }
    }

    private static IEnumerable<Envelope> ReadEnvelopes(Peer peer)
    {
        for (ulong index = 1; index < peer.Head.Size; index++)
        {
            if (EntryCodec.Parse(peer.Reader.ReadEntry(index)!).Envelope is { } envelope)
                yield return envelope;
        }
    }

    private List<ECDsa> ReadSigners()
    {
        var bank = network.Profile("bank-a-officer");
        return [.. network.Nodes.Select(static node => node.Node)
            .Append(new CertificateFiles(bank.PathOf(bank.Signer!.Certificate), bank.PathOf(bank.Signer.Key)))
            .Select(static files =>
            {
                using var certificate = CertificateKey.Read(files);
                return certificate.GetECDsaPrivateKey()!;
            })];
    }
}
