using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Acts;

/// <summary>A party of a request, checked (F-04): an organisation by credit code, everyone else by class and number.</summary>
/// <param name="Kind">Person or organisation.</param>
/// <param name="Class">Class of its identity document.</param>
/// <param name="CreditCode">Credit code; empty for everyone without one.</param>
/// <param name="Person">Who the tokens are made from; null for an organisation in clear.</param>
internal sealed record InputParty(PartyKind Kind, IdentityClass Class, string CreditCode, PersonId? Person)
{
    /// <summary>Stands for a party with a fault.</summary>
    public static InputParty Faulty { get; } = new(PartyKind.Unspecified, IdentityClass.Unspecified, "", null);
}
