using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>The form of what the acts on a seizure have in common.</summary>
internal static class SeizureShape
{
    public static void Check(Shape shape, Recording? recording, string unitCode, string businessNumber, string authority, string documentNumber)
    {
        shape.RecordingValue(recording);
        shape.Unit(unitCode, "unit_code");
        shape.Identifier<BusinessNumber>(businessNumber, "business_number");
        shape.Identifier<CreditCode>(Shape.F04, authority, "authority");
        shape.Identifier<CourtDocumentNumber>(documentNumber, "document_number");
    }
}
