using Ledger.Chain;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// C-46 and C-47 from profile 2 on: a mortgage that lies on what is transferred, and that its mortgagee has not released, stays
/// on the unit or is cancelled first; where a restriction is registered, or the mortgage is older than the Civil Code, its
/// mortgagee must have consented to this very transfer. Mortgages of other shares have nothing to do with it.
/// </summary>
internal static class MortgagesAtTransfer
{
    /// <summary>Checks the mortgages of one unit; each finding is about its mortgage.</summary>
    /// <param name="judgement">Where a failure goes.</param>
    /// <param name="unit">The unit.</param>
    /// <param name="mortgages">The mortgages on it.</param>
    /// <param name="givers">Who gives up which of its holdings.</param>
    /// <param name="takers">Who takes them.</param>
    /// <param name="basis">Contract or instrument of the transfer.</param>
    /// <param name="handling">What the act says becomes of the mortgages.</param>
    /// <param name="earlier">Consents and notices that profile 1 put on the contract's page.</param>
    public static void Check(
        Judgement judgement, UnitPages unit, IReadOnlyList<LiveMortgage> mortgages, IReadOnlyList<Part> givers, IReadOnlyList<Party> takers,
        string basis, MortgageHandling handling, IReadOnlyList<MortgageeNote> earlier)
    {
        foreach (var mortgage in Given(unit, mortgages, givers).Where(static mortgage => !mortgage.IsReleased))
        {
            judgement.About(Labels.Mortgage(mortgage.Row.Id));
            if (handling == MortgageHandling.None)
            {
                judgement.Fail(
                    MortgagesSurvive.C47,
                    new($"单元{unit.Code}有现势抵押权，转移后仍然存续", $"unit {unit.Code} bears a live mortgage, which survives the transfer"),
                    new("请注销抵押权，或按带押过户办理", "cancel the mortgage first, or record the transfer with mortgages carried over or changed"),
                    Labels.InEvent(new("抵押处理", "handling of mortgages"), handling, "mortgages"),
                    unit.Encumbrances.Says(MortgageContractNumber.Name, mortgage.Row.Id.ContractNumber),
                    unit.Encumbrances.Says(new("抵押权人", "mortgagee"), Labels.Mortgagee(mortgage.Row.Id)));
                continue;
            }

            if (handling == MortgageHandling.Carried)
                CheckMortgagee(judgement, unit, mortgage, basis, earlier);
            else
                CheckAgreed(judgement, unit, mortgage, takers);
            MaximumDetermined.CheckUnderSeizure(judgement, unit, mortgage);
        }

        judgement.About(unit.Code);
    }

    /// <summary>C-50, for a court's transfer that carries the mortgages: the claim of a maximum-amount mortgage is determined before.</summary>
    public static void CheckCarriedByCourt(Judgement judgement, UnitPages unit, IReadOnlyList<LiveMortgage> mortgages, IReadOnlyList<Part> givers)
    {
        foreach (var mortgage in Given(unit, mortgages, givers).Where(static mortgage => !mortgage.IsReleased))
        {
            judgement.About(Labels.Mortgage(mortgage.Row.Id));
            MaximumDetermined.CheckUnderSeizure(judgement, unit, mortgage);
        }

        judgement.About(unit.Code);
    }

    /// <summary>Mortgages are carried over, or changed, only where there is one.</summary>
    public static void CheckCarried(
        Judgement judgement,
        IReadOnlyList<(UnitPages Unit, IReadOnlyList<LiveMortgage> Mortgages, IReadOnlyList<Part> Givers)> units,
        MortgageHandling handling)
    {
        if (handling == MortgageHandling.None || units.Any(unit => Given(unit.Unit, unit.Mortgages, unit.Givers).Any()))
            return;
        judgement.Fail(
            MortgagesSurvive.C47,
            new("没有现势抵押权可随转移存续", "mortgages are stated as going along, but none lies on what is transferred"),
            new("请改为无抵押的转移登记", "record the transfer without mortgages"),
            [
                Labels.InEvent(new("抵押处理", "handling of mortgages"), handling, "mortgages"),
                .. units.Select(unit => unit.Unit.Encumbrances.Says(new("现势抵押权数", "live mortgages"), unit.Mortgages.Count)),
            ]);
    }

    /// <summary>Lets the mortgages of the holdings given up follow them to those who take them.</summary>
    /// <param name="page">The unit's encumbrances; changed.</param>
    /// <param name="before">The title before.</param>
    /// <param name="after">The owners afterwards.</param>
    /// <param name="givers">Who gives up which holdings.</param>
    /// <param name="takers">Who takes them.</param>
    /// <returns>Whether the page changed.</returns>
    public static bool Follow(EncumbrancePage page, TitlePage before, IReadOnlyList<Holder> after, IReadOnlyList<Part> givers, IReadOnlyList<Party> takers)
    {
        var rows = page.Mortgages.Where(row => row.Holding.Count > 0 && MortgagedHolding.IsGiven(row, before, givers)).ToList();
        foreach (var row in rows)
        {
            List<Party> holders =
            [
                .. row.Holding.Where(party => after.Any(owner => owner.Party.Equals(party)))
                    .Union(takers)
                    .Order(Comparer<Party>.Create(PartyOrder.Compare)),
            ];
            row.Holding.Clear();
            row.Holding.AddRange(holders);
        }

        return rows.Count > 0;
    }

    /// <summary>
    /// Marks the mortgages of the holdings given up as extinguished by a court's transfer. Their rows stay in their ranks, as the
    /// mortgages' own pages do, until the cancellations are recorded; nothing else is done to the unit before (<see cref="ExtinguishedMortgage"/>).
    /// </summary>
    /// <param name="page">The unit's encumbrances; changed.</param>
    /// <param name="before">The title before.</param>
    /// <param name="givers">Who gives up which holdings.</param>
    /// <returns>Whether the page changed.</returns>
    public static bool Extinguish(EncumbrancePage page, TitlePage before, IReadOnlyList<Part> givers)
    {
        var rows = page.Mortgages.Where(row => MortgagedHolding.IsGiven(row, before, givers)).ToList();
        foreach (var row in rows)
            row.State = MortgageState.Cancelled;
        return rows.Count > 0;
    }

    private static IEnumerable<LiveMortgage> Given(UnitPages unit, IReadOnlyList<LiveMortgage> mortgages, IReadOnlyList<Part> givers)
        => mortgages.Where(mortgage => MortgagedHolding.IsGiven(mortgage.Row, unit.LiveTitle, givers));

    private static void CheckMortgagee(
        Judgement judgement, UnitPages unit, LiveMortgage mortgage, string basis, IReadOnlyList<MortgageeNote> earlier)
    {
        var (row, page) = (mortgage.Row, mortgage.Page);
        var note = MortgageNotes.Find(page.Body, ConsentSubject.Transfer, basis);
        var before = earlier.FirstOrDefault(known => known.Mortgage.Equals(row.Id));
        var consents = judgement.Consents.Include(page.Body, ConsentSubject.Transfer, basis) || before is { Consent: true };
        var from = judgement.City.ConsentFreeMortgagesFrom;
        if ((row.Terms.TransferRestricted || row.RecordingDate < from.Number) && !consents)
        {
            judgement.Fail(
                MortgagesSurvive.C46,
                row.Terms.TransferRestricted
                    ? new($"单元{unit.Code}的抵押权登记有禁止或限制转让的约定，抵押权人未同意",
                        $"a mortgage on unit {unit.Code} restricts the transfer and its mortgagee has not consented")
                    : new($"单元{unit.Code}的抵押权登记于{from}之前，转让须经抵押权人同意，抵押权人未同意",
                        $"a mortgage on unit {unit.Code} was recorded before {from}: its mortgagee must consent to the transfer and has not"),
                new("请取得抵押权人对本次转让的同意（MortgageeConsented）", "obtain the mortgagee's consent to this transfer (MortgageeConsented)"),
                unit.Encumbrances.Says(new("是否禁止转让", "transfer restricted"), row.Terms.TransferRestricted),
                unit.Encumbrances.Says(new("抵押登簿日期", "mortgage recorded"), Labels.Date(row.RecordingDate)),
                unit.Encumbrances.Says(new("抵押权人", "mortgagee"), Labels.Mortgagee(row.Id)),
                page.Says(new("抵押权人同意", "mortgagee's consent"),
                    note is null ? Labels.Absent : $"{Labels.Date(note.Date)} 仅通知，未同意 / notified only"));
        }
        else if (note is null && before is null)
        {
            judgement.Fail(
                MortgagesSurvive.C47Notice,
                new($"单元{unit.Code}的抵押权人未获通知", $"the mortgagee of unit {unit.Code} was not notified of the transfer"),
                new($"请通知抵押权人，或确认后继续（C-47，对象{Labels.Mortgage(row.Id)}）",
                    $"notify the mortgagee (MortgageeNotified), or acknowledge C-47 of {Labels.Mortgage(row.Id)}"),
                unit.Encumbrances.Says(MortgageContractNumber.Name, row.Id.ContractNumber),
                unit.Encumbrances.Says(new("抵押权人", "mortgagee"), Labels.Mortgagee(row.Id)),
                page.Says(new("同意或通知", "consent or notice"), Labels.Absent));
        }
    }

    // 抵押权变更 mode: what the bank agreed on with the new owner is its consent, to this one alone.
    private static void CheckAgreed(Judgement judgement, UnitPages unit, LiveMortgage mortgage, IReadOnlyList<Party> takers)
    {
        var agreed = Agreed(mortgage.Page.Body, unit.Code);
        if (agreed is not null && takers.All(agreed.Contains)
            && agreed.All(party => takers.Contains(party) || unit.LiveTitle?.Owners.Any(owner => owner.Party.Equals(party)) == true))
        {
            return;
        }

        judgement.Fail(
            MortgagesSurvive.C47,
            new($"单元{unit.Code}的抵押权按变更方式办理，但抵押权人未同意变更抵押人",
                $"the mortgage on unit {unit.Code} is to be changed, but its mortgagee has not agreed on the new mortgagor"),
            new("请由抵押权人签署抵押人变更协议（MortgageChangeAgreed）", "let the mortgagee sign the change of the mortgagor (MortgageChangeAgreed)"),
            Labels.InEvent(new("受让人", "takers"), Labels.Parties(takers), "units"),
            unit.Encumbrances.Says(new("抵押权人", "mortgagee"), Labels.Mortgagee(mortgage.Row.Id)),
            mortgage.Page.Says(new("协议所列抵押人", "mortgagors agreed on"), agreed is null ? null : Labels.Parties(agreed)),
            mortgage.Page.Says(new("未登记的变更协议", "agreements that are open"),
                mortgage.Page.Body is null ? null : string.Join(", ", mortgage.Page.Body.Agreements.Select(agreement => ValueNames.Text(agreement.Kind)))));
    }

    // The mortgagors of the agreement as the unit knows them; null where none was agreed on for its units as they are.
    private static List<Party>? Agreed(MortgagePage? page, string unitCode)
    {
        if (page?.Agreements.FirstOrDefault(static known => known.Kind == MortgageChangeKind.Mortgagor) is not { } agreement)
            return null;
        var index = page.Units.Select(static known => known.UnitCode).ToList().IndexOf(unitCode);
        return index < 0 || agreement.Mortgagors.Any(party => party.CreditCode.Length == 0 && party.Tokens.Count != page.Units.Count)
            ? null
            : [.. agreement.Mortgagors.Select(party => party.At(index))];
    }
}
