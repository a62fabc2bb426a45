using System.Text.Json;
using Ledger.Log;

namespace Ledger.Chain.Tests;

/// <summary>
/// A chain made once, with its keys, nonces and signatures: genesis, members, governance, pages written, replaced and
/// removed. Whoever changes what these bytes lead to changes the ledger's format.
/// </summary>
public sealed class GoldenChainTests
{
    private const string File = "chain.json";
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true };

    [Fact]
    public async Task The_golden_chain_leads_to_its_roots_on_a_peer()
    {
        var golden = Load();
        using var folder = new TestFolder();
        await using var peer = Peer.Open(new PeerOptions
        {
            Organisation = "tax",
            Directory = folder["tax"],
            NewStore = "a test begins",
            Genesis = GenesisBlock.Load(Convert.FromHexString(golden.GenesisEntry), Convert.FromHexString(golden.GenesisSha256)),
            Contract = new TestContract(),
        });
        Assert.Equal(golden.Blocks[0].StateRoot, Convert.ToHexStringLower(peer.Head.StateRoot));
        Assert.Equal(golden.Blocks[0].Root, Convert.ToHexStringLower(peer.Head.Root));

        foreach (var block in golden.Blocks.Skip(1))
        {
            await peer.ExecuteAsync(new OrderedBlock(block.Number, [.. block.Envelopes.Select(e => (ReadOnlyMemory<byte>)Convert.FromHexString(e))]), TestNetwork.Limit);
            Assert.Equal(block.StateRoot, Convert.ToHexStringLower(peer.Head.StateRoot));
            Assert.Equal(block.Root, Convert.ToHexStringLower(peer.Head.Root));
        }
    }

    [Fact]
    public async Task The_golden_chain_leads_to_its_roots_in_a_replay()
    {
        var golden = Load();
        using var folder = new TestFolder();
        await using var peer = Peer.Open(new PeerOptions
        {
            Organisation = "tax",
            Directory = folder["tax"],
            NewStore = "a test begins",
            Genesis = GenesisBlock.Load(Convert.FromHexString(golden.GenesisEntry), Convert.FromHexString(golden.GenesisSha256)),
            Contract = new TestContract(),
        });
        foreach (var block in golden.Blocks.Skip(1))
        {
            await peer.ExecuteAsync(new OrderedBlock(block.Number, [.. block.Envelopes.Select(e => (ReadOnlyMemory<byte>)Convert.FromHexString(e))]), TestNetwork.Limit);
        }

        var result = await Replay.RunAsync(Stream(), Convert.FromHexString(golden.GenesisSha256), new TestContract(), null, TestNetwork.Limit);

        Assert.Equal(golden.Blocks[^1].StateRoot, Convert.ToHexStringLower(result.Head.StateRoot));
        Assert.Equal(golden.Blocks[^1].Root, Convert.ToHexStringLower(result.Head.Root));

        async IAsyncEnumerable<ReadOnlyMemory<byte>> Stream()
        {
            foreach (var entry in peer.Reader.ReadEntries(0, ulong.MaxValue))
            {
                yield return entry;
            }

            await Task.CompletedTask;
        }
    }

    [Fact]
    public void Genesis_with_another_hash_than_configured_is_refused()
    {
        var golden = Load();

        var e = Assert.Throws<GenesisException>(() => GenesisBlock.Load(Convert.FromHexString(golden.GenesisEntry), new byte[32]));

        Assert.Contains(golden.GenesisSha256, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Genesis_out_of_order_is_refused_saying_what()
    {
        var golden = Load();
        var genesis = EntryCodec.Parse(Convert.FromHexString(golden.GenesisEntry)).Genesis;
        Assert.Equal(golden.GenesisSha256, Convert.ToHexStringLower(GenesisBlock.Create(genesis).Sha256));

        foreach (var (change, fault) in new (Action<V1.Genesis> Change, string Fault)[]
        {
            (g => g.Members.Add(g.Members[0]), "sorted"),
            (g => g.Members[1].CreditCode = g.Members[0].CreditCode, "credit code"),
            (g => g.Members[0].RootCertificate = g.Members[1].RootCertificate, "signer certificate"),
            (g => g.Peers[0].CosignerKey = g.Peers[1].CosignerKey, "twice"),
            (g => g.Peers[0].LogKey = g.Peers[0].CosignerKey, "wrong type"),
            (g => g.Profile = 0, "profile"),
            (g => g.Origin = "nowhere", "origin"),
            (g => g.Quorum = 2, "quorum"),
        })
        {
            var changed = genesis.Clone();
            change(changed);
            Assert.Contains(fault, Assert.Throws<GenesisException>(() => GenesisBlock.Create(changed)).Message, StringComparison.Ordinal);
        }
    }

    /// <summary>Makes the file anew when LEDGER_WRITE_GOLDEN names its folder; otherwise there is nothing to do.</summary>
    [Fact]
    public async Task Write_the_golden_chain_when_asked()
    {
        if (Environment.GetEnvironmentVariable("LEDGER_WRITE_GOLDEN") is not { Length: > 0 } folder)
        {
            Assert.Skip("Set LEDGER_WRITE_GOLDEN to a folder to make the golden chain anew.");
            return;
        }

        using var ledger = new TestLedger();
        await using var peer = ledger.Open("tax");
        var blocks = new List<GoldenBlock> { BlockOf(peer, []) };
        var proposal = ledger.Sign("tax", TestLedger.EventOf(new V1.ActivateProfile { Profile = 2 }));
        var leafHash = TestLedger.LeafHash(proposal);
        foreach (var envelopes in new byte[][][]
        {
            [ledger.Sign("tax", TestContract.PutEvent("unit/1", "a"), TestContract.AppendEvent("unit/1", "b")), ledger.Sign("bank-a", TestContract.PutEvent("unit/2", "c"))],
            [proposal],
            [ledger.Sign("finance", GovernanceTests.Approve(leafHash)), ledger.Sign("registration", GovernanceTests.Approve(leafHash)), ledger.Sign("transaction", GovernanceTests.Approve(leafHash))],
            [ledger.Sign("tax", TestContract.PutEvent("unit/1", string.Empty), TestContract.AppendEvent("unit/2", "d"))],
        })
        {
            await peer.ExecuteAsync(new OrderedBlock((ulong)blocks.Count, [.. envelopes.Select(e => (ReadOnlyMemory<byte>)e)]), TestNetwork.Limit);
            blocks.Add(BlockOf(peer, envelopes));
        }

        var golden = new GoldenChain(Convert.ToHexStringLower(ledger.Genesis.Entry), Convert.ToHexStringLower(ledger.Genesis.Sha256), blocks);
        await System.IO.File.WriteAllTextAsync(Path.Combine(folder, File), JsonSerializer.Serialize(golden, Json) + "\n", TestNetwork.Limit);
    }

    private static GoldenBlock BlockOf(Peer peer, byte[][] envelopes) => new(
        peer.Head.Number,
        [.. envelopes.Select(Convert.ToHexStringLower)],
        Convert.ToHexStringLower(peer.Head.Root),
        Convert.ToHexStringLower(peer.Head.StateRoot));

    private static GoldenChain Load() => JsonSerializer.Deserialize<GoldenChain>(
        System.IO.File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Golden", File)))!;

    private sealed record GoldenChain(string GenesisEntry, string GenesisSha256, IReadOnlyList<GoldenBlock> Blocks);

    private sealed record GoldenBlock(ulong Number, IReadOnlyList<string> Envelopes, string Root, string StateRoot);
}
