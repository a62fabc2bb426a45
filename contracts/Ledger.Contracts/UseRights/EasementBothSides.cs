using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// C-62 地役权双方登记: granted by the holder of the one unit to the holder of the other, no longer than the land term of either, and
/// on the pages of both.
/// </summary>
internal static class EasementBothSides
{
    public static readonly Rule C62 = LiveEasement.C62;

    /// <summary>Grantors and beneficiaries hold their units.</summary>
    public static void CheckHolders(Judgement judgement, Disposal disposal, IReadOnlyCollection<Party> stated, string path)
    {
        if (disposal.Unit.LiveTitle is not { } title || title.Owners.Select(static owner => owner.Party).ToHashSet().SetEquals(stated))
            return;
        judgement.Fail(
            C62,
            new($"所列当事人不是单元{disposal.Unit.Code}的全部权利人", $"the parties are not the holders of unit {disposal.Unit.Code}"),
            new("请列明供役地、需役地的全部权利人", "state all holders of both units"),
            Labels.InEvent(new("当事人", "parties"), Labels.Parties(stated), path),
            disposal.Unit.Title.Says(new("权利人", "holders"), Labels.Parties(title.Owners.Select(static owner => owner.Party))));
    }

    /// <summary>The easement ends with the land term of each unit at the latest.</summary>
    public static void CheckTerm(Judgement judgement, Disposal disposal, uint until)
    {
        if (disposal.Unit.LiveTitle is not { LandTermEnd: not 0 } title || until <= title.LandTermEnd)
            return;
        judgement.Fail(
            C62,
            new($"地役权期限超过单元{disposal.Unit.Code}的土地使用期限", $"the easement lasts longer than the land term of unit {disposal.Unit.Code}"),
            new("期限不得超过剩余的土地使用期限", "end it with the land term at the latest"),
            Labels.InEvent(new("期限至（不含）", "until, exclusive"), Labels.Date(until), "until"),
            disposal.Unit.Title.Says(new("土地使用期限至（不含）", "land term until, exclusive"), Labels.Date(title.LandTermEnd)));
    }

    /// <summary>The same easement stands on both pages.</summary>
    public static void CheckPair(
        Judgement judgement, PageView<EncumbrancePage> servient, PageView<EncumbrancePage> dominant, EasementRow one, EasementRow other)
    {
        if (one.Side == EasementSide.Servient && other.Side == EasementSide.Dominant && one.OtherUnit == dominant.Body!.UnitCode
            && other.OtherUnit == servient.Body!.UnitCode)
        {
            return;
        }

        judgement.Fail(
            C62,
            new("两个单元上的地役权不对应", "the easements on the two units are not one"),
            new("请核对供役地与需役地", "check which unit bears it and which enjoys it"),
            servient.Says(new("另一方单元", "other unit"), one.OtherUnit),
            dominant.Says(new("另一方单元", "other unit"), other.OtherUnit));
    }
}
