using Google.Protobuf;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts.Tests;

/// <summary>A party of the tests: a person born in the 1880s or 1890s, or an organisation.</summary>
/// <param name="Class">Identity class.</param>
/// <param name="Number">Identity number.</param>
public sealed record TestParty(IdentityClass Class, string Number)
{
    private static readonly UnitKeys Keys = new(epoch: 1, [.. Enumerable.Range(0, 32).Select(i => (byte)i)]);

    /// <summary>First person.</summary>
    public static TestParty An { get; } = new(IdentityClass.ResidentId, "441900188001010016");

    /// <summary>Second person.</summary>
    public static TestParty Bo { get; } = new(IdentityClass.ResidentId, "441900188506150022");

    /// <summary>Third person.</summary>
    public static TestParty Chen { get; } = new(IdentityClass.ResidentId, "441900189108081038");

    /// <summary>Fourth person.</summary>
    public static TestParty Dai { get; } = new(IdentityClass.ResidentId, "441900189612012402");

    /// <summary>A developer.</summary>
    public static TestParty Developer { get; } = new(IdentityClass.CreditCode, "91441900MA0000015D");

    /// <summary>The state's office that grants land.</summary>
    public static TestParty Land { get; } = new(IdentityClass.CreditCode, "11441900MA0000015M");

    /// <summary>Whether it is an organisation.</summary>
    public bool IsOrganisation => Class == IdentityClass.CreditCode;

    private PartyKind Kind => IsOrganisation ? PartyKind.Organisation : PartyKind.Person;

    /// <summary>The party as a unit sees it.</summary>
    public Party At(string unit) => IsOrganisation
        ? new() { Kind = Kind, IdentityClass = Class, CreditCode = Number }
        : new() { Kind = Kind, IdentityClass = Class, Token = Token(unit) };

    /// <summary>The party across units.</summary>
    public PartyAcrossUnits Across(params IEnumerable<string> units)
    {
        var party = new PartyAcrossUnits { Kind = Kind, IdentityClass = Class };
        if (IsOrganisation)
            party.CreditCode = Number;
        else
            party.Tokens.AddRange(units.Select(Token));
        return party;
    }

    private ByteString Token(string unit)
        => ByteString.CopyFrom(Keys.TokenOf(UnitCode.Parse(unit), PersonId.Of(Class, Number)).Bytes.Span);
}
