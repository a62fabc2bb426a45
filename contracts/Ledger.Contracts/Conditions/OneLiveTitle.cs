using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>C-03 现势产权唯一: a unit has no live title before its first registration, and one before anything else.</summary>
internal static class OneLiveTitle
{
    public static readonly Rule C03 = Rule.Reject("C-03", "现势产权唯一", "one live ownership per unit", "registry practice");

    private static readonly Wording Status = new("权属状态", "status of the title");

    /// <summary>No title page exists.</summary>
    public static void CheckAbsent(Judgement judgement, UnitPages unit, string path)
    {
        if (unit.Title.Body is not { } title)
            return;
        judgement.Fail(
            C03,
            new($"单元{unit.Code}已登记，不能再次开簿", $"unit {unit.Code} is registered already and is not opened again"),
            new("请核对单元号；权利变动请办理转移登记", "check the unit code; a change of owner is a transfer"),
            Labels.InEvent(UnitCode.Name, unit.Code, path),
            unit.Title.Says(Status, title.Status),
            unit.Title.Says(new("登簿日期", "recording date"), Labels.Date(title.RecordingDate)));
    }

    /// <summary>A live title exists.</summary>
    public static void CheckLive(Judgement judgement, UnitPages unit, string path)
    {
        if (unit.LiveTitle is not null)
            return;
        judgement.Fail(
            C03,
            new($"单元{unit.Code}没有现势产权", $"unit {unit.Code} has no live title"),
            new("请先办理首次登记或存量数据开簿", "open the unit first: first registration or migrated opening"),
            Labels.InEvent(UnitCode.Name, unit.Code, path),
            unit.Title.Says(Status, unit.Title.Body?.Status));
    }
}
