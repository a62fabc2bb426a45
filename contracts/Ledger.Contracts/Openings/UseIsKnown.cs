using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// C-25 土地用途与年限, when a unit is opened: its use stands in the code table, and its land term is not over when it is
/// recorded; of a home it goes on by itself (CC 359).
/// </summary>
internal static class UseIsKnown
{
    public static readonly Rule C25Code = Rule.Warn("C-25", "土地用途与年限", "use and term", "民法典 359; 房产测量规范 GB/T 17986.1; GB/T 21010") with { Aspect = "code" };

    public static readonly Rule C25Opened = C25Code with { Severity = Chain.Severity.Reject, Aspect = "opened over" };

    public static readonly Rule C25Home = C25Code with { Aspect = "opened home" };

    /// <summary>Checks one opening.</summary>
    public static void Check(Judgement judgement, Opening opening, uint recordingDate, string path)
    {
        if (!PlannedUses.Table.Contains(opening.Use))
        {
            judgement.Fail(
                C25Code,
                new($"规划用途代码{opening.Use}不在代码表中", $"the use {opening.Use} is in no code table"),
                new("请核对规划用途代码，确认无误后继续", "check the code of the planned use, or acknowledge C-25"),
                Labels.InEvent(PlannedUses.Table.Name, opening.Use, path + ".use"));
        }

        if (opening.LandTermEnd == 0 || recordingDate < opening.LandTermEnd)
            return;
        var home = judgement.City.ResidentialUses.Contains(opening.Use);
        judgement.Fail(
            home ? C25Home : C25Opened,
            new("登簿时土地使用期限已届满", "the land term is over when it is recorded"),
            home ? new("住宅建设用地使用权自动续期，请确认后继续", "the land right of a home is renewed by itself: acknowledge C-25 with the reason")
                : new("请先办理土地使用权续期", "have the land right renewed first"),
            Labels.InEvent(new("土地使用期限至（不含）", "land term until, exclusive"), Labels.Date(opening.LandTermEnd), path + ".land_term_end"),
            Labels.InEvent(new("登簿日期", "recording date"), Labels.Date(recordingDate), "recording.recording_date"));
    }
}
