using Ledger.V1;

namespace Ledger.Contracts;

/// <summary>The first registration of a project's part with the pages its rules read.</summary>
/// <param name="Event">The event.</param>
/// <param name="Rows">Its rows, each as a first registration of its own.</param>
internal sealed record ProjectRegistration(ProjectFirstRegistered Event, IReadOnlyList<FirstRegistration> Rows)
{
    // 建筑物区分所有权业主共有部分.
    private const uint CommonParts = 94;

    /// <summary>Reads the pages.</summary>
    public static ProjectRegistration Load(ProjectFirstRegistered e, Book book)
    {
        var permit = FirstRegistration.PermitOf(book, e.PermitNumber);
        return new(
            e,
            [.. e.Rows.Select((row, i)
                => FirstRegistration.Load(book, e.Act, e.Recording, Opening(e, row), FirstBasis.Built, $"rows[{i}]") with { Permit = permit })]);
    }

    /// <summary>Whether a row is a common part, which has no certificate and no owner of its own.</summary>
    public static bool IsCommon(FirstRegistration row) => row.Opening.Opening.RightType == CommonParts;

    private static Opening Opening(ProjectFirstRegistered e, ProjectRow row)
    {
        var opening = new Opening
        {
            UnitCode = row.UnitCode,
            BusinessNumber = row.BusinessNumber,
            RightType = row.Certificate is null ? CommonParts : e.RightType,
            Use = row.Use,
            Area = row.Area,
            CoOwnership = row.Certificate is null ? CoOwnership.Joint : CoOwnership.Single,
            Epoch = e.Epoch,
            LandNature = e.LandNature,
            HouseNature = e.HouseNature,
            LandTermEnd = e.LandTermEnd,
            InnerArea = row.InnerArea,
            SharedArea = row.SharedArea,
            Floor = row.Floor,
            TotalFloors = row.TotalFloors,
            Completion = e.Completion,
            CadastralId = row.CadastralId,
        };
        opening.Parcels.Add(e.Parcel);
        opening.LandOwners.Add(e.Owner);
        if (row.Certificate is not null)
            opening.Owners.Add(new Holder { Party = e.Owner, Certificate = row.Certificate });
        return opening;
    }
}
