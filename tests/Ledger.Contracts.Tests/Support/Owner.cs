using Ledger.V1;

namespace Ledger.Contracts.Tests;

/// <summary>A party with what it holds, gives or takes of a unit.</summary>
/// <param name="Party">Who.</param>
/// <param name="Share">Share, e.g. "1/3"; null for sole and joint.</param>
/// <param name="Group">Group of joint owners; 0 for none.</param>
/// <param name="Signs">Whether it signs.</param>
public sealed record Owner(TestParty Party, string? Share = null, uint Group = 0, bool Signs = true)
{
    /// <summary>The share's message.</summary>
    public V1.Share? Message
    {
        get
        {
            if (Share is null)
                return null;
            var share = Ledger.Facts.Share.Parse(Share);
            return new V1.Share { Numerator = share.Numerator, Denominator = share.Denominator };
        }
    }
}
