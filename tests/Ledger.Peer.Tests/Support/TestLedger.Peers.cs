using Ledger.Peers;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ledger.Chain.Tests;

/// <summary>Peers of it, in folders that go with it.</summary>
internal sealed partial class TestLedger
{
    /// <summary>The base of the state tree moves with almost every block.</summary>
    public static readonly TreeLimits Restless = new() { ProvableBlocks = 2, FoldedBlocks = 1 };

    public CosignatureVerificationCache Cosignatures { get; } = new();

    public Peer Open(string organisation, string? name = null, IContract? contract = null, bool keys = true, Action<StorePoint>? probe = null,
        IDivergenceSource? divergence = null, Action<PeerStatus>? onStatus = null, IStandingSource? standing = null, bool orders = false, string? word = null,
        TimeProvider? time = null, MemberClocks? clocks = null, string? newStore = null, IPeerDisk? disk = null, TreeLimits? tree = null,
        bool cosigns = true, ILogger? logger = null) =>
        Peer.Open(new PeerOptions
        {
            Organisation = organisation,
            Directory = Folder(name ?? organisation),
            Disk = disk,
            NewStore = newStore is "" ? null
                : newStore ?? ((disk is null ? Directory.Exists(Folder(name ?? organisation)) : disk.Exists(PeerFolder.CosignedName)) ? null : "a test begins"),
            Genesis = Genesis,
            Contract = contract ?? new TestContract(),
            Cosigner = keys && cosigns ? organisations[organisation].Cosigner : null,
            LogSigner = keys ? organisations[organisation].LogSigner : null,
            Envelopes = Envelopes,
            Cosignatures = Cosignatures,
            Time = time ?? Time,
            Clocks = clocks,
            Divergence = divergence,
            Probe = probe,
            OnStatus = onStatus,
            Standing = standing,
            Orders = orders,
            StandAloneWord = word,
            TreeCacheBytes = 32 << 20,
            Tree = tree ?? Restless,
            Logger = logger ?? NullLogger.Instance,
        });
}
