using Ledger.V1;

namespace Ledger.Departments.Tests;

/// <summary>A party with what it holds, gives or takes of a unit.</summary>
/// <param name="Who">Who.</param>
/// <param name="Share">E.g. "1/2"; empty for sole and joint.</param>
/// <param name="Signs">Whether it signs.</param>
internal sealed record Stake(PartyInput Who, string Share = "", bool Signs = true)
{
    public static implicit operator Stake(PartyInput who) => new(who);
}
