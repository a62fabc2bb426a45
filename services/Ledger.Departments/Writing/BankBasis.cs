using Ledger.Acts;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Departments;

/// <summary>
/// Whether a bank may hear how its acts stand with the register (C-68; 不动产登记暂行条例 27, 28). A mortgage contract gives it
/// that right only when it names the registered owners rightly, a consent only when the contract is about units of the bank's own
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

    /// <summary>Every mortgagor owns one of the units, and of each unit one of them owns.</summary>
    private bool NamesOwners(MortgageContractSigned contract)
    {
        var titles = contract.Units.Select(unit => Read(PageKeys.Title(unit.UnitCode), TitlePage.Parser)).ToList();
        var owns = titles.Select((title, unit) => contract.Mortgagors.Select(party => Owns(title, party, unit)).ToList()).ToList();
        return titles.Count > 0
            && contract.Mortgagors.Count > 0
            && owns.All(unit => unit.Contains(true))
            && Enumerable.Range(0, contract.Mortgagors.Count).All(party => owns.Exists(unit => unit[party]));
    }

    private static bool Owns(TitlePage? title, PartyAcrossUnits party, int unit) =>
        title is { Status: TitleStatus.Registered }
        && title.Owners.Any(owner => party.CreditCode.Length > 0
            ? owner.Party.CreditCode == party.CreditCode
            : unit < party.Tokens.Count && owner.Party.IdentityClass == party.IdentityClass && owner.Party.Token.Equals(party.Tokens[unit]));

    private bool IsAboutMortgage(MortgageeConsented consent)
    {
        var mortgage = Read(PageKeys.Mortgage(consent.Mortgage), MortgagePage.Parser);
        var contract = Read(PageKeys.Contract(consent.ContractNumber), ContractPage.Parser);
        return mortgage is { State: MortgageState.Registered or MortgageState.ReleaseInstructed } && contract is not null
            && contract.Units.Any(unit => mortgage.Units.Any(mortgaged => mortgaged.UnitCode == unit.UnitCode));
    }

    private T? Read<T>(string key, Google.Protobuf.MessageParser<T> parser)
        where T : class, Google.Protobuf.IMessage<T> =>
        pages.ReadPage(key) is { } page ? parser.ParseFrom(page.Body) : null;
}
