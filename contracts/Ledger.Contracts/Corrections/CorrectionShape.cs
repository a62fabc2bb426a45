using Google.Protobuf;
using Google.Protobuf.Collections;
using Ledger.Facts;
using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>The form of a correction.</summary>
internal static class CorrectionShape
{
    private const uint LargestCode = 9_999;

    public static void Check(Shape shape, CorrectionRecorded e)
    {
        shape.Known(e.Result, "result");
        if (!e.Proof.IsEmpty)
            shape.Hash(e.Proof, "proof");
        for (var i = 0; i < e.Units.Count; i++)
            Unit(shape, e.Units[i], $"units[{i}]", e.Result);
        shape.Sorted(e.Units, static (a, b) => string.CompareOrdinal(a.UnitCode, b.UnitCode), "units");
        var sound = true;
        for (var i = 0; i < e.Mortgages.Count; i++)
        {
            sound &= shape.Mortgage(e.Mortgages[i].Mortgage, $"mortgages[{i}].mortgage");
            shape.TermsValue(e.Mortgages[i].Terms, $"mortgages[{i}].terms");
        }

        if (sound)
            shape.Sorted(e.Mortgages, static (a, b) => PartyOrder.Compare(a.Mortgage, b.Mortgage), "mortgages", mayBeEmpty: true);
        if (e.Result == CorrectionResult.NotCorrected && e.Mortgages.Count > 0)
            Nothing(shape, "mortgages");
    }

    private static void Unit(Shape shape, CorrectedUnit unit, string path, CorrectionResult result)
    {
        shape.Unit(unit.UnitCode, path + ".unit_code");
        shape.Identifier<BusinessNumber>(unit.BusinessNumber, path + ".business_number");
        shape.Hash(unit.PreviousEntry, path + ".previous_entry");
        if (result == CorrectionResult.NotCorrected)
        {
            if (Corrects(unit))
                Nothing(shape, path);
            return;
        }

        if (unit.Title is { } title)
            Title(shape, title, path + ".title");
        if (unit.Title is not null && unit.Certificates.Count > 0)
        {
            shape.Fault(
                Shape.C69, path + ".certificates", unit.Certificates.Count, new("空：更正权属时由各权利人列新证", "nothing: a corrected title names the new certificates"));
        }

        OwnerDetailsShape.Parties(shape, unit.Parties, path + ".parties", mayBeEmpty: true);
        RenewalShape.Check(shape, unit.Certificates, path + ".certificates");
        OwnerDetailsShape.Documents(shape, unit.Bases, unit.Mortgages, path + ".");
        Rows(shape, unit.Notices, static row => row.Proof, path + ".notices");
        Rows(shape, unit.Objections, static row => row.Proof, path + ".objections");
        Rows(shape, unit.Easements, static row => row.Proof, path + ".easements");
        Rows(shape, unit.Residences, static row => row.Proof, path + ".residences");
        shape.Sorted(unit.Locks, static (a, b) => string.CompareOrdinal(a.DocumentNumber, b.DocumentNumber), path + ".locks", mayBeEmpty: true);
    }

    private static bool Corrects(CorrectedUnit unit)
        => unit.Title is not null || unit.Parties.Count + unit.Certificates.Count + unit.Bases.Count + unit.Mortgages.Count + unit.Notices.Count
            + unit.Objections.Count + unit.Easements.Count + unit.Residences.Count + unit.Locks.Count > 0;

    private static void Nothing(Shape shape, string path)
        => shape.Fault(Shape.C69, path, null, new("空：不予更正时登簿内容不变", "nothing: the book stays as it is"));

    private static void Title(Shape shape, CorrectedTitle title, string path)
    {
        shape.Known(title.CoOwnership, path + ".co_ownership", zeroIsUnspecified: false);
        HolderShape.Check(shape, title.Owners, path + ".owners");
        if (!RightTypes.IsTitle(title.RightType))
            shape.Fault(Shape.C69, path + ".right_type", title.RightType, new("权利类型代码", "a right type of table A.8"));
        if (title.Use == 0)
            shape.Fault(Shape.C69, path + ".use", title.Use, new("规划用途代码", "a code of planned use"));
        shape.Code(title.Use, LargestCode, path + ".use");
        shape.Code(title.LandNature, LargestCode, path + ".land_nature");
        shape.Code(title.HouseNature, LargestCode, path + ".house_nature");
        shape.Code(title.Floor, LargestCode, path + ".floor");
        shape.Code(title.TotalFloors, LargestCode, path + ".total_floors");
        shape.AreaValue(title.Area, path + ".area");
        shape.AreaValue(title.InnerArea, path + ".inner_area");
        shape.AreaValue(title.SharedArea, path + ".shared_area");
        OptionalDate(shape, title.LandTermEnd, path + ".land_term_end");
        OptionalDate(shape, title.Completion, path + ".completion");
        OptionalDate(shape, title.ResaleBarredUntil, path + ".resale_barred_until");
    }

    private static void OptionalDate(Shape shape, uint day, string path)
    {
        if (day != 0)
            shape.Date(day, path);
    }

    // What else a row says is that of the row it stands for, or is checked with it.
    private static void Rows<T>(Shape shape, RepeatedField<T> rows, Func<T, CertificateId> proof, string path)
        where T : IMessage<T>
    {
        var sound = true;
        for (var i = 0; i < rows.Count; i++)
            sound &= shape.Certificate(proof(rows[i]), CertificateKind.Proof, legacyAllowed: true, $"{path}[{i}].proof");
        if (sound)
            shape.Sorted(rows, (a, b) => PartyOrder.Compare(proof(a), proof(b)), path, mayBeEmpty: true);
    }
}
