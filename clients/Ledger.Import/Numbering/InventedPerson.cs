using Ledger.V1;

namespace Ledger.Import;

/// <summary>A person whom the import invented: born in the 1880s, so that nobody alive is hit.</summary>
/// <param name="CitizenNumber">Citizen identity number with its check character.</param>
internal sealed record InventedPerson(string CitizenNumber)
{
    private const uint ResidentIdentityCard = 1;

    /// <summary>The person as a request names it.</summary>
    public PartyInput ToInput() => new() { DocumentType = ResidentIdentityCard, DocumentNumber = CitizenNumber, Name = $"导入{CitizenNumber[6..17]}" };
}
