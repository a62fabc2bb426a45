using Google.Protobuf;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Acts;

/// <summary>Pages by which it is told whether a bank may hear how its act stands with the register (C-68).</summary>
/// <param name="pages">The pages.</param>
/// <param name="bank">The bank's credit code.</param>
public sealed class BankPages(IPageReader pages, string bank)
{
    /// <summary>The bank's credit code.</summary>
    internal string Bank => bank;

    /// <summary>A mortgage.</summary>
    internal MortgagePage? Mortgage(MortgageId id) => Read(PageKeys.Mortgage(id), MortgagePage.Parser);

    /// <summary>Units of a contract or an instrument; none when neither is known.</summary>
    internal IEnumerable<string> UnitsOfBasis(string number)
        => (Contract(number)?.Units ?? Read(PageKeys.Instrument(number), InstrumentPage.Parser)?.Units ?? []).Select(static unit => unit.UnitCode);

    /// <summary>A contract.</summary>
    internal ContractPage? Contract(string number) => Read(PageKeys.Contract(number), ContractPage.Parser);

    /// <summary>A title.</summary>
    internal TitlePage? Title(string unitCode) => Read(PageKeys.Title(unitCode), TitlePage.Parser);

    /// <summary>The developer that may sell a unit before its registration; null for none.</summary>
    internal Party? DeveloperOf(string unitCode)
        => Read(PageKeys.House(unitCode), HousePage.Parser) is { PermitNumber.Length: > 0 } house
            && Read(PageKeys.Permit(house.PermitNumber), PermitPage.Parser) is { } permit
                ? new() { Kind = PartyKind.Organisation, IdentityClass = IdentityClass.CreditCode, CreditCode = permit.Developer }
                : null;

    /// <summary>What stands on a unit.</summary>
    internal EncumbrancePage? Encumbrances(string unitCode) => Read(PageKeys.Encumbrances(unitCode), EncumbrancePage.Parser);

    /// <summary>An agreement on supervised funds.</summary>
    internal FundPage? Fund(string number) => Read(PageKeys.Fund(number), FundPage.Parser);

    private T? Read<T>(string key, MessageParser<T> parser)
        where T : class, IMessage<T>
        => pages.ReadPage(key) is { } page ? parser.ParseFrom(page.Body) : null;
}
