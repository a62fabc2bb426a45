using Google.Protobuf;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

/// <content>Ledgers of profile 2.</content>
public sealed partial class TestLedger
{
    /// <summary>A ledger of profile 2.</summary>
    /// <param name="city">Id of the city whose file is published; null: the profile's own.</param>
    public static TestLedger Two(string? city = null)
    {
        var ledger = new TestLedger { Profile = Profiles.Two.Number };
        if (city is not null)
            ledger.PutOld(PageKeys.City, Cities.Files.Single(file => file.Id == city));
        return ledger;
    }

    /// <summary>Lets a governed event take effect as its last approval would, unless something is wrong with it.</summary>
    public Outcome Govern(IMessage e)
    {
        TimeMs += 1_000;
        var context = new Context(this, Members.Tax, ++envelopes) { Governed = true };
        var governed = new Event { Type = e.Descriptor.FullName, Body = e.ToByteString() };
        Assert.True(contract.IsGoverned(Profile, governed.Type));
        var findings = contract.Validate(context, governed);
        if (findings.Count > 0)
            return new(false, 0, findings);
        contract.Apply(context, governed);
        context.Commit();
        return new(true, -1, findings);
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
}
