using Ledger.Log;
using Ledger.V1;

namespace Ledger.Chain;

/// <summary>Who cosigns at a height, and how many lines a checkpoint needs: the <c>sys/</c> pages as they stand after a block.</summary>
public sealed class Consortium
{
    private readonly Lazy<Policy> policy;

    private Consortium(int quorum, IReadOnlyList<ConsortiumPeer> peers)
    {
        Quorum = quorum;
        Peers = peers;
        policy = new Lazy<Policy>(() => Policy.Create(
            peers.Select(peer => peer.LogKey), [.. peers.Select(peer => KeyValuePair.Create(peer.Organisation, peer.CosignerKey))], quorum));
    }

    /// <summary>Cosignatures needed.</summary>
    public int Quorum { get; }

    /// <summary>Organisations that run a peer, sorted by name.</summary>
    public IReadOnlyList<ConsortiumPeer> Peers { get; }

    /// <summary>What a reader demands who trusts what the ledger itself demands: any of the logs, the quorum of the cosigners.</summary>
    public Policy Policy => policy.Value;

    /// <summary>The peer of an organisation; null when it runs none.</summary>
    public ConsortiumPeer? Find(string organisation) => Peers.FirstOrDefault(p => p.Organisation == organisation);

    /// <summary>The peer a cosignature line claims to be by; null when none.</summary>
    public ConsortiumPeer? FindSigner(NoteSignature line) => Peers.FirstOrDefault(p => p.CosignerKey.Matches(line));

    /// <summary>Reads it from pages.</summary>
    /// <param name="readPage">Page by key at the height concerned.</param>
    /// <exception cref="InvalidOperationException">The pages are absent or not what governance writes.</exception>
    public static Consortium Read(Func<string, Page?> readPage)
    {
        ArgumentNullException.ThrowIfNull(readPage);
        var quorum = V1.Quorum.Parser.ParseFrom(Body(PageKeys.Quorum));
        var peers = quorum.Peers.Select(organisation => new ConsortiumPeer(PeerKeys.Parser.ParseFrom(Body(PageKeys.Peer(organisation)))));
        return new Consortium((int)quorum.K, [.. peers]);

        Google.Protobuf.ByteString Body(string key) =>
            readPage(key)?.Body ?? throw new InvalidOperationException($"Page {key} is absent; genesis writes it.");
    }

    /// <summary>Whether two quorums always share an honest peer: k = n, or 2k &gt; n + 1.</summary>
    public static bool IsSafe(uint k, int peers) => k > 0 && (k == peers || (k < peers && 2 * (long)k > peers + 1));
}
