using System.Text.Json;
using Ledger.Log;

namespace Ledger.Chain.Tests;

/// <summary>
/// A chain made once, with its keys, nonces and signatures: genesis, members, governance, pages written, replaced and
/// removed. Whoever changes what these bytes lead to changes the ledger's format.
/// </summary>
public sealed class GoldenChainTests
{
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_golden_chain_leads_to_its_roots_in_execution_and_in_a_replay()
    {
        var golden = GoldenChain.Load();
        var chain = new TestChain(golden.Genesis);
        Assert.Equal(golden.Blocks[0].StateRoot, Convert.ToHexStringLower(chain.Head.StateRoot));
        Assert.Equal(golden.Blocks[0].Root, Convert.ToHexStringLower(chain.Head.Root));
        foreach (var block in golden.Blocks.Skip(1))
        {
            chain.Execute(block.Envelopes.Select(Convert.FromHexString));
            Assert.Equal(block.StateRoot, Convert.ToHexStringLower(chain.Head.StateRoot));
            Assert.Equal(block.Root, Convert.ToHexStringLower(chain.Head.Root));
        }

        var result = await Replay.RunAsync(chain.Stream, Convert.FromHexString(golden.GenesisSha256), new TestContract(), null, Ct);

        Assert.Equal(golden.Blocks[^1].StateRoot, Convert.ToHexStringLower(result.Head.StateRoot));
        Assert.Equal(golden.Blocks[^1].Root, Convert.ToHexStringLower(result.Head.Root));
    }

    [Fact]
    public void Genesis_with_another_hash_than_configured_is_refused()
    {
        var golden = GoldenChain.Load();

        var e = Assert.Throws<GenesisException>(() => GenesisBlock.Load(Convert.FromHexString(golden.GenesisEntry), new byte[32]));

        Assert.Contains(golden.GenesisSha256, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Genesis_out_of_order_is_refused_saying_what()
    {
        var golden = GoldenChain.Load();
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
        var chain = new TestChain(ledger.Genesis);
        var blocks = new List<GoldenBlock> { BlockOf(chain.Head, []) };
        var proposal = ledger.Sign("tax", TestLedger.EventOf(new V1.ActivateProfile { Profile = 2 }));
        var leafHash = TestLedger.LeafHash(proposal);
        foreach (var envelopes in new byte[][][]
        {
            [ledger.Sign("tax", TestContract.PutEvent("unit/1", "a"), TestContract.AppendEvent("unit/1", "b")),
                ledger.Sign("bank-a", TestContract.PutEvent("unit/2", "c"))],
            [proposal],
            [ledger.Sign("finance", TestLedger.Approve(leafHash)), ledger.Sign("registration", TestLedger.Approve(leafHash)),
                ledger.Sign("transaction", TestLedger.Approve(leafHash))],
            [ledger.Sign("tax", TestContract.PutEvent("unit/1", string.Empty), TestContract.AppendEvent("unit/2", "d"))],
        })
        {
            blocks.Add(BlockOf(chain.Execute(envelopes), envelopes));
        }

        var golden = new GoldenChain(Convert.ToHexStringLower(ledger.Genesis.Entry), Convert.ToHexStringLower(ledger.Genesis.Sha256), blocks);
        await File.WriteAllTextAsync(Path.Combine(folder, GoldenChain.FileName), JsonSerializer.Serialize(golden, Json) + "\n", Ct);
    }

    private static GoldenBlock BlockOf(BlockInfo head, byte[][] envelopes) => new(
        head.Number,
        [.. envelopes.Select(Convert.ToHexStringLower)],
        Convert.ToHexStringLower(head.Root),
        Convert.ToHexStringLower(head.StateRoot));
}
