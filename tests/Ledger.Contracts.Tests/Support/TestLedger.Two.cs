using Ledger.V1;

namespace Ledger.Contracts.Tests;

/// <content>Ledgers of profile 2.</content>
public sealed partial class TestLedger
{
    /// <summary>A ledger of profile 2.</summary>
    /// <param name="city">Id of the city whose file is published; null: the profile's own.</param>
    public static TestLedger Two(string? city = null)
    {
        var ledger = new TestLedger { Profile = Profiles.Draft.Number };
        if (city is not null)
            ledger.PutOld(PageKeys.City, Cities.Files.Single(file => file.Id == city));
        return ledger;
    }

    /// <summary>A ledger of profile 2 with a city file changed.</summary>
    public static TestLedger Two(string city, Action<CityFile> change)
    {
        var ledger = Two();
        var file = Cities.Files.Single(file => file.Id == city);
        change(file);
        ledger.PutOld(PageKeys.City, file);
        return ledger;
    }

    /// <summary>Removes a page as if an earlier envelope had done it.</summary>
    public void Remove(string key) => pages.Remove(key);
}
