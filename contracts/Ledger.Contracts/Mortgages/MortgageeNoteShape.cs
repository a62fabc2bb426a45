using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>The form of what a mortgagee consents to or is told of: each subject has its own kind of number.</summary>
internal static class MortgageeNoteShape
{
    public static void Check(Shape shape, ConsentSubject subject, string contractNumber, string number, MortgageId? of)
    {
        shape.Known(subject, "subject", zeroIsUnspecified: false);
        if (contractNumber.Length > 0)
        {
            shape.Identifier<ContractNumber>(contractNumber, "contract_number");
            Nothing(shape, number.Length > 0 || subject is not (ConsentSubject.Transfer or ConsentSubject.Notice), "number");
        }
        else
        {
            Number(shape, subject, number);
        }

        var another = subject is ConsentSubject.Change or ConsentSubject.Rank;
        if (another)
            shape.Mortgage(of, "of");
        else
            Nothing(shape, of is not null, "of");
    }

    private static void Number(Shape shape, ConsentSubject subject, string number)
    {
        switch (subject)
        {
            case ConsentSubject.Change or ConsentSubject.Rank:
                Nothing(shape, number.Length > 0, "number");
                break;
            case ConsentSubject.Residence or ConsentSubject.Easement or ConsentSubject.Waiver:
                shape.Unit(number, "number");
                break;
            case ConsentSubject.Reshape:
                shape.Identifier<AcceptanceNumber>(number, "number");
                break;
            case ConsentSubject.Presale:
                shape.Identifier<PermitNumber>(number, "number");
                break;
            default:
                shape.Identifier<OfficeNumber>(number, "number");
                break;
        }
    }

    private static void Nothing(Shape shape, bool stated, string path)
    {
        if (stated)
            shape.Fault(Shape.C69, path, "…", new("不填", "nothing for this subject"));
    }
}
