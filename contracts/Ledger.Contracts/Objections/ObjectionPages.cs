using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>
/// The pages that remember an applicant's objection on a ground after its row has left the unit's page (C-38). The row is what counts:
/// wherever rows come to a unit's page by other acts than the objection itself, these pages follow them.
/// </summary>
internal static class ObjectionPages
{
    /// <summary>The page of a row.</summary>
    public static ObjectionPage Of(string unitCode, ObjectionRow row) => new()
    {
        UnitCode = unitCode,
        Applicant = row.Applicant,
        Ground = row.Ground,
        Entered = row.Entered,
        Lapses = row.Lapses,
        SuitFiled = row.SuitFiled,
        Ended = row.Ended,
    };

    /// <summary>The last row of an applicant on a ground, whatever document the applicant is said to have; null for none.</summary>
    public static ObjectionRow? Find(EncumbrancePage? page, Party? applicant, string ground)
        => page?.Objections.LastOrDefault(row => row.Ground == ground && applicant is not null
            && row.Applicant.CreditCode == applicant.CreditCode && row.Applicant.Token.Equals(applicant.Token));

    /// <summary>Writes the page of every row on a unit's page.</summary>
    public static void Follow(Book book, EncumbrancePage page)
    {
        foreach (var row in page.Objections)
            book.Write(PageKeys.Objection(page.UnitCode, row.Applicant, row.Ground), Of(page.UnitCode, row));
    }
}
