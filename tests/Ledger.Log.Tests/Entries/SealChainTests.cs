using Google.Protobuf;
using Ledger.V1;

namespace Ledger.Log.Tests;

public sealed class SealChainTests
{
    private static readonly byte[] Hash = Enumerable.Repeat((byte)9, 32).ToArray();
    private static readonly Seal First = new() { Block = 0, FirstEntry = 0, EntryCount = 1, TimeMs = 100 };

    [Fact]
    public void A_seal_stands_right_after_its_entries()
    {
        var seal = new Seal { Block = 1, FirstEntry = 2, EntryCount = 3 };
        Assert.Null(SealChain.CheckPosition(seal, 5));
        Assert.Null(SealChain.CheckClosesCheckpoint(seal, 6));
        Assert.Equal("seal.position", SealChain.CheckPosition(seal, 4)?.Code);
        Assert.Equal("seal.position", SealChain.CheckPosition(seal, 6)?.Code);
        Assert.Equal("seal.position", SealChain.CheckPosition(seal, 1)?.Code);
        Assert.Equal("seal.position", SealChain.CheckClosesCheckpoint(seal, 5)?.Code);
        Assert.Equal("seal.position", SealChain.CheckClosesCheckpoint(seal, 7)?.Code);
        Assert.Equal("seal.position", SealChain.CheckClosesCheckpoint(seal, 0)?.Code);
    }

    [Fact]
    public void A_range_that_overflows_is_refused()
    {
        var seal = new Seal { Block = 1, FirstEntry = ulong.MaxValue, EntryCount = 3 };
        Assert.Equal("seal.position", SealChain.CheckPosition(seal, 2)?.Code);
        Assert.Equal("seal.gap", SealChain.CheckFollows(seal, Hash, Next(s => (s.Block, s.FirstEntry) = (2, 3)))?.Code);
        Assert.Equal("seal.block", SealChain.CheckFollows(new Seal { Block = ulong.MaxValue }, Hash, Next(s => s.Block = 0))?.Code);
    }

    [Fact]
    public void The_first_seal_closes_genesis_alone()
    {
        Assert.Null(SealChain.CheckFirst(First));
        Assert.NotNull(SealChain.CheckFirst(With(s => s.Block = 1)));
        Assert.NotNull(SealChain.CheckFirst(With(s => s.FirstEntry = 1)));
        Assert.NotNull(SealChain.CheckFirst(With(s => s.EntryCount = 2)));
        Assert.NotNull(SealChain.CheckFirst(With(s => s.PreviousSeal = ByteString.CopyFrom(Hash))));

        static Seal With(Action<Seal> change)
        {
            var seal = First.Clone();
            change(seal);
            return seal;
        }
    }

    [Fact]
    public void A_seal_follows_the_one_before_without_gap_and_not_backward()
    {
        Assert.Null(SealChain.CheckFollows(First, Hash, Next(_ => { })));
        Assert.Null(SealChain.CheckFollows(First, Hash, Next(s => s.TimeMs = 100)));
        Assert.Equal("seal.time", SealChain.CheckFollows(First, Hash, Next(s => s.TimeMs = 99))?.Code);
        Assert.Equal("seal.block", SealChain.CheckFollows(First, Hash, Next(s => s.Block = 2))?.Code);
        Assert.Equal("seal.block", SealChain.CheckFollows(First, Hash, Next(s => s.Block = 0))?.Code);
        Assert.Equal("seal.previous", SealChain.CheckFollows(First, new byte[32], Next(_ => { }))?.Code);
        Assert.Equal("seal.gap", SealChain.CheckFollows(First, Hash, Next(s => s.FirstEntry = 1))?.Code);
        Assert.Equal("seal.gap", SealChain.CheckFollows(First, Hash, Next(s => s.FirstEntry = 3))?.Code);
        Assert.Equal("seal.empty-block", SealChain.CheckFollows(First, Hash, Next(s => s.EntryCount = 0))?.Code);
    }

    private static Seal Next(Action<Seal> change)
    {
        var seal = new Seal { Block = 1, PreviousSeal = ByteString.CopyFrom(Hash), FirstEntry = 2, EntryCount = 4, TimeMs = 101 };
        change(seal);
        return seal;
    }
}
