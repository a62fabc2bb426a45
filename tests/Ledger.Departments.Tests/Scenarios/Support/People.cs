using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Departments.Tests;

/// <summary>Who appears in the scenarios: invented persons of the nineteenth century, and organisations.</summary>
internal static class People
{
    public static PartyInput An { get; } = Person("441900188001010016", "安甲");

    public static PartyInput Bo { get; } = Person("441900188506150022", "薄乙");

    public static PartyInput Chen { get; } = Person("441900189108081038", "陈丙");

    public static PartyInput Dai { get; } = Person("441900189612012402", "戴丁");

    /// <summary>By a travel permit of Hong Kong.</summary>
    public static PartyInput Ho { get; } = new() { DocumentType = 2, DocumentNumber = "H12345678", Name = "何戊" };

    /// <summary>The same person by the residence card that the permit was renewed as.</summary>
    public static PartyInput HoByCard { get; } = new() { DocumentType = 2, DocumentNumber = WithCheck("81000018800101001"), Name = "何戊" };

    public static PartyInput Developer { get; } = new() { DocumentType = 8, DocumentNumber = "91441900MA0000015D", Name = "示例置业有限公司" };

    /// <summary>The bank as a party, e.g. who benefits from a notice of mortgage.</summary>
    public static PartyInput Bank(string creditCode) => new() { DocumentType = 8, DocumentNumber = creditCode, Name = "示例银行" };

    /// <summary>All of them.</summary>
    public static IReadOnlyList<PartyInput> All { get; } = [An, Bo, Chen, Dai, Ho, HoByCard, Developer];

    /// <summary>A person's number as tokens are made from it; null for an organisation.</summary>
    public static PersonId? IdOf(PartyInput party)
        => StatedIdentity.TryRead(party.DocumentType, party.DocumentNumber, Day.Last, ofOldBook: false, out var identity, out var error)
            ? identity.Person
            : throw new FactFormatException(error);

    private static string WithCheck(string body) => body + CitizenId.CheckCharacterOf(body);

    private static PartyInput Person(string number, string name) => new() { DocumentType = 1, DocumentNumber = number, Name = name };
}
