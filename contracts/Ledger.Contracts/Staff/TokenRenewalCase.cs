using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>A renewal of tokens with the pages its rules read.</summary>
/// <param name="Event">The event.</param>
/// <param name="Unit">The unit's pages.</param>
/// <param name="Documents">The documents that the event names, and those that the unit's pages name.</param>
/// <param name="Cases">The cases open on the unit, which name its applicants.</param>
/// <param name="Operator">Who renews.</param>
internal sealed record TokenRenewalCase(
    PartyTokensRenewed Event,
    UnitPages Unit,
    IReadOnlyList<RenewedDocument> Documents,
    IReadOnlyList<PageView<CasePage>> Cases,
    EnrolledOperator Operator)
{
    /// <summary>Reads the pages.</summary>
    public static TokenRenewalCase Load(PartyTokensRenewed e, Book book)
    {
        var unit = UnitPages.Read(book, e.UnitCode);
        return new(
            e,
            unit,
            RenewedDocument.Load(
                book,
                unit,
                [.. e.Bases.Select(static number => new BasisRenewal { Number = number })],
                [.. e.Mortgages.Select(static id => new MortgageRenewal { Mortgage = id })]),
            [.. (book.Desk(e.UnitCode).Body?.Cases ?? []).Select(open => book.Case(open.AcceptanceNumber))],
            EnrolledOperator.Load(book, e.Act.Operator));
    }

    /// <summary>The epoch that the unit's pages have; null when it has none.</summary>
    public uint? Epoch => Unit.Title.Body?.Epoch
        ?? (Unit.Encumbrances.Body is { Origin: not Origin.NotOpened } page ? (uint?)page.Epoch : null) ?? Unit.Deal.Body?.Epoch;

    /// <summary>A party as it stands from now on.</summary>
    public Party Renew(Party party) => Event.Parties.FirstOrDefault(renewal => renewal.Old.Equals(party))?.Renewed ?? party;

    /// <summary>A party of a document as it stands from now on: a token belongs to one unit alone, so only this unit's is found.</summary>
    public PartyAcrossUnits Renew(PartyAcrossUnits party)
    {
        var renewed = party.Clone();
        for (var i = 0; i < renewed.Tokens.Count; i++)
        {
            if (Event.Parties.FirstOrDefault(renewal => renewal.Old.Token == renewed.Tokens[i]) is { } renewal)
                renewed.Tokens[i] = renewal.Renewed.Token;
        }

        return renewed;
    }
}
