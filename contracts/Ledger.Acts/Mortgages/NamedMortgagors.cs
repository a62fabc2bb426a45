using Ledger.V1;

namespace Ledger.Acts;

/// <summary>
/// Whether a bank names rightly who mortgages: every mortgagor has one of the units, and of each unit one of them has it. Who has it is
/// its registered owner; the buyer of the contract whose price is paid, or the holder of the advance notice, that the bank names; of a
/// unit under construction, who holds its land or has its pre-sale permit.
/// </summary>
internal static class NamedMortgagors
{
    public static bool Are(MortgageContractSigned contract, BankPages pages)
    {
        var has = contract.Units.Select((unit, i) =>
        {
            var having = Having(contract, unit.UnitCode, pages).ToList();
            return contract.Mortgagors.Select(party => having.Exists(known => Is(party, i, known))).ToList();
        }).ToList();
        return has.Count > 0
            && contract.Mortgagors.Count > 0
            && has.TrueForAll(unit => unit.Contains(true))
            && Enumerable.Range(0, contract.Mortgagors.Count).All(party => has.Exists(unit => unit[party]));
    }

    private static IEnumerable<Party> Having(MortgageContractSigned contract, string unitCode, BankPages pages)
    {
        var title = pages.Title(unitCode);
        if (title is null && contract.Object == MortgageObject.Construction)
        {
            title = Facts.UnitCode.TryParse(unitCode, out var unit, out _) ? pages.Title(unit.ParcelUnit.ToString()) : null;
            if (pages.DeveloperOf(unitCode) is { } developer)
                yield return developer;
        }

        foreach (var owner in title is { Status: TitleStatus.Registered } ? title.Owners : [])
            yield return owner.Party;
        if (contract.PaysFor.Length > 0 && pages.Contract(contract.PaysFor) is { State: ContractState.Signed or ContractState.Filed } sale)
        {
            var place = sale.Units.Select(static known => known.UnitCode).ToList().IndexOf(unitCode);
            var buyers = place < 0 ? [] : sale.Units[place].Buyers.Select(stake => sale.Buyers[(int)stake.Party]);
            foreach (var buyer in buyers.Where(party => party.CreditCode.Length > 0 || place < party.Tokens.Count))
                yield return Facts.PartyOrder.At(buyer, place);
        }

        if (contract.Notice is not { } proof)
            yield break;
        foreach (var notice in (pages.Encumbrances(unitCode)?.Notices ?? []).Where(row => row.Ended == 0 && proof.Equals(row.Proof)))
        {
            foreach (var party in notice.Beneficiaries)
                yield return party;
        }
    }

    private static bool Is(PartyAcrossUnits party, int unit, Party known)
        => party.CreditCode.Length > 0
            ? known.CreditCode == party.CreditCode
            : unit < party.Tokens.Count && known.IdentityClass == party.IdentityClass && known.Token.Equals(party.Tokens[unit]);
}
