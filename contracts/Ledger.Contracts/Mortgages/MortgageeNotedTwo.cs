using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// The rules of a consent or notice: it belongs to something that touches a unit under the mortgage (C-01), is given once, and is
/// taken back only before the act it was given for (STATE).
/// </summary>
internal static class MortgageeNotedTwo
{
    private static readonly Wording Record = new("抵押权人意见", "mortgagee's note");

    public static void Check(Judgement judgement, MortgageeNoteCaseTwo loaded, Wording dateLabel)
    {
        var (note, mortgage) = (loaded.Note, loaded.Mortgage);
        var date = DatedFact.Stated(dateLabel, note.Date, "date");
        DateOrder.NotInFuture(judgement, date);
        var hasBasis = loaded.Basis is not { } basis || CheckBasis(judgement, basis, loaded.Withdrawn);
        if (loaded.Of is { } of)
            MortgageStands.CheckState(judgement, of, MortgageState.Signed, MortgageState.Registered, MortgageState.ReleaseInstructed);
        if (!CheckMortgage(judgement, loaded))
            return;
        DateOrder.Check(judgement, DatedFact.Recorded(mortgage, new("抵押登簿日期", "recording of the mortgage"), mortgage.Body!.RecordingDate), date);
        CheckStanding(judgement, note, loaded.Withdrawn, mortgage);
        CheckMany(judgement, loaded);
        if (hasBasis)
            CheckUnits(judgement, loaded);
    }

    /// <summary>The mortgage is in the book, or an advance notice of it is.</summary>
    private static bool CheckMortgage(Judgement judgement, MortgageeNoteCaseTwo loaded)
    {
        if (loaded.Mortgage.Body is { State: MortgageState.Signed }
            && loaded.Units.Any(page => page.Body?.Notices.Any(row => row.Ended == 0 && Equals(row.Mortgage, loaded.Id)) == true))
        {
            return true;
        }

        return MortgageStands.CheckState(judgement, loaded.Mortgage, MortgageState.Registered, MortgageState.ReleaseInstructed);
    }

    private static bool CheckBasis(Judgement judgement, Basis basis, bool withdrawn)
    {
        if (basis.State is BasisState.Signed or BasisState.Ready || (withdrawn && basis.State == BasisState.Ended))
            return true;
        if (basis.Contract.Body is not null || basis.IsContract)
            return ContractStands.CheckState(judgement, basis.Contract, ContractState.Signed, ContractState.Filed);
        judgement.WrongState(
            new("非交易原因", "instrument"), CodeNames.Of(basis.Instrument.Body?.State ?? default) ?? new("不存在", "absent"),
            basis.Exists ? [] : ["InstrumentStated"], basis.SaysState);
        return basis.Exists;
    }

    private static void CheckStanding(Judgement judgement, MortgageNote note, bool withdrawn, PageView<MortgagePage> mortgage)
    {
        var before = MortgageNotes.Find(mortgage.Body, note.Subject, note.Number, note.Of);
        if (withdrawn ? before is { Consent: true, Used: 0 } : before is null || before.Used != 0 || (note.Consent && !before.Consent))
            return;
        judgement.WrongState(
            Record,
            before switch
            {
                null => new("不存在", "absent"),
                { Used: > 0 } => new("已用于登簿", "used by an act in the book"),
                { Consent: true } => new("已同意", "consented"),
                _ => new("已通知", "notified"),
            },
            before is { Consent: true } ? [] : ["MortgageeConsented"],
            mortgage.Says(new("意见日期", "day of the note"), before is null ? null : Labels.Date(before.Date)),
            mortgage.Says(new("使用日期", "used on"), before is null ? null : Labels.Date(before.Used)));
    }

    /// <summary>A page has a limit: beyond it neither consent nor notice, and no change or cancellation, could be written.</summary>
    private static void CheckMany(Judgement judgement, MortgageeNoteCaseTwo loaded)
    {
        var (note, page) = (loaded.Note, loaded.Mortgage.Body!);
        if (loaded.Withdrawn || MortgageNotes.Standing(MortgageNotes.Without(page, note), note.Consent) < MortgageNotes.Most)
            return;
        judgement.Fail(
            Judgement.State,
            new($"该抵押已有{MortgageNotes.Most}项未使用的同意或通知", $"{MortgageNotes.Most} consents or notices of the mortgage stand already"),
            new("请先撤回不再需要的同意（MortgageeConsented，withdrawn）", "withdraw a consent that is not needed any more first (MortgageeConsented, withdrawn)"),
            loaded.Mortgage.Says(new("同意或通知数", "consents or notices"), MortgageNotes.Standing(page, note.Consent)));
    }

    // A consent to pre-sales may come before its permit, whose issue asks for it.
    private static bool IsUnder(PermitPage permit, string unit)
        => unit == permit.LandUnit || permit.Buildings.Any(row => unit.StartsWith(row.Building, StringComparison.Ordinal));

    /// <summary>What is consented to touches a unit under the mortgage; of a case or permit that is not on the ledger yet nothing is known.</summary>
    private static void CheckUnits(Judgement judgement, MortgageeNoteCaseTwo loaded)
    {
        var mortgaged = loaded.Mortgage.Body!.Units.Select(unit => unit.UnitCode).ToList();
        IReadOnlyList<string>? touched = loaded.Note.Subject switch
        {
            ConsentSubject.Transfer or ConsentSubject.Notice => [.. loaded.Basis!.Units.Select(unit => unit.UnitCode)],
            ConsentSubject.Change or ConsentSubject.Rank => [.. (loaded.Of!.Body?.Units ?? []).Select(unit => unit.UnitCode)],
            ConsentSubject.Residence or ConsentSubject.Easement or ConsentSubject.Waiver => [loaded.Note.Number],
            ConsentSubject.Reshape when loaded is { Withdrawn: false, Case.Body: { } page } => Desks.UnitsOf(page),
            ConsentSubject.Presale when loaded is { Withdrawn: false, Permit.Body: { } permit } => [.. mortgaged.Where(unit => IsUnder(permit, unit))],
            _ => null,
        };
        if (touched is null || mortgaged.Intersect(touched, StringComparer.Ordinal).Any())
            return;
        judgement.Fail(
            SameUnits.C01,
            new("所涉事项不包含该抵押的任何单元", "what is named touches none of the units under the mortgage"),
            new("请核对编号与抵押合同编号", "check the number and that of the mortgage"),
            Labels.InEvent(new("所涉单元", "units touched"), string.Join(", ", touched), "number"),
            loaded.Mortgage.Says(new("抵押的单元", "units mortgaged"), string.Join(", ", mortgaged)));
    }
}
