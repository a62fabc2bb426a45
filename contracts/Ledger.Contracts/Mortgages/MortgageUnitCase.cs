using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>One unit in the registration of a mortgage, with the pages its rules read.</summary>
/// <param name="Recording">What the event says about the unit.</param>
/// <param name="Path">Its place in the event.</param>
/// <param name="Pages">The unit's pages.</param>
/// <param name="Business">The business number's page.</param>
/// <param name="Mortgage">The contract's view of the unit; null when the contract does not name it.</param>
internal sealed record MortgageUnitCase(
    MortgageUnitRecording Recording, string Path, UnitPages Pages, PageView<BusinessPage> Business, UnitMortgage? Mortgage)
{
    /// <summary>Reads the pages.</summary>
    public static MortgageUnitCase Load(MortgageUnitRecording recording, int index, Book book, MortgagePage? mortgage)
    {
        var pages = UnitPages.Read(book, recording.UnitCode);
        var place = mortgage?.Units.Select(unit => unit.UnitCode).ToList().IndexOf(recording.UnitCode) ?? -1;

        // A mortgage of the old book has no contract here, and so no mortgagors to compare with the title.
        var contract = place < 0 || mortgage!.Origin == Origin.Migrated
            ? null
            : UnitMortgage.Of(mortgage.Units[place], place, mortgage.Mortgagors, mortgage.MortgagorsNotSigning, pages);
        return new(recording, $"units[{index}]", pages, book.Business(recording.BusinessNumber), contract);
    }
}
