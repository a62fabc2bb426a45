using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// C-25 用途与年限一致: the contract's use and land term are those of the book or the house table; a land term that is over stops
/// what is no home, and of a home (CC 359: renewed by itself) warns.
/// </summary>
internal static class UseAndTerm
{
    public static readonly Rule C25 = Rule.Warn("C-25", "用途与年限一致", "land use and term", "民法典 359; 不动产登记暂行条例");

    public static readonly Rule C25Over = Rule.Reject("C-25", "用途与年限一致", "land use and term", "民法典 359") with { Aspect = "over" };

    private static readonly Wording Use = new("规划用途", "planned use");

    private static readonly Wording TermEnd = new("土地使用期限止（不含）", "end of the land term, exclusive");

    /// <summary>A unit of a contract.</summary>
    public static void Check(Judgement judgement, AgreedSale sale, AgreedUnit unit)
    {
        var stated = unit.Sale.Unit;
        var (title, house) = (unit.Sale.Pages.LiveTitle, unit.House?.Body);
        var use = title?.Use ?? house?.Use ?? 0;
        if (stated.Use != 0 && use != 0 && stated.Use != use)
        {
            judgement.Fail(
                C25,
                new($"单元{unit.Code}的用途与登记簿或楼盘表不一致", $"the use of unit {unit.Code} is not that of the book or the house table"),
                new("请核对用途，无误则确认后继续", "check the use, or acknowledge C-25 with the reason"),
                unit.In("use")(Use, stated.Use),
                title is not null ? unit.Sale.Pages.Title.Says(Use, use) : unit.House!.Says(Use, use));
        }

        if (title is null)
            return;
        if (stated.LandTermEnd != 0 && title.LandTermEnd != 0 && stated.LandTermEnd != title.LandTermEnd)
        {
            judgement.Fail(
                C25,
                new($"单元{unit.Code}的土地使用期限与登记簿不一致", $"the land term of unit {unit.Code} is not that of the book"),
                new("请核对土地使用期限，无误则确认后继续", "check the land term, or acknowledge C-25 with the reason"),
                unit.In("land_term_end")(TermEnd, Labels.Date(stated.LandTermEnd)),
                unit.Sale.Pages.Title.Says(TermEnd, Labels.Date(title.LandTermEnd)));
        }

        CheckTerm(judgement, unit.Sale.Pages.Title, DatedFact.Stated(new("签订日期", "signing date"), sale.Signed, "signing_date"));
    }

    /// <summary>The land term of a live title is not over on a day of signing or recording.</summary>
    public static void CheckTerm(Judgement judgement, PageView<TitlePage> view, DatedFact day)
    {
        var title = view.Body!;
        if (title.LandTermEnd == 0 || day.Day < title.LandTermEnd)
            return;
        var home = judgement.City.ResidentialUses.Contains(title.Use);
        judgement.Fail(
            home ? C25 : C25Over,
            new($"单元{title.UnitCode}的土地使用期限已届满", $"the land term of unit {title.UnitCode} is over"),
            home ? new("住宅建设用地使用权自动续期，请确认后继续", "the land right of a home is renewed by itself: acknowledge C-25 with the reason")
                : new("请先办理土地使用权续期", "have the land right renewed first"),
            day.Value,
            view.Says(TermEnd, Labels.Date(title.LandTermEnd)),
            view.Says(Use, title.Use));
    }
}
