using Google.Protobuf;
using Ledger.Chain;
using Ledger.Log;
using Ledger.V1;

namespace Ledger.Peers.Tests;

/// <summary>A second root at a size under one key is an alarm for ever.</summary>
public sealed class AlarmTests
{
    [Fact]
    public async Task A_second_root_below_the_quorum_block_is_an_alarm_with_both_notes_and_stands_after_a_restart()
    {
        using var ledger = new TestLedger();
        var other = await ForgeAsync(ledger, 1);
        await WriteAsync(ledger, 4);
        string first;
        await using (var finance = ledger.Open("finance"))
        {
            Assert.Equal(4UL, finance.Cosigning.QuorumBlock);

            Assert.Equal(CosignatureOutcome.OtherRoot, finance.Cosigning.AddCosignature(other));
            Assert.Equal(CosignatureOutcome.OtherRoot, finance.Cosigning.AddCosignature(other));

            var alarm = Assert.Single(finance.Cosigning.Alarms);
            Assert.Equal(("registration", 1UL, other.Size), (alarm.Organisation, alarm.Block, alarm.Size));
            var key = VerifierKey.Parse(alarm.Key);
            Assert.True(key.Verify(SignedNote.Parse(alarm.Second).Text, SignedNote.Parse(alarm.Second).Signatures[0], out _));
            first = alarm.First;
            Assert.Contains(SignedNote.Parse(first).Signatures, line => key.Verify(SignedNote.Parse(first).Text, line, out _));
        }

        var file = Path.Combine(ledger.Folder("finance"), "alarms.evidence");
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));

        await using var again = ledger.Open("finance");
        Assert.Equal(first, Assert.Single(again.Cosigning.Alarms).First);
    }

    [Fact]
    public async Task Two_roots_of_one_key_beyond_the_head_are_an_alarm_before_either_block_is_here()
    {
        using var ledger = new TestLedger();
        var other = await ForgeAsync(ledger, 1);
        await WriteAsync(ledger, 1);
        await using var finance = ledger.Open("finance", "behind");
        await using var registration = ledger.Open("registration");

        Assert.Equal(CosignatureOutcome.Early, finance.Cosigning.AddCosignature(other));
        Assert.Equal(CosignatureOutcome.Early, finance.Cosigning.AddCosignature(registration.Cosigning.NewestSigned!));

        var alarm = Assert.Single(finance.Cosigning.Alarms);
        Assert.NotEqual(SignedNote.Parse(alarm.First).Text, SignedNote.Parse(alarm.Second).Text);
        Assert.Single(SignedNote.Parse(alarm.First).Signatures);
    }

    [Fact]
    public async Task Two_roots_of_one_key_are_told_once_whichever_of_them_is_seen_first()
    {
        using var ledger = new TestLedger();
        var other = await ForgeAsync(ledger, 1);
        await WriteAsync(ledger, 1);
        await using var registration = ledger.Open("registration");
        var own = registration.Cosigning.NewestSigned!;
        foreach (var (earlier, later) in new[] { (other, own), (own, other) })
        {
            await using var finance = ledger.Open("finance", "behind");
            finance.Cosigning.AddCosignature(earlier);
            finance.Cosigning.AddCosignature(later);

            Assert.Contains(other.Line, Assert.Single(finance.Cosigning.Alarms).First, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_alarm_against_an_unsigned_checkpoint_gives_way_to_the_two_lines_of_the_key()
    {
        using var ledger = new TestLedger();
        var other = await ForgeAsync(ledger, 1);
        var block = new OrderedBlock(1, [ledger.Sign("tax", TestContract.PutEvent("unit/1", "a"))]);
        await using var registration = ledger.Open("registration", "alone");
        await registration.ExecuteAsync(block, TestNetwork.Limit);
        var own = await FirstLineAsync(registration, 1);
        await using (var finance = ledger.Open("finance", "behind"))
        {
            await finance.ExecuteAsync(block, TestNetwork.Limit);
            Assert.Equal(CosignatureOutcome.OtherRoot, finance.Cosigning.AddCosignature(other));
            Assert.False(SignedNote.TryParse(Assert.Single(finance.Cosigning.Alarms).First, out _, out _));

            Assert.Equal(CosignatureOutcome.Stored, finance.Cosigning.AddCosignature(own));
            finance.Cosigning.AddCosignature(other);

            AssertBothLines(finance);
        }

        await using var again = ledger.Open("finance", "behind");
        AssertBothLines(again);

        void AssertBothLines(Peer finance)
        {
            var alarm = Assert.Single(finance.Cosigning.Alarms);
            Assert.Equal([other.Line.Trim(), own.Line.Trim()], new[] { alarm.First, alarm.Second }.Select(note => note.Split("\n\n")[^1].Trim()));
        }
    }

    [Theory]
    [InlineData("deleted")]
    [InlineData("flipped")]
    [InlineData("torn")]
    public async Task A_damaged_file_of_evidence_is_made_whole_from_the_store(string damage)
    {
        using var ledger = new TestLedger();
        await RaiseAsync(ledger);
        var file = Path.Combine(ledger.Folder("finance"), "alarms.evidence");
        var whole = await File.ReadAllTextAsync(file, TestNetwork.Limit);
        switch (damage)
        {
            case "deleted":
                File.Delete(file);
                break;
            case "flipped":
                await File.WriteAllTextAsync(file, whole.Replace("registration", "registratiom", StringComparison.Ordinal), TestNetwork.Limit);
                break;
            default:
                await File.WriteAllTextAsync(file, whole[..^10], TestNetwork.Limit);
                break;
        }

        await using var finance = ledger.Open("finance");

        Assert.Single(finance.Cosigning.Alarms);
        Assert.Equal(whole, await File.ReadAllTextAsync(file, TestNetwork.Limit));
    }

    [Fact]
    public async Task Evidence_outlives_a_store_that_is_rebuilt_and_damage_without_a_copy_is_named()
    {
        using var ledger = new TestLedger();
        await RaiseAsync(ledger);
        var folder = ledger.Folder("finance");
        Directory.Delete(Path.Combine(folder, "store"), recursive: true);
        await using (var rebuilt = ledger.Open("finance", newStore: "removed on purpose"))
        {
            Assert.Single(rebuilt.Cosigning.Alarms);
        }

        Directory.Delete(Path.Combine(folder, "store"), recursive: true);
        var file = Path.Combine(folder, "alarms.evidence");
        await File.WriteAllTextAsync(file, (await File.ReadAllTextAsync(file, TestNetwork.Limit))
            .Replace("registration", "registratiom", StringComparison.Ordinal), TestNetwork.Limit);
        var e = Assert.Throws<StoreDamagedException>(() => ledger.Open("finance", newStore: "removed on purpose"));
        Assert.Equal(file, e.Path);
    }

    [Fact]
    public async Task However_many_roots_a_key_signs_its_evidence_is_bounded()
    {
        using var ledger = new TestLedger();
        await WriteAsync(ledger, 1);
        await using var finance = ledger.Open("finance");
        for (var i = 0; i < 40; i++)
        {
            var root = new byte[32];
            root[0] = (byte)(i + 1);
            var size = finance.Head.Size;
            var line = ledger["registration"].Cosigner.Cosign(new Checkpoint(TestLedger.Origin, size, root), DateTimeOffset.UnixEpoch.AddYears(56)).Line;
            finance.Cosigning.AddCosignature(new Cosigned { Block = 1, Size = size, Root = ByteString.CopyFrom(root), Line = line.ToString() });
        }

        Assert.Equal(16, finance.Cosigning.Alarms.Count);
    }

    [Fact]
    public async Task Evidence_that_a_full_disk_does_not_take_is_seen_at_once_and_kept_once_there_is_space()
    {
        using var ledger = new TestLedger();
        await using var disk = await SmallDisk.MountAsync(ledger.Folder("finance"));
        await using (var network = new TestNetwork(ledger, newStore: "a test begins"))
        {
            await network.SubmitAsync("tax", TestContract.PutEvent("unit/1", "a"));
            await network["finance"].WaitForBlockAsync(1, TestNetwork.Limit);
        }

        var file = Path.Combine(ledger.Folder("finance"), "alarms.evidence");
        await using (var finance = ledger.Open("finance"))
        {
            disk.Fill();
            foreach (var other in new[] { "registration", "tax", "transaction" })
                Assert.Equal(CosignatureOutcome.OtherRoot, finance.Cosigning.AddCosignature(OtherRoot(other, finance.Head)));

            Assert.Equal((3, PeerState.Diverged), (finance.Cosigning.Alarms.Count, finance.Status.State));
            Assert.Contains("No space left on device", finance.DiskOutage!.English, StringComparison.Ordinal);
            Assert.True(!File.Exists(file) || (await File.ReadAllTextAsync(file, TestNetwork.Limit)).Split('\n').Length < 4);

            await disk.GrowAsync();
            for (var limit = TestNetwork.Limit;
                finance.DiskOutage is not null || !File.Exists(file) || (await File.ReadAllTextAsync(file, limit)).Split('\n').Length < 4;)
            {
                await Task.Delay(10, limit);
            }
        }

        await using var again = ledger.Open("finance");
        Assert.Equal((3, PeerState.Diverged), (again.Cosigning.Alarms.Count, again.Status.State));

        Cosigned OtherRoot(string organisation, BlockInfo info)
        {
            var line = ledger[organisation].Cosigner.Cosign(new Checkpoint(TestLedger.Origin, info.Size, new byte[32]), TimeProvider.System.GetUtcNow()).Line;
            return new Cosigned { Block = info.Number, Size = info.Size, Root = ByteString.CopyFrom(new byte[32]), Line = line.ToString() };
        }
    }

    [Fact]
    public async Task Evidence_whose_file_cannot_be_written_for_a_while_is_kept_once_it_can()
    {
        using var ledger = new TestLedger();
        var other = await ForgeAsync(ledger, 1);
        await WriteAsync(ledger, 2);
        var file = Path.Combine(ledger.Folder("finance"), "alarms.evidence");
        await using (var finance = ledger.Open("finance"))
        {
            Directory.CreateDirectory(file);
            Assert.Equal(CosignatureOutcome.OtherRoot, finance.Cosigning.AddCosignature(other));
            Assert.Single(finance.Cosigning.Alarms);
            Directory.Delete(file);
            for (var limit = TestNetwork.Limit; !File.Exists(file); limit.ThrowIfCancellationRequested())
                await Task.Delay(10, limit);

            Assert.Equal(PeerState.Running, finance.Status.State);
        }

        await using var again = ledger.Open("finance");
        Assert.Single(again.Cosigning.Alarms);
    }

    private static async Task RaiseAsync(TestLedger ledger)
    {
        var other = await ForgeAsync(ledger, 1);
        await WriteAsync(ledger, 2);
        await using var finance = ledger.Open("finance");
        Assert.Equal(CosignatureOutcome.OtherRoot, finance.Cosigning.AddCosignature(other));
    }

    /// <summary>A line by registration's key over another first block than the network will have.</summary>
    private static async Task<Cosigned> ForgeAsync(TestLedger ledger, ulong block)
    {
        await using var rewound = ledger.Open("registration", "rewound");
        await rewound.ExecuteAsync(new OrderedBlock(1, [ledger.Sign("tax", TestContract.PutEvent("unit/other", "b"))]), TestNetwork.Limit);
        return await FirstLineAsync(rewound, block);
    }

    private static async Task<Cosigned> FirstLineAsync(Peer peer, ulong block)
    {
        await foreach (var line in peer.Cosigning.ReadCosignedAsync(block, TestNetwork.Limit))
            return line;

        throw new InvalidOperationException("No line.");
    }

    private static async Task WriteAsync(TestLedger ledger, int blocks)
    {
        await using var network = new TestNetwork(ledger);
        for (var i = 0; i < blocks; i++)
        {
            var leafHash = await network.SubmitAsync("tax", TestContract.PutEvent($"unit/{i}", "a"));
            foreach (var peer in network.Peers)
                await peer.WaitForReceiptAsync(leafHash, TestNetwork.Limit);
        }
    }
}
