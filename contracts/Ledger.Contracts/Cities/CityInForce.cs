using Google.Protobuf;
using Ledger.Facts;

namespace Ledger.Contracts;

/// <summary>The city whose rules are in force on a ledger, for who reads and writes beside the rules.</summary>
public static class CityInForce
{
    /// <summary>The city: of page <c>sys/city</c>, else the rule profile's own.</summary>
    /// <param name="profile">Number of the profile in force.</param>
    /// <param name="readPage">Body of a page; null when it is absent.</param>
    public static City Of(uint profile, Func<string, ByteString?> readPage)
    {
        ArgumentNullException.ThrowIfNull(readPage);
        var known = Profiles.All.FirstOrDefault(other => other.Number == profile) ?? Profiles.Newest;
        return known.ReadsCityFile && readPage(PageKeys.City) is { } page ? known.Published.City.Get(page) : known.City;
    }
}
