using Ledger.Chain;
using Ledger.Log;

namespace Ledger.Peers.Tests;

/// <summary>Copies of a peer's folder, and what a restore keeps of what its keys signed since.</summary>
public sealed class BackupTests
{
    [Fact]
    public async Task Copies_made_while_blocks_are_written_are_whole_and_hold_what_their_signed_files_name()
    {
        using var ledger = new TestLedger();
        var heads = new List<BlockInfo>();
        await using (var network = new TestNetwork(ledger))
        {
            await SubmitAsync(network, 0);
            using var stop = new CancellationTokenSource();
            var writing = Task.Run(
                async () =>
                {
                    for (var i = 1; !stop.IsCancellationRequested; i++)
                        await SubmitAsync(network, i);
                },
                TestContext.Current.CancellationToken);
            for (var i = 0; i < 5; i++)
                heads.Add(await network["registration"].BackUpAsync(Directory.CreateDirectory(ledger.Folder($"copy{i}")).FullName, TestNetwork.Limit));

            await stop.CancelAsync();
            await writing;
            Assert.All(heads, head => Assert.Equal(network["registration"].Reader.ReadBlock(head.Number)!.Root, head.Root));
        }

        for (var i = 0; i < heads.Count; i++)
        {
            var verified = Peer.VerifyFolder(Options(ledger, ledger.Folder($"copy{i}")), null, TestNetwork.Limit);
            Assert.Equal((heads[i].Number, heads[i].Size), (verified.Number, verified.Size));
            await using var peer = ledger.Open("registration", $"copy{i}");
            Assert.Equal(heads[i].Root, peer.Head.Root);
            Assert.False(peer.IsRebuilding);
        }

        Assert.False(Directory.Exists(Path.Combine(ledger.Folder("registration"), "store.checkpoint")));
    }

    [Fact]
    public async Task What_a_key_signed_since_the_backup_stays_and_a_backup_of_another_history_is_refused()
    {
        using var ledger = new TestLedger();
        BlockInfo old, head;
        await using (var network = new TestNetwork(ledger))
        {
            await SubmitAsync(network, 0);
            old = await network["tax"].BackUpAsync(Directory.CreateDirectory(ledger.Folder("backup")).FullName, TestNetwork.Limit);
            TestFolder.Copy(ledger.Folder("backup"), ledger.Folder("fork"));
            await SubmitAsync(network, 1);
            await SubmitAsync(network, 2);
            head = network["tax"].Head;
        }

        var kept = PeerRestore.KeepNewest(ledger.Folder("tax"), ledger.Folder("backup"), old.Number);

        Assert.True(kept.IsAhead);
        Assert.Empty(kept.Unreadable);
        Assert.Equal(("cosigned.checkpoint", head.Number), (kept.Files[0].File, kept.Files[0].Block));
        Assert.True(kept.Files[0].BackupBlock <= old.Number);
        // Without the word that it was put back it would be a store that lost blocks.
        var lost = Assert.Throws<StoreDamagedException>(() => ledger.Open("tax", "backup"));
        Assert.Equal(old.Number + 1, lost.FirstBlock);
        await using (var restored = ledger.Open("tax", "backup", newStore: "restored"))
        {
            Assert.Equal(old.Root, restored.Head.Root);
            Assert.True(restored.IsRebuilding);
            Assert.Equal(head.Number, restored.Cosigning.NewestSigned!.Block);
        }

        Assert.False(PeerRestore.KeepNewest(ledger.Folder("absent"), ledger.Folder("fork"), old.Number).IsAhead);
        using (var signed = SignedCheckpointFile.Open(new FolderDisk(ledger.Folder("fork")), PeerFolder.CosignedName))
        {
            var forked = new Checkpoint(TestLedger.Origin, head.Size, MerkleHash.Leaf([1])).ToString();
            signed.Write(head.Number, $"{forked}\n{SignedNote.Parse(signed.Note!).Signatures[0]}");
        }

        var refused = Assert.Throws<StoreDamagedException>(() => PeerRestore.KeepNewest(ledger.Folder("tax"), ledger.Folder("fork"), old.Number));
        Assert.Contains("of another history", refused.Message, StringComparison.Ordinal);
    }

    private static async Task SubmitAsync(TestNetwork network, int number)
    {
        var leafHash = await network.SubmitAsync("tax", TestContract.AppendEvent($"unit/{number}", "a"));
        foreach (var peer in network.Peers)
            await peer.WaitForReceiptAsync(leafHash, TestNetwork.Limit);
    }

    private static PeerOptions Options(TestLedger ledger, string folder) => new()
    {
        Organisation = "registration",
        Directory = folder,
        Genesis = ledger.Genesis,
        Contract = new TestContract(),
    };
}
