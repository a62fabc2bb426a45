using Ledger.Acts;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Departments;

/// <summary>
/// Whether a bank may hear how its acts stand with the register (C-68; 不动产登记暂行条例 27, 28). A mortgage contract gives it
/// that right only when it names rightly who owns, buys or builds the units, a consent only when it is about units of the bank's own
/// live mortgage: else an invented act would read owners and liens out of the register. All acts of a request are judged together, and
/// which of them fails is not said.
/// </summary>
internal sealed class BankBasis(IPageReader pages)
{
    /// <summary>Judges the acts of one request.</summary>
    /// <param name="acts">The acts.</param>
    /// <param name="creditCode">The bank's credit code.</param>
    public bool Holds(IReadOnlyList<BuiltAct> acts, string creditCode) =>
        // All, and not up to the first that fails: how long it takes must not say which.
        acts.Count(act => Holds(act, creditCode)) == acts.Count;

    private bool Holds(BuiltAct act, string creditCode) => act.Body switch
    {
        MortgageContractSigned contract => NamesOwners(contract),
        // What is held for whom is between the parties and their supervising bank.
        FundsDeposited deposit => Read(PageKeys.Fund(deposit.AgreementNumber), FundPage.Parser)?.Bank == creditCode,
        // An act in another bank's name ends before any page is judged; a release is about the bank's own mortgage.
        MortgageeConsented consent => consent.Mortgage.Mortgagee != creditCode || IsAboutMortgage(consent),
        _ => true,
    };

    /// <summary>Every mortgagor owns, buys or builds one of the units, and of each unit one of them does.</summary>
    private bool NamesOwners(MortgageContractSigned contract)
    {
        var sale = contract.PaysFor.Length > 0 ? Read(PageKeys.Contract(contract.PaysFor), ContractPage.Parser) : null;
        var may = contract.Units
            .Select((unit, i) => (Code: unit.UnitCode, Place: i, Title: Read(PageKeys.Title(unit.UnitCode), TitlePage.Parser)))
            .Select(unit => contract.Mortgagors
                .Select(party => Owns(unit.Title, party, unit.Place)
                    || Buys(sale, party, unit.Code, unit.Place)
                    || IsNoticed(contract.Notice, party, unit.Code, unit.Place)
                    || Builds(unit.Title, party, unit.Code))
                .ToList())
            .ToList();
        return may.Count > 0
            && contract.Mortgagors.Count > 0
            && may.All(unit => unit.Contains(true))
            && Enumerable.Range(0, contract.Mortgagors.Count).All(party => may.Exists(unit => unit[party]));
    }

    // From profile 2 on a buyer may mortgage what the loan pays for before the book has it as its own.
    private static bool Buys(ContractPage? sale, PartyAcrossUnits party, string code, int place)
    {
        if (sale is not { State: ContractState.Signed or ContractState.Filed })
            return false;
        var sold = sale.Units.Select(static unit => unit.UnitCode).ToList().IndexOf(code);
        return sold >= 0 && sale.Units[sold].Buyers.Any(stake => IsSame(sale.Buyers[(int)stake.Party], sold, party, place));
    }

    private bool IsNoticed(CertificateId? proof, PartyAcrossUnits party, string code, int place)
        => proof is not null && Read(PageKeys.Encumbrances(code), EncumbrancePage.Parser) is { } page
            && page.Notices.Any(row => row.Proof.Equals(proof) && row.Beneficiaries.Any(beneficiary => IsParty(beneficiary, party, place)));

    // Buildings under construction belong to the developer of their permit, before the book has them.
    private bool Builds(TitlePage? title, PartyAcrossUnits party, string code)
        => title is null
            && party.CreditCode.Length > 0
            && Read(PageKeys.House(code), HousePage.Parser) is { PermitNumber.Length: > 0 } house
            && Read(PageKeys.Permit(house.PermitNumber), PermitPage.Parser)?.Developer == party.CreditCode;

    private static bool IsSame(PartyAcrossUnits party, int place, PartyAcrossUnits other, int otherPlace)
        => party.CreditCode.Length > 0 || other.CreditCode.Length > 0
            ? party.CreditCode == other.CreditCode
            : party.IdentityClass == other.IdentityClass && place < party.Tokens.Count && otherPlace < other.Tokens.Count
                && party.Tokens[place].Equals(other.Tokens[otherPlace]);

    private static bool Owns(TitlePage? title, PartyAcrossUnits party, int unit) =>
        title is { Status: TitleStatus.Registered } && title.Owners.Any(owner => IsParty(owner.Party, party, unit));

    private static bool IsParty(Party party, PartyAcrossUnits named, int place) => named.CreditCode.Length > 0
        ? party.CreditCode == named.CreditCode
        : place < named.Tokens.Count && party.IdentityClass == named.IdentityClass && party.Token.Equals(named.Tokens[place]);

    private bool IsAboutMortgage(MortgageeConsented consent)
        => Read(PageKeys.Mortgage(consent.Mortgage), MortgagePage.Parser) is { State: MortgageState.Registered or MortgageState.ReleaseInstructed } own
            && UnitsOf(consent).Any(unit => own.Units.Any(mortgaged => mortgaged.UnitCode == unit));

    // The units that a consent is about, by its subject.
    private IEnumerable<string> UnitsOf(MortgageeConsented consent) => consent.Subject switch
    {
        ConsentSubject.Change or ConsentSubject.Rank when consent.Of is { } of
            => Read(PageKeys.Mortgage(of), MortgagePage.Parser)?.Units.Select(static unit => unit.UnitCode) ?? [],
        ConsentSubject.Residence or ConsentSubject.Easement or ConsentSubject.Waiver => [consent.Number],
        ConsentSubject.Reshape => Read(PageKeys.Case(consent.Number), CasePage.Parser)?.Flows.Select(static flow => flow.UnitCode) ?? [],
        // The permit may come after the consent: of land that bears no other's mortgage nothing is learned.
        ConsentSubject.Presale => Read(PageKeys.Permit(consent.Number), PermitPage.Parser) is { } permit
            ? [permit.LandUnit]
            : Read(PageKeys.Mortgage(consent.Mortgage), MortgagePage.Parser)?.Units.Select(static unit => unit.UnitCode) ?? [],
        _ when consent.ContractNumber.Length > 0
            => Read(PageKeys.Contract(consent.ContractNumber), ContractPage.Parser)?.Units.Select(static unit => unit.UnitCode) ?? [],
        _ => Read(PageKeys.Instrument(consent.Number), InstrumentPage.Parser)?.Units.Select(static unit => unit.UnitCode) ?? [],
    };

    private T? Read<T>(string key, Google.Protobuf.MessageParser<T> parser)
        where T : class, Google.Protobuf.IMessage<T> =>
        pages.ReadPage(key) is { } page ? parser.ParseFrom(page.Body) : null;
}
