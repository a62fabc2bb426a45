using Google.Protobuf;
using Ledger.V1;

namespace Ledger.Peers.Tests;

/// <summary>Cosignature lines in the store: which are kept, which go, also over a restart.</summary>
public sealed class StoredLinesTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("ledger-lines-").FullName;

    [Fact]
    public void Lines_before_the_block_to_keep_are_dropped_also_those_stored_before_a_restart()
    {
        using (var store = PeerStore.Open(new FolderDisk(folder), 0, new TreeLimits(), create: true))
        {
            Store(store, 0, [("tax", Line(1)), ("finance", Line(1)), ("tax", Line(2))]);
            Store(store, 2, [("tax", Line(3))]);
            Assert.Equal([(2UL, "2"), (3UL, "3")], Held(store));
        }

        using (var store = PeerStore.Open(new FolderDisk(folder), 0, new TreeLimits(), create: true))
        {
            Assert.Equal([(2UL, "2"), (3UL, "3")], Held(store));
            Store(store, 4, [("tax", Line(4))]);
            Assert.Equal([(4UL, "4")], Held(store));
        }
    }

    [Fact]
    public void A_line_takes_the_place_of_an_older_one_by_the_same_organisation()
    {
        using var store = PeerStore.Open(new FolderDisk(folder), 0, new TreeLimits(), create: true);
        Store(store, 0, [("tax", Line(1))]);
        Store(store, 1, [("tax", Line(1, "newer"))]);
        Assert.Equal([(1UL, "newer")], Held(store));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static void Store(PeerStore store, ulong keepFrom, IEnumerable<(string Organisation, Cosigned Line)> lines)
    {
        store.Lines.Add(lines, keepFrom);
        store.WriteLines();
    }

    private static Cosigned Line(ulong block, string? line = null) => new()
    {
        Block = block,
        Size = block,
        Root = ByteString.CopyFrom(new byte[32]),
        Line = line ?? block.ToString(provider: null),
    };

    private static List<(ulong Block, string Line)> Held(PeerStore store) => [.. store.Lines.Read().Select(line => (line.Block, line.Line))];
}
