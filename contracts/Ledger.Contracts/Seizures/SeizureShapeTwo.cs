using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>The form of what the acts on a seizure have in common from profile 2 on.</summary>
internal static class SeizureShapeTwo
{
    // Far more than any law allows: a longer one counts to the maximum (C-32).
    private const uint MostMonths = 1_200;
    private const uint MostDays = 36_600;

    public static void Check(Shape shape, string unitCode, string businessNumber, string authority, string documentNumber)
    {
        EncumbranceShape.Unit(shape, unitCode, businessNumber);
        shape.Identifier<CreditCode>(Shape.F04, authority, "authority");
        shape.Identifier<AuthorityDocumentNumber>(documentNumber, "document_number");
    }

    /// <summary>How long it lasts: a term, a last day, or both.</summary>
    public static void Term(Shape shape, SeizureTerm? term, uint statedLast)
    {
        EncumbranceShape.OptionalDate(shape, statedLast, "stated_last");
        if (term is null && statedLast != 0)
            return;
        if (shape.Required(term, "term") && ((term.Months == 0 && term.Days == 0) || term.Months > MostMonths || term.Days > MostDays))
            shape.Fault(SeizureTermLimit.C32, "term", $"{term.Months}m {term.Days}d", new("1天以上的期限", "a term of at least 1 day"));
    }
}
