using Ledger.Chain;

namespace Ledger.Peers.Tests;

/// <summary>A folder that has lost something never reads as a new one: what is missing is named, and nothing in it is changed.</summary>
public sealed class StoreLossTests(StoreLossTests.Folder filled) : IClassFixture<StoreLossTests.Folder>
{
    private const ulong Blocks = 25;

    /// <summary>What happens to the folder, and what the message names.</summary>
    private static readonly Dictionary<string, (Action<string> Damage, string Named)> Losses = new(StringComparer.Ordinal)
    {
        ["log deleted"] = (peer => File.Delete(Single(peer, "*.log")), "store"),
        ["log truncated"] = (peer => Cut(Single(peer, "*.log"), 0), ".log"),
        ["log halved"] = (peer => Cut(Single(peer, "*.log"), 0.5), ".log"),
        ["log zeroed"] = (peer => Zero(Single(peer, "*.log")), ".log"),
        ["tables deleted"] = (peer => Delete(peer, "*.sst"), ".sst"),
        ["a table emptied"] = (peer => Cut(Directory.GetFiles(Store(peer), "*.sst")[0], 0), ".sst"),
        ["list of files halved"] = (peer => Cut(Single(peer, "MANIFEST-*"), 0.5), "store"),
        ["list of files emptied"] = (peer => Cut(Single(peer, "MANIFEST-*"), 0), "MANIFEST"),
        ["list of files zeroed"] = (peer => Zero(Single(peer, "MANIFEST-*")), "store"),
        ["list of files deleted"] = (peer => Delete(peer, "MANIFEST-*"), "MANIFEST"),
        ["CURRENT deleted"] = (peer => Delete(peer, "CURRENT"), "CURRENT"),
        ["CURRENT emptied"] = (peer => Cut(Single(peer, "CURRENT"), 0), "CURRENT"),
        ["CURRENT zeroed"] = (peer => Zero(Single(peer, "CURRENT")), "store"),
        ["store deleted"] = (peer => Directory.Delete(Store(peer), recursive: true), "store"),
        ["store emptied"] = (peer => Delete(peer, "*"), "CURRENT"),
        ["folder deleted"] = (peer => Directory.Delete(peer, recursive: true), "cosigned.checkpoint"),
        ["cosigned deleted"] = (peer => File.Delete(Path.Combine(peer, PeerFolder.CosignedName)), "cosigned.checkpoint"),
        ["cosigned emptied"] = (peer => Cut(Path.Combine(peer, PeerFolder.CosignedName), 0), "cosigned.checkpoint"),
        ["cosigned halved"] = (peer => Cut(Path.Combine(peer, PeerFolder.CosignedName), 0.5), "cosigned.checkpoint"),
        ["cosigned zeroed"] = (peer => Zero(Path.Combine(peer, PeerFolder.CosignedName)), "cosigned.checkpoint"),
        ["log signature deleted"] = (peer => File.Delete(Path.Combine(peer, PeerFolder.LoggedName)), "log.checkpoint"),
        ["log signature emptied"] = (peer => Cut(Path.Combine(peer, PeerFolder.LoggedName), 0), "log.checkpoint"),
        ["log signature zeroed"] = (peer => Zero(Path.Combine(peer, PeerFolder.LoggedName)), "log.checkpoint"),
    };

    public static TheoryData<string> Names => [.. Losses.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_folder_that_lost_something_does_not_start_names_it_and_is_left_as_it_is(string name)
    {
        var (damage, named) = Losses[name];
        var peer = filled.Copy(name);
        damage(peer);
        var before = Bytes(peer);

        var started = Assert.Throws<StoreDamagedException>(() => filled.Ledger.Open("tax", name, newStore: ""));
        var verified = Assert.Throws<StoreDamagedException>(() => filled.Verify(peer));

        Assert.Contains(named, started.Message, StringComparison.Ordinal);
        Assert.Contains(named, verified.Message, StringComparison.Ordinal);
        Assert.Equal(before, Bytes(peer));
    }

    /// <summary>The end of the engine's list may hold notes of its own that nothing depends on.</summary>
    [Theory]
    [InlineData("MANIFEST-*", false)]
    [InlineData("MANIFEST-*", true)]
    [InlineData("*.log", false)]
    [InlineData("*.log", true)]
    public async Task A_cut_or_a_flip_anywhere_is_named_or_has_lost_nothing(string pattern, bool flip)
    {
        var random = new Random(11);
        var whole = filled.Verify(filled.Copy($"cuts-{pattern[0]}-{flip}")).StateRoot;
        for (var i = 0; i < (pattern[0] == 'M' && !flip ? 40 : 12); i++)
        {
            var name = $"cut-{pattern[0]}-{flip}-{i}";
            var peer = filled.Copy(name);
            var file = Single(peer, pattern);
            var at = random.NextInt64(new FileInfo(file).Length);
            if (flip)
            {
                Flip(file, at);
            }
            else
            {
                Cut(file, at);
            }

            try
            {
                await using var started = filled.Ledger.Open("tax", name);
                Assert.Equal(whole, started.Head.StateRoot);
                started.VerifyStore(null, TestNetwork.Limit);
            }
            catch (StoreDamagedException e)
            {
                Assert.Contains(peer, e.Message, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void A_whole_folder_is_verified_without_a_change()
    {
        var peer = filled.Copy("whole");
        var before = Bytes(peer);

        Assert.Equal(Blocks, filled.Verify(peer).Number);

        Assert.Equal(before, Bytes(peer));
    }

    [Fact]
    public async Task A_whole_folder_starts_and_verifies_after_it()
    {
        var peer = filled.Copy("started");

        await using (var started = filled.Ledger.Open("tax", "started"))
        {
            Assert.Equal(Blocks, started.Head.Number);
            Assert.False(started.IsRebuilding);
        }

        Assert.Equal(Blocks, filled.Verify(peer).Number);
    }

    [Fact]
    public async Task Beside_a_running_peer_nothing_is_compared()
    {
        var peer = filled.Copy("running");
        await using var running = filled.Ledger.Open("tax", "running");

        var second = Assert.Throws<StoreException>(() => filled.Ledger.Open("tax", "running"));
        var verified = Assert.Throws<StoreException>(() => filled.Verify(peer));

        Assert.Contains("stop it first", second.Message, StringComparison.Ordinal);
        Assert.Contains("stop it first", verified.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_older_file_of_what_was_cosigned_beside_a_full_store_changes_nothing()
    {
        var peer = filled.Copy("older");
        MakeNew(Path.Combine(peer, PeerFolder.CosignedName));

        await using var started = filled.Ledger.Open("tax", "older");

        Assert.Equal(Blocks, started.Head.Number);
        started.VerifyStore(null, TestNetwork.Limit);
    }

    [Fact]
    public async Task With_the_word_a_lost_store_begins_anew_and_may_stop_on_its_way()
    {
        var peer = filled.Copy("anew");
        Directory.Delete(Store(peer), recursive: true);
        for (ulong block = 1; block <= Blocks; block++)
        {
            await using var started = filled.Ledger.Open("tax", "anew", newStore: "the disk was lost");
            Assert.True(started.IsRebuilding);
            Assert.Equal(block - 1, started.Head.Number);
            await started.ExecuteAsync(new OrderedBlock(block, [filled.Envelopes[(int)block - 1]]), TestNetwork.Limit);
        }

        await using (var again = filled.Ledger.Open("tax", "anew"))
        {
            Assert.False(again.IsRebuilding);
        }

        Assert.Equal(Blocks, filled.Verify(peer).Number);
    }

    [Fact]
    public void The_word_does_not_excuse_damage()
    {
        var peer = filled.Copy("excused");
        Zero(Path.Combine(peer, PeerFolder.CosignedName));
        Directory.Delete(Store(peer), recursive: true);

        Assert.Throws<StoreDamagedException>(() => filled.Ledger.Open("tax", "excused", newStore: "the disk was lost"));

        peer = filled.Copy("leftovers");
        Delete(peer, "CURRENT");
        Assert.Throws<StoreDamagedException>(() => filled.Ledger.Open("tax", "leftovers", newStore: "the disk was lost"));
    }

    private static string Store(string peer) => Path.Combine(peer, PeerFolder.StoreName);

    private static string Single(string peer, string pattern) => Assert.Single(Directory.GetFiles(Store(peer), pattern));

    private static void Delete(string peer, string pattern)
    {
        foreach (var file in Directory.GetFiles(Store(peer), pattern))
            File.Delete(file);
    }

    private static void Cut(string file, double part)
    {
        using var stream = new FileStream(file, FileMode.Open);
        stream.SetLength((long)(stream.Length * part));
    }

    private static void Cut(string file, long length)
    {
        using var stream = new FileStream(file, FileMode.Open);
        stream.SetLength(length);
    }

    private static void Flip(string file, long at)
    {
        var bytes = File.ReadAllBytes(file);
        bytes[at] ^= 0x10;
        File.WriteAllBytes(file, bytes);
    }

    private static void Zero(string file) => File.WriteAllBytes(file, new byte[new FileInfo(file).Length]);

    private static void MakeNew(string file)
    {
        File.Delete(file);
        SignedCheckpointFile.Create(new FolderDisk(Path.GetDirectoryName(file)!), Path.GetFileName(file));
    }

    /// <summary>Every file with the hash of its bytes.</summary>
    private static Dictionary<string, string> Bytes(string peer) => !Directory.Exists(peer)
        ? []
        : Directory.EnumerateFiles(peer, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToDictionary(
            file => file,
            file => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(file))),
            StringComparer.Ordinal);

    /// <summary>A peer's folder with table files and a log, all of it signed.</summary>
    public sealed class Folder : IDisposable
    {
        public Folder()
        {
            Envelopes = [.. Enumerable.Range(0, (int)Blocks).Select(i => Ledger.Sign("tax", TestContract.AppendEvent($"unit/{i % 5}", "a")))];
            FillAsync().GetAwaiter().GetResult();
        }

        internal TestLedger Ledger { get; } = new(quorum: 4);

        internal IReadOnlyList<byte[]> Envelopes { get; }

        public void Dispose() => Ledger.Dispose();

        internal string Copy(string name)
        {
            TestFolder.Copy(Ledger.Folder("tax"), Ledger.Folder(name));
            return Ledger.Folder(name);
        }

        internal BlockInfo Verify(string peer) => Peer.VerifyFolder(
            new PeerOptions
            {
                Organisation = "tax",
                Directory = peer,
                Genesis = Ledger.Genesis,
                Contract = new TestContract(),
                Cosigner = Ledger["tax"].Cosigner
            },
            null,
            TestNetwork.Limit);

        private async Task FillAsync()
        {
            var block = 0;
            foreach (var last in new[] { 10, 20, (int)Blocks })
            {
                // Each start moves the log into table files.
                await using var peer = Ledger.Open("tax");
                for (; block < last; block++)
                    await peer.ExecuteAsync(new OrderedBlock((ulong)block + 1, [Envelopes[block]]), TestNetwork.Limit);

                await foreach (var line in peer.Cosigning.ReadCosignedAsync((ulong)last, TestNetwork.Limit))
                {
                    Assert.Equal((ulong)last, line.Block);
                    break;
                }
            }
        }
    }
}
