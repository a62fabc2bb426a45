using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>The state of a row of the house table (楼盘表): what may be published of it, and whether it may be sold.</summary>
internal static class HouseStands
{
    private static readonly Wording Record = new("楼盘表房屋", "house row");

    private static readonly Wording StateLabel = new("房屋状态", "state of the house row");

    /// <summary>A row that is published fits what the table has (STATE).</summary>
    public static void CheckPublished(Judgement judgement, HouseRowsKind kind, HouseRowCase row)
    {
        if (row.House.Body is not { } page)
        {
            if (kind == HouseRowsKind.Corrected)
                judgement.WrongState(Record, new("不存在", "absent"), ["HouseRowsPublished"], row.House.Says(StateLabel, null));
            return;
        }

        if (kind == HouseRowsKind.Predicted || page.ReplacedBy.Length > 0 || row.Replaced is not null
            || (kind == HouseRowsKind.Corrected && page.State == HouseState.Registered))
        {
            WrongState(judgement, row.House);
        }
        else if (row.Row.Limited && !IsUnsold(page) && page.State != HouseState.Limited)
        {
            // A unit that is sold cannot be taken off the market any more.
            WrongState(judgement, row.House);
        }

        CheckEpoch(judgement, row.House, row.Row.Epoch, (label, value) => Labels.InEvent(label, value, row.Path + ".epoch"));
    }

    /// <summary>The tokens of a unit that has no title yet are made with the epoch of its row (STATE).</summary>
    public static void CheckEpoch(Judgement judgement, PageView<HousePage> house, uint epoch, Func<Wording, object?, FindingValue> stated)
    {
        if (house.Body is not { } page || page.Epoch == epoch)
            return;
        judgement.Fail(
            Judgement.State,
            new("楼盘表的编码已更新", "the tokens are made with another epoch of the key than the house table's"),
            new($"请刷新后以第{page.Epoch}期的编码重新提交", $"make the tokens with the key of epoch {page.Epoch}"),
            stated(new("编码期", "epoch"), epoch),
            house.Says(new("编码期", "epoch"), page.Epoch));
    }

    /// <summary>A unit may be sold before its registration (STATE): its row stands, unsold.</summary>
    /// <param name="judgement">Where a failure goes.</param>
    /// <param name="house">The row.</param>
    /// <param name="title">The unit's title: what is registered is sold without a permit.</param>
    public static void CheckForSale(Judgement judgement, PageView<HousePage> house, PageView<TitlePage> title)
    {
        if (title.Body is not null)
            judgement.WrongState(Record, CodeNames.Of(HouseState.Registered)!, ["ContractSigned"], title.Says(StateLabel, title.Body.Status));
        else if (house.Body is not { } page)
            judgement.WrongState(Record, new("不存在", "absent"), ["HouseRowsPublished"], house.Says(StateLabel, null));
        else if (!IsUnsold(page) || page.ReplacedBy.Length > 0)
            WrongState(judgement, house);
    }

    /// <summary>Nothing is entered on a code that a survey replaced (STATE).</summary>
    public static void CheckNotReplaced(Judgement judgement, PageView<HousePage>? house)
    {
        if (house?.Body is { ReplacedBy.Length: > 0 })
            WrongState(judgement, house);
    }

    /// <summary>Writes a sale's progress on a row; one that is registered stays so, and of one that was replaced the row that took its place has it.</summary>
    public static void Mark(Book book, PageView<HousePage> house, HouseState state)
    {
        while (house.Body is { State: not HouseState.Registered, ReplacedBy.Length: > 0 } replaced)
            house = book.House(replaced.ReplacedBy);
        if (house.Body is not { State: not HouseState.Registered } known)
            return;
        var page = known.Clone();
        page.State = state;
        book.Write(house.Key, page);
    }

    private static bool IsUnsold(HousePage page) => page.State is HouseState.ForSale or HouseState.ConstructionMortgaged;

    private static void WrongState(Judgement judgement, PageView<HousePage> house)
    {
        var page = house.Body!;
        var present = page.ReplacedBy.Length > 0
            ? new Wording($"已由测绘后的{page.ReplacedBy}取代", $"replaced by {page.ReplacedBy} of the survey")
            : CodeNames.Of(page.State)!;
        string[] steps = page.ReplacedBy.Length > 0 ? [] : page.State switch
        {
            HouseState.ForSale or HouseState.ConstructionMortgaged => ["ContractSigned", "HouseRowsPublished", "ProjectFirstRegistered"],
            HouseState.Signed => ["ContractFiled", "ContractRevoked"],
            HouseState.Filed => ["AdvanceNoticeEntered", "ContractRevoked"],
            HouseState.Noticed => ["AdvanceNoticeCancelled"],
            HouseState.Limited => ["HouseRowsPublished", "ProjectFirstRegistered"],
            _ => ["TransferRecorded"],
        };
        judgement.WrongState(Record, present, steps, house.Says(StateLabel, page.State));
    }
}
