using Ledger.V1;

namespace Ledger.Facts;

/// <summary>What the title page of a unit says at one instant (formats.md 9, 10); a pure function of the page.</summary>
public sealed class TitleClaim
{
    private TitleClaim(UnitCode unit, Day day, TitleOutcome outcome, TitlePage? page, Wording? problem)
        => (Unit, EvidenceDay, Outcome, Page, Problem) = (unit, day, outcome, page, problem);

    /// <summary>The unit asked about.</summary>
    public UnitCode Unit { get; }

    /// <summary>The day of UTC+8 in which the evidence time lies.</summary>
    public Day EvidenceDay { get; }

    /// <summary>The answer.</summary>
    public TitleOutcome Outcome { get; }

    /// <summary>The page; null when it is proved absent.</summary>
    public TitlePage? Page { get; }

    /// <summary>Why the claim is <see cref="TitleOutcome.Unproved"/>; else null.</summary>
    public Wording? Problem { get; }

    /// <summary>The answer in words, with everything that limits it.</summary>
    public Wording Text
    {
        get
        {
            var body = Outcome switch
            {
                TitleOutcome.Registered => Holding(),
                TitleOutcome.RegisteredFromMigration => new(
                    Holding().Chinese + "；源自迁移的旧登记簿，未经核验",
                    Holding().English + "; taken over from the old book, not verified"),
                TitleOutcome.NotLive => new(
                    $"产权已{(Page!.Status == TitleStatus.Historic ? "成为历史" : "终止")}",
                    $"the title is {(Page.Status == TitleStatus.Historic ? "historic" : "ended")}"),
                TitleOutcome.NotRegistered => new("本账本无产权登记，旧登记簿情况不明", "no title registered on this ledger, old book unknown"),
                _ => new("无法证明：" + Problem!.Chinese, "not proved: " + Problem.English),
            };
            return new($"截至{EvidenceDay}，{Unit}：{body.Chinese}。", $"As of {EvidenceDay}, {Unit}: {body.English}.");
        }
    }

    /// <summary>Draws the claim.</summary>
    /// <param name="unit">The unit asked about.</param>
    /// <param name="page">Its verified title page; null when proved absent.</param>
    /// <param name="evidenceTimeMs">Evidence time, ms since the epoch, before the year 10000.</param>
    public static TitleClaim Read(UnitCode unit, TitlePage? page, ulong evidenceTimeMs)
    {
        ArgumentNullException.ThrowIfNull(unit);
        var day = Day.At(evidenceTimeMs);
        if (page is null)
            return new(unit, day, TitleOutcome.NotRegistered, page, problem: null);

        if (TitlePageCheck.Fault(unit, page) is { } fault)
            return new(unit, day, TitleOutcome.Unproved, page, fault);

        var outcome = page.Status != TitleStatus.Registered ? TitleOutcome.NotLive
            : page.Origin == Origin.Migrated ? TitleOutcome.RegisteredFromMigration
            : TitleOutcome.Registered;
        return new(unit, day, outcome, page, problem: null);
    }

    private Wording Holding()
    {
        var right = RightTypes.Table.NameOf(Page!.RightType);
        var kind = CoOwnerships.NameOf(Page.CoOwnership);
        Area.TryFromStored(Page.Area, out var area, out _);
        var shares = string.Join(", ", Page.Owners.Where(o => o.Share is not null).Select(o => $"{o.Share.Numerator}/{o.Share.Denominator}"));
        var recorded = Day.FromNumber(Page.RecordingDate);
        var many = Page.Owners.Count == 1 ? "" : "s";
        return new(
            $"{right.Chinese}，{kind.Chinese}，权利人{Page.Owners.Count}名{(shares.Length == 0 ? "" : $"（{shares}）")}，面积{area.ToDisplay().Chinese}，{recorded}登簿",
            $"{right.English}, {kind.English}, {Page.Owners.Count} owner{many}{(shares.Length == 0 ? "" : $" ({shares})")}, area {area.ToDisplay().English}, recorded {recorded}");
    }
}
