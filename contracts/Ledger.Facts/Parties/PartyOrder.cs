using Ledger.V1;

namespace Ledger.Facts;

/// <summary>
/// The order in which pages and events list parties, and what else is sorted by party. Texts are compared by their
/// characters' code, bytes by value; one order for every peer.
/// </summary>
public static class PartyOrder
{
    /// <summary>By (credit code, token).</summary>
    public static int Compare(Party left, Party right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        var order = string.CompareOrdinal(left.CreditCode, right.CreditCode);
        return order != 0 ? order : left.Token.Span.SequenceCompareTo(right.Token.Span);
    }

    /// <summary>By (credit code, first token).</summary>
    public static int Compare(PartyAcrossUnits left, PartyAcrossUnits right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        var order = string.CompareOrdinal(left.CreditCode, right.CreditCode);
        if (order != 0)
            return order;
        var a = left.Tokens.Count > 0 ? left.Tokens[0].Span : default;
        var b = right.Tokens.Count > 0 ? right.Tokens[0].Span : default;
        return a.SequenceCompareTo(b);
    }

    /// <summary>By (group, credit code, token).</summary>
    public static int Compare(Holder left, Holder right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        var order = left.Group.CompareTo(right.Group);
        return order != 0 ? order : Compare(left.Party, right.Party);
    }

    /// <summary>By (side, taxpayer, tax, rate, unit).</summary>
    public static int Compare(TaxLine left, TaxLine right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        var order = left.Side.CompareTo(right.Side);
        order = order != 0 ? order : Compare(left.Taxpayer, right.Taxpayer);
        order = order != 0 ? order : left.Tax.CompareTo(right.Tax);
        order = order != 0 ? order : left.Rate.CompareTo(right.Rate);
        return order != 0 ? order : string.CompareOrdinal(left.UnitCode, right.UnitCode);
    }

    /// <summary>By (number, legacy hash).</summary>
    public static int Compare(CertificateId left, CertificateId right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        var order = string.CompareOrdinal(left.Number, right.Number);
        return order != 0 ? order : left.LegacyHash.Span.SequenceCompareTo(right.LegacyHash.Span);
    }

    /// <summary>By (mortgagee, token, contract number, part).</summary>
    public static int Compare(MortgageId left, MortgageId right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        var order = string.CompareOrdinal(left.Mortgagee, right.Mortgagee);
        order = order != 0 ? order : left.Token.Span.SequenceCompareTo(right.Token.Span);
        order = order != 0 ? order : string.CompareOrdinal(left.ContractNumber, right.ContractNumber);
        return order != 0 ? order : left.Part.CompareTo(right.Part);
    }

    /// <summary>The party as one unit of the event or page sees it.</summary>
    /// <param name="party">A party across the units.</param>
    /// <param name="unit">Index of the unit.</param>
    /// <exception cref="ArgumentOutOfRangeException">The party has no token for that unit.</exception>
    public static Party At(this PartyAcrossUnits party, int unit)
    {
        ArgumentNullException.ThrowIfNull(party);
        var seen = new Party { Kind = party.Kind, IdentityClass = party.IdentityClass, CreditCode = party.CreditCode };
        if (party.CreditCode.Length == 0)
            seen.Token = party.Tokens[unit];
        return seen;
    }
}
