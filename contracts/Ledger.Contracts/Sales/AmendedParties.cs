using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// C-05 for an amendment: sellers and buyers stay. Another buyer needs a contract of its own; only a spouse or a child is added
/// to the buyers or dropped from them, where the city allows it.
/// </summary>
internal static class AmendedParties
{
    public static void Check(Judgement judgement, AmendedContractCase loaded)
    {
        var (e, page) = (loaded.Event, loaded.Contract.Body!);
        if (Differ(loaded, page.Sellers, e.Sellers) is not (0, 0))
        {
            Fail(judgement, loaded, new("合同变更不得变更出卖人", "an amendment does not change the sellers"), "sellers", page.Sellers.Count, e.Sellers.Count);
        }

        var (added, dropped) = Differ(loaded, page.Buyers, e.Buyers);
        if ((added, dropped) == (0, 0))
        {
            if (e.ChangedBuyer != ChangedBuyer.None)
                Fail(judgement, loaded, new("买受人未变更，变更类型应为空", "the buyers stay, and a change is stated"), "changed_buyer", page.Buyers.Count, e.Buyers.Count);
            return;
        }

        if (e.ChangedBuyer == ChangedBuyer.None || judgement.City.BuyerChange != BuyerChange.SpouseOrChild || dropped == page.Buyers.Count
            || e.Buyers.Concat(page.Buyers).Any(static buyer => buyer.Kind != PartyKind.Person))
        {
            Fail(
                judgement,
                loaded,
                judgement.City.BuyerChange == BuyerChange.SpouseOrChild
                    ? new("买受人只能增减配偶或子女，且至少保留一名原买受人", "only a spouse or a child is added or dropped, and one of the buyers stays")
                    : new("本市不允许变更买受人", "this city allows no change of buyers"),
                "buyers",
                page.Buyers.Count,
                e.Buyers.Count);
        }
    }

    // Parties that only one side names. A unit that has another code now has other tokens: of it the signer vouches.
    private static (int Added, int Dropped) Differ(
        AmendedContractCase loaded, IReadOnlyList<PartyAcrossUnits> before, IReadOnlyList<PartyAcrossUnits> after)
    {
        var left = before.ToList();
        var added = 0;
        foreach (var party in after)
        {
            var same = left.FindIndex(known => IsSame(loaded, known, party));
            if (same < 0)
                added++;
            else
                left.RemoveAt(same);
        }

        return (added, left.Count);
    }

    private static bool IsSame(AmendedContractCase loaded, PartyAcrossUnits before, PartyAcrossUnits after)
    {
        if (before.Kind != after.Kind || before.IdentityClass != after.IdentityClass || before.CreditCode != after.CreditCode)
            return false;
        var page = loaded.Contract.Body!;
        for (var i = 0; after.CreditCode.Length == 0 && i < loaded.Before.Count; i++)
        {
            var place = loaded.Before[i];
            if (place >= 0 && page.Units[place].UnitCode == loaded.Sale.Units[i].Code && !before.Tokens[place].Equals(after.Tokens[i]))
                return false;
        }

        return true;
    }

    private static void Fail(Judgement judgement, AmendedContractCase loaded, Wording message, string path, int before, int after)
        => judgement.Fail(
            OneActiveContract.C05,
            message,
            new("变更当事人的，请撤销合同后重新签订", "revoke the contract and sign anew"),
            Labels.InEvent(new("变更后人数", "parties after"), after, path),
            Labels.InEvent(new("变更类型", "change of buyers"), loaded.Event.ChangedBuyer, "changed_buyer"),
            loaded.Contract.Says(new("变更前人数", "parties before"), before));
}
