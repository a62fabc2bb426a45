using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>C-25 用途与年限: the term of the land still runs on the day of recording; that of a home goes on by itself (CC 359).</summary>
internal static class LandTermRuns
{
    /// <summary>用途与年限: the term of land that is no home's is over.</summary>
    public static readonly Rule C25Over = Rule.Reject("C-25", "用途与年限", "use and term", "民法典 359") with { Aspect = "term over" };

    /// <summary>用途与年限: the term of a home's land is over.</summary>
    public static readonly Rule C25Home = C25Over with { Severity = Severity.Warning, Aspect = "home's term over" };

    /// <summary>Checks a title as an act leaves it; does nothing where no term is stated.</summary>
    public static void Check(Judgement judgement, TitlePage after, Recording recording, PageView<TitlePage> title)
    {
        if (after.LandTermEnd == 0 || after.LandTermEnd > recording.RecordingDate)
            return;
        var home = judgement.City.ResidentialUses.Contains(after.Use);
        judgement.Fail(
            home ? C25Home : C25Over,
            new("土地使用期限已届满", "the term of the land is over"),
            home
                ? new("住宅建设用地使用权期满自动续期；请核对后确认继续", "a home's land term goes on by itself: check it, then acknowledge C-25")
                : new("请先办理续期", "have the term renewed first"),
            title.Says(new("变更后土地使用期限至（不含）", "land term until, exclusive, after the act"), Labels.Date(after.LandTermEnd)),
            title.Says(new("变更后用途", "use after the act"), after.Use),
            Labels.InEvent(new("登簿日期", "recording date"), Labels.Date(recording.RecordingDate), "recording.recording_date"));
    }
}
